/** Names that only a cluster knows: Services and pods that were dumped from it, and plugins beside those of its Services. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { analysisOf } from "../../../support/workspace.ts";

const SHOP = join(import.meta.dirname, "../../network/cluster/observed/fixtures");
const [shop, state] = ["shop.yaml", "state.yaml"].map((name) => readFileSync(join(SHOP, name), "utf8"));

function resolved(name: string, files: Readonly<Record<string, string>>) {
  const all = { "shop.yaml": shop ?? "", ...files };
  const analysis = analysisOf(Object.entries(all).map(([path, text]) => ({ path, text })));
  const [web] = analysis.objects((kind) => kind === "Deployment").filter((each) => each.name === "web");
  const { resource, unit } = web ?? assert.fail("no web");
  return analysis.resolve({ from: resource, unit, name }) ?? assert.fail("no answer");
}

function found(name: string, files: Readonly<Record<string, string>>): string {
  const { outcome, addresses, certainty } = resolved(name, files);
  return [outcome, ...addresses.map(({ text, example }) => `${text}${example ? "*" : ""}`), certainty].join(
    " ",
  );
}

const dump = { "state.yaml": state ?? "" };

describe("names with a dump", () => {
  it("lead to the addresses that were seen", () => {
    assert.equal(found("cart", dump), "found 10.96.31.4 certain");
    assert.equal(found("db-1.db", dump), "found 10.244.2.21 certain");
    assert.equal(found("db", dump), "found 10.244.1.20 10.244.2.21 10.244.3.22 certain");
  });

  it("of Services that only the cluster has are found", () => {
    assert.equal(found("cache-redis", dump), "found 10.96.77.5 certain");
    assert.equal(found("kube-dns.kube-system", dump), "found 10.96.0.10 certain");
    assert.equal(found("kubernetes.default", dump), "found 10.96.0.1 certain");
    assert.equal(resolved("cache-redis", {}).outcome, "absent");
  });

  it("of pods are certain where such a pod was seen, and CoreDNS verifies them", () => {
    const corefile = `apiVersion: v1
kind: ConfigMap
metadata: { name: coredns, namespace: kube-system }
data:
  Corefile: |
    .:53 {
      kubernetes cluster.local {
        pods verified
      }
    }
`;
    const files = { ...dump, "dns.yaml": corefile };
    assert.equal(found("10-244-1-50.shop.pod.cluster.local.", files), "found 10.244.1.50 certain");
    assert.equal(found("10-244-9-9.shop.pod.cluster.local.", files), "absent unknown");
    assert.equal(found("10-244-1-50.monitoring.pod.cluster.local.", files), "absent unknown");
  });
});

describe("a Corefile with plugins that answer otherwise", () => {
  const corefile = `apiVersion: v1
kind: ConfigMap
metadata: { name: coredns, namespace: kube-system }
data:
  Corefile: |
    .:53 {
      hosts {
        10.0.0.7 legacy.shop.svc.cluster.local
        fallthrough
      }
      rewrite name substring .corp. .shop.
      kubernetes cluster.local
    }
`;

  it("leaves open what no Service answers, and says why", () => {
    const { outcome, certainty, remarks } = resolved("legacy", { "dns.yaml": corefile });
    assert.deepEqual([outcome, certainty], ["absent", "unknown"]);
    assert.ok(
      remarks.includes("CoreDNS has `hosts` and `rewrite` besides: what no Service answers, they may."),
    );
  });

  it("takes nothing from what a Service answers at once", () => {
    const { outcome, certainty } = resolved("cart", { "dns.yaml": corefile });
    assert.deepEqual([outcome, certainty], ["found", "certain"]);
  });
});
