/** Which of several dumps counts, and what holds whatever is dumped. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { podsOf } from "../../../../../server/src/core/network/cluster/planned.ts";
import { keyOf } from "../../../../../server/src/core/query/query.ts";
import { valueOf } from "../../../../../server/src/core/value/known.ts";
import { manifests } from "../../../../support/manifests.ts";
import { analysisOf, fileAt } from "../../../../support/workspace.ts";
import { pods, SHOP, STATE, shopWith, slices } from "./shop.ts";

describe("of two dumps", () => {
  it("the younger state of a pod counts", () => {
    const old = STATE.replaceAll(/resourceVersion: "(\d+)"/g, 'resourceVersion: "1"').replaceAll(
      "10.244.1.12",
      "10.244.9.9",
    );
    const shop = shopWith({ "zz-old.yaml": old });
    assert.deepEqual(
      pods(shop, "Deployment/cart").map((each) => each.split(" ")[1]),
      ["10.244.1.12", "10.244.2.7", "10.244.3.9"],
    );
  });

  it("of two clusters each tells of the folder that it lies in", () => {
    const other = STATE.replaceAll("10.244.1.12", "10.245.1.12");
    const shop = manifests({
      "a/shop.yaml": SHOP,
      "a/state.yaml": STATE,
      "b/shop.yaml": SHOP,
      "b/state.yaml": other,
    });
    const first = (unit: string) => pods(shop, "Deployment/cart", unit)[0]?.split(" ")[1];
    assert.deepEqual([first("a"), first("b")], ["10.244.1.12", "10.245.1.12"]);
  });
});

describe("laws of dumps", () => {
  const documents = STATE.replace(/^apiVersion: v1\nitems:\n/, "")
    .replace(/kind: List[\s\S]*$/, "")
    .split(/^(?=- )/m)
    .map((item) => item.replace(/^- /, "  ").replaceAll(/^ {2}/gm, ""));

  it("the order of files and documents never matters, and no pod counts twice", () => {
    const expected = shopWith();
    const names = ["Service/cart", "Service/web", "Service/db", "Service/agent", "Service/cache"];
    const whole = names.map((name) => slices(expected, name));
    const shuffled = fc.shuffledSubarray(documents, { minLength: documents.length });
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 1, max: 4 }), (order, files) => {
        const texts: Record<string, string> = { "shop.yaml": SHOP };
        for (const [index, text] of order.entries()) {
          const file = `s${index % files}.yaml`;
          texts[file] = `${texts[file] ?? ""}---\n${text}`;
        }
        const shop = manifests(texts);
        assert.deepEqual(
          names.map((name) => slices(shop, name)),
          whole,
        );
      }),
      { numRuns: 25 },
    );
  });

  it("every pod that was seen belongs to one workload, or to none, whatever manifests are there", () => {
    const parts = SHOP.split("---\n");
    fc.assert(
      fc.property(fc.subarray(parts), (some) => {
        const shop = manifests({ "shop.yaml": some.join("---\n"), "state.yaml": STATE });
        const unit = shop.units()[0];
        const all = (unit?.members ?? []).flatMap((id) =>
          shop.db
            .get(podsOf, keyOf(unit?.id ?? "", id))
            .pods.filter(({ observed }) => observed)
            .map(({ name }) => valueOf(name)),
        );
        assert.equal(new Set(all).size, all.length);
      }),
      { numRuns: 40 },
    );
  });

  it("an edit in a manifest reads no dump again", () => {
    const shop = shopWith();
    slices(shop, "Service/cart");
    shop.db.resetRuns();
    shop.edit({ "shop.yaml": SHOP.replace("replicas: 3", "replicas: 4 # more") });
    slices(shop, "Service/cart");
    assert.deepEqual(
      ["dump", "observedPods"].filter((name) => shop.db.runs().has(name)),
      [],
    );
  });

  it("a workspace without a dump remembers nothing of any", () => {
    const analysis = analysisOf([{ path: "shop.yaml", text: SHOP }]);
    analysis.diagnostics(fileAt("shop.yaml"));
    analysis.lenses(fileAt("shop.yaml"));
    const runs = analysis.takeRuns();
    assert.ok(runs.has("endpointSlices") && runs.has("aboutCluster"));
    const names = [
      ...["dump", "dumps", "observedPods", "observedPodsOf", "observedPodsIn", "podMakers"],
      ...["observedService", "clusterFacts", "clusterFactValues", "folderOfUnit", "namespacesSeen"],
    ];
    assert.deepEqual(
      names.filter((name) => runs.has(name)),
      [],
    );
  });
});
