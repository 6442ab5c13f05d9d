/** Who is sent what: the table of outcomes, and the order of endpoints. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { endpointsAt } from "../../../../../server/src/core/network/cluster/proxy/choice.ts";
import type { Fate } from "../../../../../server/src/core/network/cluster/proxy/plan.ts";
import { backendsOf, endpointOf, iptablesOf, serviceOf, sliceOf } from "./given.ts";

const http = {
  family: "IPv4",
  name: { namespace: "shop", service: "cart", port: "http", protocol: "tcp" },
} as const;
const sockets = (...slices: readonly ReturnType<typeof sliceOf>[]) =>
  endpointsAt(slices, http, { name: "here" }).map(({ socket }) => socket);

describe("the endpoints of a port", () => {
  it("are in the order of their bytes, not of their numbers", () => {
    const ips = ["10.0.0.1", "10.0.0.10", "10.0.0.100", "10.0.0.2"].map((ip) => endpointOf(ip));
    assert.deepEqual(sockets(sliceOf(["http/80"], ips)), [
      "10.0.0.100:80",
      "10.0.0.10:80",
      "10.0.0.1:80",
      "10.0.0.2:80",
    ]);
  });

  it("come from every slice with a port of that name, whatever its number", () => {
    const found = sockets(
      sliceOf(["http/8080", "metrics/9100"], [endpointOf("10.1.0.20"), endpointOf("10.1.0.3")]),
      sliceOf(["http/8443"], [endpointOf("10.1.0.100")]),
      sliceOf(["metrics/9100"], [endpointOf("10.1.0.9")]),
    );
    assert.deepEqual(found, ["10.1.0.100:8443", "10.1.0.20:8080", "10.1.0.3:8080"]);
  });

  it("are each there once; a local entry wins", () => {
    const slices = [
      sliceOf(
        ["http/80"],
        [endpointOf("10.0.0.1", { node: "there" }), endpointOf("10.0.0.1", { node: "here" })],
      ),
      sliceOf(["http/80"], [endpointOf("10.0.0.1", { node: "there" })]),
    ];
    for (const order of [slices, slices.toReversed()]) {
      const found = endpointsAt(order, http, { name: "here" });
      assert.deepEqual(
        found.map(({ isLocal }) => isLocal),
        [true],
      );
    }
  });
});

interface Row {
  readonly title: string;
  readonly given?: Parameters<typeof serviceOf>[0];
  readonly endpoints: readonly ReturnType<typeof endpointOf>[];
  readonly internal: Fate;
  readonly external?: Fate;
  /** Endpoints of SVC and of SVL, by the last byte of their address. */
  readonly cluster?: readonly number[];
  readonly local?: readonly number[];
}

const nodePort = { type: "NodePort", ports: [{ name: "http", port: 80, nodePort: 30080 }] } as const;
const here = (last: number, state: "ready" | "unready" | "draining" | "terminating" = "ready") =>
  endpointOf(`10.0.0.${last}`, { node: "here", state });
const there = (last: number, state: "ready" | "unready" | "draining" | "terminating" = "ready") =>
  endpointOf(`10.0.0.${last}`, { node: "there", state });

const rows: readonly Row[] = [
  { title: "nobody", endpoints: [], internal: "reject" },
  {
    title: "nobody, with a node port",
    given: nodePort,
    endpoints: [],
    internal: "reject",
    external: "reject",
  },
  {
    title: "nobody is ready, none is serving and terminating",
    given: nodePort,
    endpoints: [here(1, "unready"), there(2, "terminating")],
    internal: "reject",
    external: "reject",
  },
  {
    title: "only serving and terminating endpoints are used",
    given: nodePort,
    endpoints: [here(1, "draining"), there(2, "draining"), there(3, "unready")],
    internal: "cluster",
    external: "cluster",
    cluster: [1, 2],
  },
  {
    title: "stopping ones get nothing while one is ready",
    endpoints: [here(1, "draining"), there(2)],
    internal: "cluster",
    cluster: [2],
  },
  {
    title: "internal Local, endpoints elsewhere only",
    given: { internal: "Local" },
    endpoints: [there(1)],
    internal: "drop",
  },
  {
    title: "internal Local with one here",
    given: { internal: "Local" },
    endpoints: [here(1), there(2)],
    internal: "local",
    local: [1],
  },
  {
    title: "internal Local, nobody anywhere",
    given: { internal: "Local" },
    endpoints: [there(1, "unready")],
    internal: "reject",
  },
  {
    title: "internal Local and a node port with policy Cluster, elsewhere only: the node port is unaffected",
    given: { ...nodePort, internal: "Local" },
    endpoints: [there(1)],
    internal: "drop",
    external: "cluster",
    cluster: [1],
  },
  {
    title: "internal Local and a node port with policy Cluster, one here",
    given: { ...nodePort, internal: "Local" },
    endpoints: [here(1), there(2)],
    internal: "local",
    external: "cluster",
    cluster: [1, 2],
    local: [1],
  },
  {
    title: "external Local, endpoints elsewhere only: pods are served all the same",
    given: { ...nodePort, external: "Local" },
    endpoints: [there(1)],
    internal: "cluster",
    external: "drop",
    cluster: [1],
  },
  {
    title: "external Local with one here",
    given: { ...nodePort, external: "Local" },
    endpoints: [here(1), there(2)],
    internal: "cluster",
    external: "local",
    cluster: [1, 2],
    local: [1],
  },
  {
    title: "external Local, ready elsewhere, stopping here: each looks for itself",
    given: { ...nodePort, external: "Local" },
    endpoints: [here(1, "draining"), there(2)],
    internal: "cluster",
    external: "local",
    cluster: [2],
    local: [1],
  },
  {
    title: "both Local, elsewhere only",
    given: { ...nodePort, internal: "Local", external: "Local" },
    endpoints: [there(1)],
    internal: "drop",
    external: "drop",
    cluster: [1],
  },
  {
    title: "both Local, one here",
    given: { ...nodePort, internal: "Local", external: "Local" },
    endpoints: [here(1), there(2)],
    internal: "local",
    external: "local",
    cluster: [1, 2],
    local: [1],
  },
  {
    title: "policy Local counts for an external IP, too",
    given: { externalIPs: ["192.0.2.7"], external: "Local" },
    endpoints: [there(1)],
    internal: "cluster",
    external: "drop",
    cluster: [1],
  },
];

describe("what connections meet on a node", () => {
  for (const { title, given, endpoints, internal, external, cluster = [], local = [] } of rows) {
    it(title, () => {
      const backends = backendsOf(sliceOf(["http/8080"], endpoints));
      const plan = iptablesOf(serviceOf(given), backends, { name: "here" });
      const [fate] = plan.fates;
      assert.deepEqual([fate?.internal, fate?.external], [internal, external]);
      const shared = (scope: string) =>
        plan.balancing
          .filter((each) => each.scope === scope)
          .flatMap(({ targets }) => targets.map(({ endpoint }) => Number(/\.(\d+):/.exec(endpoint)?.[1])));
      assert.deepEqual([shared("cluster"), shared("local")], [cluster, local]);
      const turned = (verdict: string) =>
        Object.values(plan.filter)
          .flat()
          .filter((rule) => rule.endsWith(`-j ${verdict}`));
      assert.equal(turned("REJECT").length > 0, internal === "reject" || external === "reject");
      assert.equal(turned("DROP").length > 0, internal === "drop" || external === "drop");
    });
  }

  it("a named targetPort that no pod declares is refused, though there are pods", () => {
    const plan = iptablesOf(serviceOf(nodePort), backendsOf(sliceOf([], [here(1)])), { name: "here" });
    assert.deepEqual([plan.fates[0]?.internal, plan.fates[0]?.external], ["reject", "reject"]);
    assert.deepEqual(plan.nat, {});
  });
});

describe("hints", () => {
  const hinted = (last: number, zone: string, node = "there") =>
    endpointOf(`10.0.0.${last}`, { node, hints: { zones: [zone], nodes: [] } });
  const forNode = (last: number, node: string, zone = "a") =>
    endpointOf(`10.0.0.${last}`, { node, hints: { zones: [zone], nodes: [node] } });
  const reached = (
    endpoints: readonly ReturnType<typeof endpointOf>[],
    node?: { readonly name?: string; readonly zone?: string },
    kubernetesVersion = "1.36",
  ) =>
    iptablesOf(serviceOf(), backendsOf(sliceOf(["http/80"], endpoints)), node, {
      kubernetesVersion,
    }).balancing.flatMap(({ targets }) => targets.map(({ endpoint }) => endpoint));

  it("keep traffic in the node's zone", () => {
    const all = [hinted(1, "a"), hinted(2, "b"), hinted(3, "a")];
    assert.deepEqual(reached(all, { zone: "a" }), ["10.0.0.1:80", "10.0.0.3:80"]);
    assert.deepEqual(reached(all, { zone: "b" }), ["10.0.0.2:80"]);
  });

  it("are ignored by a node without a zone, in a zone that nobody is hinted for, and when one lacks them", () => {
    const all = [hinted(1, "a"), hinted(2, "b")];
    const both = ["10.0.0.1:80", "10.0.0.2:80"];
    assert.deepEqual(reached(all, { name: "here" }), both);
    assert.deepEqual(reached(all), both);
    assert.deepEqual(reached(all, { zone: "c" }), both);
    assert.deepEqual(reached([...all, endpointOf("10.0.0.3")], { zone: "a" }), [...both, "10.0.0.3:80"]);
  });

  it("of endpoints that are not ready do not matter, nor do they lead to those that are stopping", () => {
    const unready = endpointOf("10.0.0.3", { state: "unready" });
    assert.deepEqual(reached([hinted(1, "a"), hinted(2, "b"), unready], { zone: "a" }), ["10.0.0.1:80"]);
    const draining = endpointOf("10.0.0.4", { state: "draining", hints: { zones: ["a"], nodes: [] } });
    assert.deepEqual(reached([hinted(2, "b"), draining], { zone: "a" }), ["10.0.0.2:80"]);
  });

  it("for nodes go before those for zones, from 1.34 on", () => {
    const all = [forNode(1, "here"), forNode(2, "there"), forNode(3, "far", "b")];
    assert.deepEqual(reached(all, { name: "here", zone: "a" }), ["10.0.0.1:80"]);
    assert.deepEqual(reached(all, { name: "other", zone: "a" }), ["10.0.0.1:80", "10.0.0.2:80"]);
    assert.deepEqual(reached(all, { name: "here", zone: "a" }, "1.33"), ["10.0.0.1:80", "10.0.0.2:80"]);
  });

  it("do not touch policy Local", () => {
    const local = endpointOf("10.0.0.1", { node: "here", hints: { zones: ["b"], nodes: [] } });
    const service = serviceOf({ ...nodePort, external: "Local" });
    const backends = backendsOf(sliceOf(["http/80"], [local, hinted(2, "a")]));
    const plan = iptablesOf(service, backends, { name: "here", zone: "a" });
    assert.deepEqual(
      plan.balancing.map(({ scope, targets }) => [scope, targets.map(({ endpoint }) => endpoint)]),
      [
        ["cluster", ["10.0.0.2:80"]],
        ["local", ["10.0.0.1:80"]],
      ],
    );
    assert.equal(Object.keys(plan.nat).filter((chain) => chain.startsWith("KUBE-SEP-")).length, 2);
  });
});
