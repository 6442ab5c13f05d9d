/** What a dump of a cluster says of the manifests beside it. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { observedOf } from "../../../../../server/src/core/network/cluster/observed.ts";
import { normalServiceOf, plannedSlices } from "../../../../../server/src/core/network/cluster/planned.ts";
import { clusterIn } from "../../../../../server/src/core/units/queries.ts";
import { valueOf } from "../../../../../server/src/core/value/known.ts";
import { type Manifests, manifests } from "../../../../support/manifests.ts";
import { member, pods, SHOP, STATE, shopWith, slices } from "./shop.ts";

function observed(shop: Manifests, name: string) {
  return observedOf(shop.db, shop.unit(".").id, shop.member(".", name).id);
}

describe("pods that were seen", () => {
  it("of a Deployment are those of its ReplicaSets, each with its address, node and zone", () => {
    assert.deepEqual(pods(shopWith(), "Deployment/cart"), [
      "cart-7d4b9c6f5c-2xkzq 10.244.1.12 kind-worker zone-a ready",
      "cart-7d4b9c6f5c-8mtn4 10.244.2.7 kind-worker2 zone-a ready",
      "cart-7d4b9c6f5c-w9h7d 10.244.3.9 kind-worker3 zone-b",
    ]);
  });

  it("serve on while they stop", () => {
    assert.deepEqual(pods(shopWith(), "Deployment/web"), [
      "web-5f8d6b7c99-4lq2p 10.244.1.15 kind-worker zone-a ready",
      "web-5f8d6b7c99-kd7vs 10.244.3.14 kind-worker3 zone-b serving terminating",
    ]);
  });

  it("of a StatefulSet, a DaemonSet and a CronJob are theirs", () => {
    const shop = shopWith();
    const names = (name: string) => pods(shop, name).map((each) => each.split(" ")[0]);
    assert.deepEqual(names("StatefulSet/db"), ["db-0", "db-1", "db-2"]);
    assert.deepEqual(names("DaemonSet/agent"), ["agent-5jq8x", "agent-n2vhl", "agent-zt66w"]);
    assert.deepEqual(pods(shop, "CronJob/report"), [
      "report-29358720-j5k2m 10.244.2.41 kind-worker2 zone-a Succeeded",
    ]);
  });

  it("come before those that are planned, and go with the dump", () => {
    const shop = shopWith();
    const planned = pods(manifests({ "shop.yaml": SHOP }), "Deployment/cart");
    assert.notDeepEqual(pods(shop, "Deployment/cart"), planned);
    shop.edit({ "state.yaml": undefined });
    assert.deepEqual(pods(shop, "Deployment/cart"), planned);
    assert.deepEqual(slices(shop, "Service/cart"), slices(manifests({ "shop.yaml": SHOP }), "Service/cart"));
  });

  it("of a StatefulSet stand in the order of their ordinals", () => {
    const state = STATE.replaceAll("db-2", "db-10");
    const shop = manifests({ "shop.yaml": SHOP, "state.yaml": state });
    const names = pods(shop, "StatefulSet/db").map((each) => each.split(" ")[0]);
    assert.deepEqual(names, ["db-0", "db-1", "db-10"]);
  });
});

describe("endpoints with a dump", () => {
  it("have the addresses and conditions that were seen", () => {
    const shop = shopWith();
    assert.deepEqual(slices(shop, "Service/cart"), [
      "http/8080: 10.244.1.12 ready, 10.244.2.7 ready, 10.244.3.9",
    ]);
    assert.deepEqual(slices(shop, "Service/web"), ["http/8080: 10.244.1.15 ready, 10.244.3.14 terminating"]);
    assert.deepEqual(slices(shop, "Service/agent"), [
      "metrics/9100: 172.18.0.2 ready, 172.18.0.3 ready, 172.18.0.4 ready",
    ]);
  });

  it("hold pods that no manifest makes", () => {
    assert.deepEqual(slices(shopWith(), "Service/cache"), ["redis/6379: 10.244.2.30 ready"]);
  });

  it("are those of the controller that it made, too", () => {
    const shop = shopWith();
    for (const name of ["cart", "web", "db"]) {
      const seen = observed(shop, `Service/${name}`);
      const planned = shop.db.get(plannedSlices, member(shop, `Service/${name}`)).slices;
      const told = (all: typeof planned) =>
        all.flatMap(({ endpoints }) =>
          endpoints.map(({ addresses, ready, serving, terminating, nodeName, zone, hostname }) =>
            JSON.stringify({ addresses, ready, serving, terminating, nodeName, zone, hostname }),
          ),
        );
      assert.deepEqual(told(seen?.slices ?? []).toSorted(), told(planned).toSorted(), name);
      assert.ok(seen?.slices.every(({ manual }) => manual === undefined));
    }
  });

  it("of a Service without a selector are those that were seen", () => {
    const own = `apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { ports: [{ name: http, port: 80 }] }
`;
    const shop = manifests({ "shop.yaml": own, "state.yaml": STATE });
    assert.deepEqual(slices(shop, "Service/cart"), [
      "http/8080: 10.244.1.12 ready, 10.244.2.7 ready, 10.244.3.9",
    ]);
  });

  it("do not hold pods that carry other labels by now", () => {
    const changed = SHOP.replaceAll("app: cart", "app: basket");
    assert.deepEqual(slices(manifests({ "shop.yaml": changed, "state.yaml": STATE }), "Service/cart"), [
      ": ",
    ]);
  });

  it("have the ports that the pods run with", () => {
    const changed = SHOP.replaceAll("containerPort: 8080", "containerPort: 9090");
    assert.deepEqual(slices(manifests({ "shop.yaml": changed, "state.yaml": STATE }), "Service/cart"), [
      "http/8080: 10.244.1.12 ready, 10.244.2.7 ready, 10.244.3.9",
    ]);
  });
});

describe("a Service that was seen", () => {
  const normal = (shop: Manifests, name: string) =>
    shop.db.get(normalServiceOf, member(shop, name)) ?? assert.fail();

  it("has the address, the node ports and the balancer that it was given", () => {
    const { clusterIPs, ports, healthCheckNodePort, loadBalancerIngress } = normal(shopWith(), "Service/web");
    assert.deepEqual(clusterIPs, [{ family: "IPv4", text: "10.96.112.20", example: false }]);
    assert.deepEqual([valueOf(ports[0]?.nodePort), valueOf(healthCheckNodePort)], [31847, 32100]);
    assert.deepEqual(
      loadBalancerIngress.map(({ ip, ipMode }) => [valueOf(ip), valueOf(ipMode)]),
      [["203.0.113.8", "VIP"]],
    );
  });

  it("keeps what its manifest writes down", () => {
    const pinned = SHOP.replace("type: LoadBalancer", "type: LoadBalancer\n  clusterIP: 10.96.0.77").replace(
      "{ name: http, port: 80, targetPort: http }]\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web",
      "{ name: http, port: 80, targetPort: http, nodePort: 30080 }]\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web",
    );
    const { clusterIPs, ports } = normal(shopWith({ "shop.yaml": pinned }), "Service/web");
    assert.deepEqual([clusterIPs[0]?.text, valueOf(ports[0]?.nodePort)], ["10.96.0.77", 30080]);
  });

  it("of another kind gives nothing", () => {
    const { clusterIPs } = normal(
      shopWith({ "shop.yaml": SHOP.replace("clusterIP: None", "type: ClusterIP") }),
      "Service/db",
    );
    assert.deepEqual(
      clusterIPs.map(({ text }) => text),
      [undefined],
    );
    assert.deepEqual(normal(shopWith(), "Service/db").clusterIPs, []);
  });

  it("in two families has both", () => {
    const dual = STATE.replace(
      "    - 10.96.31.4\n    internalTrafficPolicy: Cluster\n    ipFamilies:\n    - IPv4\n    ipFamilyPolicy: SingleStack",
      "    - 10.96.31.4\n    - fd00:10:96::1f04\n    internalTrafficPolicy: Cluster\n    ipFamilies:\n    - IPv4\n    - IPv6\n    ipFamilyPolicy: PreferDualStack",
    );
    const { clusterIPs, families } = normal(
      manifests({ "shop.yaml": SHOP, "state.yaml": dual }),
      "Service/cart",
    );
    assert.deepEqual(
      [families, clusterIPs.map(({ text }) => text)],
      [
        ["IPv4", "IPv6"],
        ["10.96.31.4", "fd00:10:96::1f04"],
      ],
    );
  });

  it("is not known where nothing was dumped of it", () => {
    const shop = shopWith();
    assert.equal(observed(shop, "Service/agent")?.service, undefined);
    assert.equal(observed(shop, "Service/agent")?.pods.length, 3);
    const bare = manifests({ "shop.yaml": SHOP });
    assert.equal(observed(bare, "Service/cart"), undefined);
  });
});

describe("manifests without a namespace", () => {
  const bare = SHOP.replaceAll(", namespace: shop", "");

  it("are where the cluster has their Services, as far as anybody knows", () => {
    const shop = manifests({ "shop.yaml": bare, "state.yaml": STATE });
    assert.deepEqual(shop.namespace(".", "Service/cart"), { value: { value: "shop" }, assumed: true });
    assert.deepEqual(slices(shop, "Service/cart"), [
      "http/8080: 10.244.1.12 ready, 10.244.2.7 ready, 10.244.3.9",
    ]);
    shop.edit({ "state.yaml": undefined });
    assert.deepEqual(shop.namespace(".", "Service/cart"), { value: { value: "default" }, assumed: true });
  });

  it("are in none of several", () => {
    const twice = `${STATE.slice(0, STATE.indexOf("kind: List"))}- apiVersion: v1
  kind: Service
  metadata: { name: web, namespace: staging, uid: u }
  spec: { clusterIP: 10.96.0.99 }
kind: List
`;
    const shop = manifests({ "shop.yaml": bare, "state.yaml": twice });
    assert.deepEqual(shop.namespace(".", "Service/cart"), { value: { value: "default" }, assumed: true });
  });

  it("stay where somebody put them", () => {
    const one = bare.replace("{ name: cart }", "{ name: cart, namespace: other }");
    const shop = manifests({ "shop.yaml": one, "state.yaml": STATE });
    assert.deepEqual(shop.namespace(".", "Service/web"), { value: { value: "other" }, assumed: false });
  });
});

it("the dump tells of nodes, zones and the flavor", () => {
  const shop = shopWith();
  const { nodes, flavor, kubernetesVersion, clusterDNS } = clusterIn(
    shop.db,
    shop.unit(".").id,
    shop.member(".", "Service/cart").id,
  );
  assert.deepEqual(
    nodes?.map(({ name, zone }) => `${name} ${zone}`),
    ["kind-worker zone-a", "kind-worker2 zone-a", "kind-worker3 zone-b"],
  );
  assert.deepEqual([flavor, kubernetesVersion, clusterDNS], ["kind", "1.35", ["10.96.0.10"]]);
});
