/** What holds for kube-proxy's rules whatever the Service: every Service here is made up by chance. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { countsFor } from "../../../../../server/src/core/network/cluster/proxy/counts.ts";
import { probability } from "../../../../../server/src/core/network/cluster/proxy/iptables/probability.ts";
import type {
  IptablesPlan,
  ProxyNode,
  ProxySettings,
} from "../../../../../server/src/core/network/cluster/proxy/plan.ts";
import { proxied } from "../../../../../server/src/core/network/cluster/proxy/proxied.ts";
import { backendsOf, endpointOf, serviceOf, sliceOf } from "./given.ts";
import { arrivals, type Packet } from "./packet.ts";

const policy = fc.constantFrom("Cluster" as const, "Local" as const);
const kinds = fc.constantFrom("ClusterIP" as const, "NodePort" as const, "LoadBalancer" as const);

const services = fc
  .record({
    type: kinds,
    internal: policy,
    external: policy,
    affinity: fc.constantFrom(undefined, 10800),
    externalIPs: fc.subarray(["192.0.2.7", "192.0.2.8"]),
    ranges: fc.subarray(["198.51.100.0/24", "10.1.0.0/16"]),
    vips: fc.subarray(["203.0.113.8", "203.0.113.9"]),
    ports: fc.subarray(
      [
        { name: "http", port: 80, nodePort: 30080 },
        { name: "dns", port: 53, nodePort: 30053, protocol: "UDP" },
      ],
      { minLength: 1 },
    ),
  })
  .map(({ type, affinity, vips, ports, ...rest }) =>
    serviceOf({
      ...rest,
      type,
      ports: ports.map(({ nodePort, ...each }) => (type === "ClusterIP" ? each : { ...each, nodePort })),
      ingress: type === "LoadBalancer" ? vips.map((ip) => ({ ip })) : [],
      ...(affinity === undefined ? {} : { affinity }),
      healthCheckNodePort: 32100,
    }),
  );

const states = fc.constantFrom(
  "ready" as const,
  "unready" as const,
  "draining" as const,
  "terminating" as const,
);

const endpoints = fc
  .uniqueArray(
    fc.record({
      last: fc.integer({ min: 1, max: 250 }),
      node: fc.constantFrom("here", "there"),
      state: states,
      zone: fc.constantFrom("a", "b"),
      isHinted: fc.boolean(),
    }),
    { maxLength: 12, selector: ({ last }) => last },
  )
  .map((all) =>
    all.map(({ last, node, state, zone, isHinted }) => {
      const hints = { zones: [zone], nodes: [] };
      return endpointOf(`10.1.0.${last}`, isHinted ? { node, state, hints } : { node, state });
    }),
  );

const nodes: fc.Arbitrary<ProxyNode> = fc.constantFrom(
  undefined,
  { name: "here", ip: "198.51.100.9", zone: "a" },
  { name: "there", ip: "192.0.2.99" },
  { name: "far", zone: "b" },
);

const settings: fc.Arbitrary<ProxySettings> = fc.constantFrom<ProxySettings[]>(
  { kubernetesVersion: "1.36" },
  { kubernetesVersion: "1.36", clusterCIDR: "10.1.0.0/16" },
  { kubernetesVersion: "1.36", masqueradeAll: true },
);

const worlds = fc.record({ service: services, endpoints, node: nodes, settings });

type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

function slices(all: World["endpoints"]) {
  const half = Math.floor(all.length / 2);
  return [
    sliceOf(["http/8080", "dns/5353/UDP"], all.slice(0, half)),
    sliceOf(["dns/5353/UDP", "http/8443"], all.slice(half)),
  ];
}

function planOf({ service, endpoints: all, node, settings: wanted }: World): IptablesPlan {
  const plan = proxied(service, backendsOf(...slices(all)), node, wanted);
  return plan.mode === "iptables" && plan.families[0] ? plan.families[0] : assert.fail("no rules");
}

const own = /^KUBE-(?:SVC|SVL|EXT|FW|SEP)-[A-Z2-7]{16}$/;

describe("the rules of any Service", () => {
  it("jump to chains that are there, and no chain is there that nobody jumps to", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { nat, fixed } = planOf(world);
        const there = new Set([...Object.keys(nat), ...Object.keys(fixed.nat)]);
        const targets = new Set(
          Object.values(nat)
            .flat()
            .flatMap((rule) => / -j (KUBE-\S+)$/.exec(rule)?.[1] ?? []),
        );
        for (const target of targets) assert.ok(there.has(target), target);
        for (const chain of Object.keys(nat).filter((each) => own.test(each))) {
          assert.ok(targets.has(chain), chain);
        }
      }),
    );
  });

  it("are the same whatever the order of slices and endpoints", () => {
    fc.assert(
      fc.property(worlds, fc.boolean(), (world, isAll) => {
        const [first, second] = slices(world.endpoints);
        if (!first || !second) return;
        const turned = [second, first].map((slice) => ({
          ...slice,
          ports: slice.ports.toReversed(),
          endpoints: isAll ? slice.endpoints.toReversed() : slice.endpoints,
        }));
        const plan = proxied(world.service, backendsOf(...turned), world.node, world.settings);
        assert.deepEqual(plan.families[0], planOf(world));
      }),
    );
  });

  it("say nothing twice", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const plan = planOf(world);
        for (const table of [plan.nat, plan.filter]) {
          const all = Object.values(table).flat();
          assert.equal(new Set(all).size, all.length);
        }
      }),
    );
  });

  it("give every endpoint of a chain as much as the others", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (count) => {
        let left = 1;
        for (let index = 0; index < count; index++) {
          const part = left * Number(probability(count - index) ?? 1);
          // Ten digits of the smallest part, a three-thousandth, are right to within a millionth.
          assert.ok(Math.abs(part * count - 1) < 1e-5, `${index} of ${count}: ${part}`);
          left -= part;
        }
        assert.ok(Math.abs(left) < 1e-9, "the last takes the rest");
      }),
    );
  });
});

describe("a packet", () => {
  const clusterIP = "10.96.31.4";

  /** Where the chains of a scope share out to, evenly. */
  function shared(plan: IptablesPlan, name: string, scope: "cluster" | "local") {
    const found = plan.balancing.find((each) => each.servicePort === name && each.scope === scope);
    const all = found?.targets.map(({ endpoint }) => endpoint) ?? [];
    return all.map((endpoint) => [endpoint, 1 / all.length] as const);
  }

  function same(found: ReadonlyMap<string, number>, wanted: readonly (readonly [string, number])[]) {
    assert.deepEqual([...found.keys()].toSorted(), wanted.map(([endpoint]) => endpoint).toSorted());
    for (const [endpoint, likely] of wanted) {
      assert.ok(Math.abs((found.get(endpoint) ?? 0) - likely) < 1e-8, endpoint);
    }
  }

  it("of a pod to the cluster IP arrives as its fate says, at each endpoint as often as at the others", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const plan = planOf(world);
        for (const { servicePort, protocol, internal } of plan.fates) {
          const port = protocol === "udp" ? 53 : 80;
          const packet: Packet = {
            protocol,
            source: "10.1.0.251",
            destination: clusterIP,
            port,
            isFromNode: false,
            isToNode: false,
          };
          const scope = internal === "local" ? "local" : "cluster";
          const served = internal === "cluster" || internal === "local";
          same(arrivals(plan.nat, packet), served ? shared(plan, servicePort, scope) : []);
        }
      }),
    );
  });

  it("from outside to an external IP arrives as its fate says; one of a pod or the node is spared policy Local", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const [address] = world.service.externalIPs;
        if (address === undefined || !("value" in address)) return;
        const plan = planOf(world);
        for (const { servicePort, protocol, external } of plan.fates) {
          const packet: Packet = {
            protocol,
            source: "192.0.2.200",
            destination: address.value,
            port: protocol === "udp" ? 53 : 80,
            isFromNode: false,
            isToNode: false,
          };
          const scope = external === "local" ? "local" : "cluster";
          const served = external === "cluster" || external === "local";
          same(arrivals(plan.nat, packet), served ? shared(plan, servicePort, scope) : []);
          const spared = arrivals(plan.nat, { ...packet, isFromNode: true });
          same(spared, external === "reject" ? [] : shared(plan, servicePort, "cluster"));
        }
      }),
    );
  });

  it("to a load balancer's address arrives only from within the source ranges, if there are any", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const vip = world.service.loadBalancerIngress.flatMap(({ ip }) =>
          ip && "value" in ip ? ip.value : [],
        )[0];
        if (vip === undefined) return;
        const plan = planOf(world);
        const ranges = world.service.loadBalancerSourceRanges.flatMap((each) =>
          "value" in each ? each.value : [],
        );
        for (const { protocol, external } of plan.fates) {
          for (const source of ["198.51.100.1", "8.8.8.8"]) {
            const packet: Packet = {
              protocol,
              source,
              destination: vip,
              port: protocol === "udp" ? 53 : 80,
              isFromNode: false,
              isToNode: false,
            };
            const isLetIn =
              ranges.length === 0 || (source !== "8.8.8.8" && ranges.includes("198.51.100.0/24"));
            const isServed = external === "cluster" || external === "local";
            assert.equal(arrivals(plan.nat, packet).size > 0, isLetIn && isServed, source);
          }
        }
      }),
    );
  });
});

describe("numbers for any count of replicas", () => {
  const situations = fc
    .integer({ min: 0, max: 9 })
    .chain((count) =>
      fc.record({ endpoints: fc.constant(count), local: fc.integer({ min: 0, max: count }) }),
    );
  const modes = fc.constantFrom("iptables" as const, "nftables" as const, "ipvs" as const);
  const versions = fc.constantFrom("1.33", "1.36");

  it("are those of what is really made", () => {
    fc.assert(
      fc.property(
        fc.record({
          service: services,
          situation: situations,
          settings,
          mode: modes,
          kubernetesVersion: versions,
        }),
        ({ service, situation, settings: some, mode, kubernetesVersion }) => {
          const node = { name: "here", ip: "198.51.100.9" };
          const wanted = { ...some, proxyMode: mode, kubernetesVersion };
          const all = Array.from({ length: situation.endpoints }, (_, index) =>
            endpointOf(`10.1.0.${index}`, { node: index < situation.local ? "here" : "there" }),
          );
          const slice = sliceOf(["http/8080", "dns/5353/UDP"], all);
          const plan = proxied(service, backendsOf(slice), node, wanted);
          const [{ family, endpointSlices, ...counts } = assert.fail()] = countsFor(
            service,
            situation,
            node,
            wanted,
          );
          assert.deepEqual([family, endpointSlices], ["IPv4", 1]);
          assert.deepEqual(counts, made(plan));
        },
      ),
    );
  });

  function made(plan: ReturnType<typeof proxied>) {
    const nothing = { chains: 0, rules: 0, virtualServers: 0, realServers: 0 };
    switch (plan.mode) {
      case "iptables": {
        const [family = assert.fail()] = plan.families;
        const rules = [family.nat, family.filter].flatMap((table) => Object.values(table).flat());
        const chains = Object.keys(family.nat).filter((chain) => own.test(chain));
        return { ...nothing, rules: rules.length, chains: chains.length };
      }
      case "nftables":
        return { ...nothing, chains: plan.families[0]?.names.length };
      case "ipvs": {
        const servers = plan.families[0]?.virtualServers ?? [];
        const realServers = servers.reduce((sum, each) => sum + each.realServers.length, 0);
        return { ...nothing, virtualServers: servers.length, realServers };
      }
      case "none":
        return nothing;
    }
  }

  it("slices hold a hundred endpoints each, or what is configured; one is always there", () => {
    const of = (endpoints: number, maxEndpointsPerSlice?: number) =>
      countsFor(serviceOf(), { endpoints, local: 0 }, undefined, {
        kubernetesVersion: "1.36",
        ...(maxEndpointsPerSlice === undefined ? {} : { maxEndpointsPerSlice }),
      }).map(({ endpointSlices }) => endpointSlices);
    assert.deepEqual([of(0), of(100), of(101), of(250), of(250, 50)], [[1], [1], [2], [3], [5]]);
  });

  it("of ten thousand replicas cost no more to say than of one", () => {
    const [counts] = countsFor(serviceOf(), { endpoints: 10_000, local: 0 }, undefined, {
      kubernetesVersion: "1.36",
    });
    assert.deepEqual(counts, {
      family: "IPv4",
      endpointSlices: 100,
      chains: 10_001,
      rules: 1 + 10_000 * 3,
      virtualServers: 0,
      realServers: 0,
    });
  });
});
