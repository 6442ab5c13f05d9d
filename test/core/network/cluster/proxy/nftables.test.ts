import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { NftablesPlan } from "../../../../../server/src/core/network/cluster/proxy/plan.ts";
import { proxied } from "../../../../../server/src/core/network/cluster/proxy/proxied.ts";
import { backendsOf, endpointOf, serviceOf, sliceOf } from "./given.ts";

type Given = Parameters<typeof serviceOf>[0];

function nftablesOf(
  given: Given,
  kubernetesVersion = "1.33",
  endpoints = [endpointOf("10.1.0.3", { node: "here" }), endpointOf("10.1.0.20", { node: "there" })],
): NftablesPlan {
  const settings = { kubernetesVersion, proxyMode: "nftables" } as const;
  const backends = backendsOf(sliceOf(["http/8080"], endpoints));
  const plan = proxied(serviceOf(given), backends, { name: "here" }, settings);
  return plan.mode === "nftables" && plan.families[0] ? plan.families[0] : assert.fail("no names");
}

const service = "service-242WI43H-shop/cart/tcp/http";
const endpoint = "endpoint-QOLGK2XC-shop/cart/tcp/http__10.1.0.3/8080";

describe("nftables", () => {
  it("has a chain for the Service and one for each endpoint", () => {
    const { names, sets } = nftablesOf({});
    assert.equal(names[0], service);
    assert.equal(names[2], endpoint);
    assert.deepEqual([names.length, sets], [3, []]);
  });

  it("shares out evenly, without probabilities", () => {
    const { balancing } = nftablesOf({});
    assert.deepEqual(
      balancing.map(({ chain, scope, targets }) => [chain, scope, targets.map((each) => each.endpoint)]),
      [[service, "cluster", ["10.1.0.20:8080", "10.1.0.3:8080"]]],
    );
    assert.deepEqual(balancing[0]?.targets[1], {
      endpoint: "10.1.0.3:8080",
      chain: endpoint,
      probability: undefined,
      saved: undefined,
      example: false,
    });
  });

  it("leads straight to endpoints from 1.36 on, unless clients are remembered", () => {
    assert.deepEqual(nftablesOf({}, "1.36").names, [service]);
    assert.equal(nftablesOf({}, "1.36").balancing[0]?.targets[1]?.chain, undefined);
    const sticky = nftablesOf({ affinity: 10800 }, "1.36");
    assert.equal(sticky.names.length, 3);
    assert.equal(sticky.balancing[0]?.targets[1]?.chain, endpoint);
    assert.ok(sticky.sets.includes(endpoint.replace("endpoint-", "affinity-")));
  });

  it("has a way in from outside, and one for policy Local", () => {
    const nodePort: Given = { type: "NodePort", ports: [{ name: "http", port: 80, nodePort: 30080 }] };
    const doors = (given: Given) => nftablesOf(given, "1.36").names.map((name) => name.split("-")[0]);
    assert.deepEqual(doors(nodePort), ["external", "service"]);
    assert.deepEqual(doors({ ...nodePort, external: "Local" }), ["external", "service", "local"]);
    assert.deepEqual(doors({ internal: "Local" }), ["local"]);
  });

  it("guards source ranges even where nobody serves; iptables does not", () => {
    const guarded: Given = {
      type: "LoadBalancer",
      ports: [{ name: "http", port: 80, nodePort: 30080 }],
      ingress: [{ ip: "203.0.113.8" }],
      ranges: ["198.51.100.0/24"],
    };
    assert.deepEqual(nftablesOf(guarded, "1.36", []).names, ["firewall-242WI43H-shop/cart/tcp/http"]);
    assert.deepEqual(nftablesOf(guarded, "1.36", []).fates[0]?.external, "reject");
  });
});
