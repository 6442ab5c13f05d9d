/** Which of several files counts that say something of the cluster. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fileOf } from "../../../../server/src/core/resources/identity.ts";
import { clusterIn } from "../../../../server/src/core/units/queries.ts";
import { pathOf } from "../../../../server/src/core/value/file.ts";
import { app, type Files, manifests } from "../../../support/manifests.ts";
import { APP, configMap, corefile, FROM_MODE, found, known, node, origin, PROXY } from "./telling.ts";

describe("of several", () => {
  const mode = (value: string) => PROXY.replace(FROM_MODE, `mode: ${value}\n`);
  const read = (files: Files) => found(files).proxyMode;

  it("that agree, the first is cited", () => {
    const files = { "z.yaml": mode("ipvs"), "b.yaml": mode("ipvs") };
    assert.equal(origin(files, "proxyMode"), "b.yaml KubeProxyConfiguration mode");
  });

  it("that contradict each other none counts, and each is named", () => {
    const { conflicts, settings } = known({ "a.yaml": mode("ipvs"), "b.yaml": mode("nftables") });
    assert.equal(settings.proxyMode, undefined);
    assert.deepEqual(
      conflicts.map(({ key, places }) => [key, places.map(({ id }) => pathOf(fileOf(id)))]),
      [["proxyMode", ["a.yaml", "b.yaml"]]],
    );
  });

  it("what was dumped from a cluster counts before what is written", () => {
    const dump = configMap("kube-proxy", "config.conf", mode("nftables"), "  uid: a\n").replace(
      "data:",
      "data:",
    );
    assert.equal(read({ "a.yaml": mode("ipvs"), "state.yaml": dump }), "nftables");
  });

  it("what is configured counts before all of them, and silences their quarrel", () => {
    const files = {
      "a.yaml": mode("ipvs"),
      "b.yaml": mode("nftables"),
      ".portolan.yaml": "version: 1\ncluster: { proxyMode: none }\n",
    };
    const { settings, origins, conflicts } = known(files);
    assert.deepEqual(
      [settings.proxyMode, origins.proxyMode, conflicts],
      ["none", { kind: "configured" }, []],
    );
  });

  it("options of CoreDNS that are configured are laid over those of its Corefile", () => {
    const files = {
      "dns.yaml": configMap("coredns", "Corefile", corefile("pods verified")),
      ".portolan.yaml": "version: 1\ncluster: { coredns: { ttl: 60 } }\n",
    };
    const { coredns } = known(files).settings;
    assert.deepEqual([coredns?.pods, coredns?.ttl], ["verified", 60]);
  });

  it("the nearest folder decides", () => {
    const two = {
      "a/app.yaml": app("web", "shop"),
      "b/app.yaml": app("web", "shop"),
      "a/p.yaml": mode("ipvs"),
      "b/p.yaml": mode("nftables"),
      "p.yaml": mode("none"),
    };
    assert.deepEqual(
      ["a", "b"].map((folder) => known(two, `${folder}/app.yaml`).settings.proxyMode),
      ["ipvs", "nftables"],
    );
    const above = {
      "a/app.yaml": app("web", "shop"),
      "b/app.yaml": app("web", "shop"),
      "b/p.yaml": mode("ipvs"),
      "p.yaml": mode("none"),
    };
    assert.equal(known(above, "a/app.yaml").settings.proxyMode, "none");
  });

  it("test data is nobody's cluster", () => {
    assert.equal(read({ "testdata/p.yaml": mode("ipvs") }), undefined);
    const own = {
      "testdata/p.yaml": mode("ipvs"),
      "testdata/app.yaml": app("web", "a"),
      "other/app.yaml": app("web", "a"),
    };
    assert.equal(known(own, "testdata/app.yaml").settings.proxyMode, "ipvs");
  });

  it("the order of files never matters", () => {
    const texts = [
      mode("ipvs"),
      mode("nftables"),
      node("a", "z1", "10.0.0.1", ""),
      node("b", "z2", "10.0.0.2", ""),
    ];
    const settings = (order: readonly string[]) => {
      const { settings: found, conflicts } = known(
        Object.fromEntries(order.map((text, index) => [`f${index}.yaml`, text])),
      );
      return { found, keys: conflicts.map(({ key }) => key) };
    };
    assert.deepEqual(settings(texts), settings(texts.toReversed()));
  });
});

it("a workspace that tells nothing of its cluster has the defaults", () => {
  const { settings, origins, conflicts } = known({});
  assert.deepEqual(settings, {
    domain: "cluster.local",
    nodePortRange: { from: 30000, to: 32767 },
    kubernetesVersion: "1.36",
  });
  assert.ok(Object.values(origins).every(({ kind }) => kind === "default"));
  assert.deepEqual(conflicts, []);
});

it("a source that moves in its file wakes nobody who asks what the cluster is like", () => {
  const shop = manifests({ ...APP, "p.yaml": PROXY });
  const unit = shop.unit(".").id;
  const [id] = shop.unit(".").members;
  assert.ok(id !== undefined);
  clusterIn(shop.db, unit, id);
  shop.db.resetRuns();
  shop.edit({ "p.yaml": `# once more\n${PROXY}` });
  clusterIn(shop.db, unit, id);
  assert.equal(shop.db.runs().get("cluster"), undefined);
});
