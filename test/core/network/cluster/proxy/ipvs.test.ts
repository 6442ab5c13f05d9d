import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type {
  IpvsPlan,
  ProxyNode,
  ProxySettings,
} from "../../../../../server/src/core/network/cluster/proxy/plan.ts";
import { proxied } from "../../../../../server/src/core/network/cluster/proxy/proxied.ts";
import { backendsOf, endpointOf, serviceOf, sliceOf } from "./given.ts";

type Given = Parameters<typeof serviceOf>[0];

function ipvsOf(
  given: Given,
  node?: ProxyNode,
  more: Partial<ProxySettings> = {},
  endpoints = [endpointOf("10.1.0.3", { node: "here" }), endpointOf("10.1.0.20", { node: "there" })],
): IpvsPlan {
  const settings = { kubernetesVersion: "1.34", proxyMode: "ipvs", ...more } as const;
  const plan = proxied(serviceOf(given), backendsOf(sliceOf(["http/8080"], endpoints)), node, settings);
  return plan.mode === "ipvs" && plan.families[0] ? plan.families[0] : assert.fail("no servers");
}

const all = ["10.1.0.20:8080", "10.1.0.3:8080"];
const balanced: Given = {
  type: "LoadBalancer",
  ports: [{ name: "http", port: 80, nodePort: 30080 }],
  externalIPs: ["192.0.2.7"],
  ingress: [{ ip: "203.0.113.8" }, { ip: "203.0.113.9", ipMode: "Proxy" }],
};

describe("virtual servers", () => {
  it("one for each address and port, the node's own among them", () => {
    const { virtualServers } = ipvsOf(balanced, { name: "here", ip: "192.0.2.1" });
    assert.deepEqual(
      virtualServers.map(({ role, address, scheduler, realServers }) => [
        role,
        address,
        scheduler,
        realServers,
      ]),
      [
        ["clusterIP", "10.96.31.4:80/TCP", "rr", all],
        ["externalIP", "192.0.2.7:80/TCP", "rr", all],
        ["loadBalancer", "203.0.113.8:80/TCP", "rr", all],
        ["nodePort", "192.0.2.1:30080/TCP", "rr", all],
      ],
    );
  });

  it("a node whose address is not known has its node port all the same", () => {
    const { virtualServers } = ipvsOf(balanced);
    assert.equal(virtualServers.at(-1)?.address, "<nodeIP>:30080/TCP");
  });

  it("node ports are open on the addresses that are configured", () => {
    const open = (nodePortAddresses: readonly string[]) =>
      ipvsOf(balanced, { name: "here", ip: "192.0.2.1" }, { nodePortAddresses })
        .virtualServers.filter(({ role }) => role === "nodePort")
        .map(({ address }) => address);
    const own = ["192.0.2.1:30080/TCP"];
    assert.deepEqual(open(["192.0.2.0/24"]), own);
    assert.deepEqual(open(["10.0.0.0/8", "192.0.2.0/24"]), own);
    assert.deepEqual(open(["10.0.0.0/8"]), []);
    assert.deepEqual(open(["0.0.0.0/0"]), own);
    assert.deepEqual(open(["fd00::/8"]), own, "ranges of the other family close nothing");
    assert.deepEqual(open(["primary"]), own);
  });

  it("the scheduler is the configured one, and ClientIP is persistence", () => {
    const { virtualServers } = ipvsOf({ affinity: 600 }, undefined, { ipvs: { scheduler: "lc" } });
    assert.deepEqual(
      virtualServers.map(({ scheduler, persistence }) => [scheduler, persistence]),
      [["lc", 600]],
    );
    assert.equal(ipvsOf({}).virtualServers[0]?.persistence, undefined);
  });

  it("IPv6 addresses stand in brackets", () => {
    const { virtualServers } = ipvsOf({ clusterIPs: ["fd00:96::4"] }, undefined, {}, [
      endpointOf("fd00:1::3"),
    ]);
    assert.deepEqual(
      virtualServers.map(({ address, realServers }) => [address, realServers]),
      [["[fd00:96::4]:80/TCP", ["[fd00:1::3]:8080"]]],
    );
  });
});

describe("policy Local in IPVS", () => {
  const from = (given: Given, node: string) => {
    const { virtualServers, fates } = ipvsOf(given, { name: node, ip: "192.0.2.1" });
    const servers = virtualServers.map(({ role, realServers }) => [role, realServers]);
    return { servers: Object.fromEntries(servers), fate: [fates[0]?.internal, fates[0]?.external] };
  };
  const nodePort: Given = { type: "NodePort", ports: [{ name: "http", port: 80, nodePort: 30080 }] };

  it("takes local endpoints where there are some", () => {
    assert.deepEqual(from({ ...nodePort, external: "Local" }, "here"), {
      servers: { clusterIP: all, nodePort: ["10.1.0.3:8080"] },
      fate: ["cluster", "local"],
    });
  });

  it("takes those of other nodes where there are none: nothing is dropped", () => {
    assert.deepEqual(from({ ...nodePort, external: "Local" }, "far"), {
      servers: { clusterIP: all, nodePort: all },
      fate: ["cluster", "cluster"],
    });
    assert.deepEqual(from({ ...nodePort, internal: "Local" }, "far").servers, {
      clusterIP: all,
      nodePort: all,
    });
  });

  it("a pure internal one has none: the kernel refuses", () => {
    assert.deepEqual(from({ internal: "Local" }, "far"), {
      servers: { clusterIP: [] },
      fate: ["reject", undefined],
    });
    assert.deepEqual(from({ internal: "Local" }, "here").servers, { clusterIP: ["10.1.0.3:8080"] });
  });

  it("a Service without endpoints has its servers, with nothing behind them", () => {
    const { virtualServers, fates } = ipvsOf(balanced, undefined, {}, [
      endpointOf("10.1.0.3", { state: "unready" }),
    ]);
    assert.deepEqual(
      virtualServers.map(({ realServers }) => realServers.length),
      [0, 0, 0, 0],
    );
    assert.deepEqual([fates[0]?.internal, fates[0]?.external], ["reject", "reject"]);
  });
});
