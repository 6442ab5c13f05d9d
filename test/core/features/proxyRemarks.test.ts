import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gapRemarks } from "../../../server/src/core/features/describe/proxyRemarks.ts";
import type { Gap, ProxyPlan } from "../../../server/src/core/network/cluster/proxy/plan.ts";

/** A plan with rules, or without any, that leaves this open. */
function remarks(gaps: readonly Gap[], rules: "rules" | "none" = "rules"): readonly string[] {
  const family = { family: "IPv4", fates: [], examples: [], virtualServers: [] } as const;
  const plan: ProxyPlan = { mode: "ipvs", families: rules === "rules" ? [family] : [], gaps };
  return gapRemarks(plan);
}

describe("what the rules of kube-proxy leave open", () => {
  it("is said in sentences, what is alike in one", () => {
    const gaps: readonly Gap[] = [
      { about: "spec.ports[0].nodePort", because: "awaited" },
      { about: "spec.ports[1].nodePort", because: "awaited" },
      { about: "spec.healthCheckNodePort", because: "awaited" },
      { about: "status.loadBalancer", because: "awaited" },
    ];
    assert.deepEqual(remarks(gaps), [
      "For what stands in angle brackets the cluster gives out a number.",
      "The rules for the load balancer's address come when it has one.",
    ]);
  });

  it("names the field that cannot be read, and what that costs", () => {
    const port: Gap = { about: "spec.ports[1].port", because: "template" };
    assert.deepEqual(remarks([port]), [
      "spec.ports[1].port: a template expression stands there; what hangs on it is left out.",
    ]);
    const policy: Gap = { about: "spec.internalTrafficPolicy", because: "placeholder" };
    assert.deepEqual(remarks([policy], "none"), [
      "spec.internalTrafficPolicy: a placeholder stands there; every rule hangs on it, so none is told.",
    ]);
  });

  it("tells whose Service it is when another proxy serves it", () => {
    const [remark] = remarks([{ about: "metadata.labels", because: "elsewhere" }], "none");
    assert.match(remark ?? "", /service-proxy-name .* kube-proxy leaves it alone/);
  });

  it("has a sentence for each doubt about endpoints", () => {
    const doubts = (["awaited", "unplaced", "uncounted", "unready", "template"] as const).map(
      (because) => remarks([{ about: "endpoints", because }])[0] ?? "",
    );
    assert.equal(new Set(doubts).size, 5);
    for (const doubt of doubts) assert.match(doubt, /^[A-Z].*\.$/);
  });

  it("of a plan that leaves nothing open there is nothing to say", () => assert.deepEqual(remarks([]), []));
});
