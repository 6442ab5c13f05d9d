/** The engine over whole manifests: the pods of each workload, per-pod labels, families, zones, and what holds for all. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { documentBindings } from "../../../../server/src/core/documents/facts.ts";
import { netsOf } from "../../../../server/src/core/features/target.ts";
import { headlessRecords } from "../../../../server/src/core/network/cluster/dns.ts";
import { endpoints, type SelectedPod } from "../../../../server/src/core/network/cluster/endpoints.ts";
import { normalise } from "../../../../server/src/core/network/cluster/normalise.ts";
import { type ClusterPod, planPods } from "../../../../server/src/core/network/cluster/pod.ts";
import { matches } from "../../../../server/src/core/network/matching.ts";
import type { PlannedEndpoints } from "../../../../server/src/core/network/net.ts";
import { verdictBinding } from "../../../../server/src/core/network/verdicts.ts";
import { createDatabase } from "../../../../server/src/core/query/database.ts";
import { identityOf } from "../../../../server/src/core/resources/identity.ts";
import { factsOf, isFamily } from "../../../../server/src/core/resources/resource.ts";
import { textOf } from "../../../../server/src/core/syntax/queries.ts";
import { filesIn, roots } from "../../../../server/src/core/units/queries.ts";
import { known, valueOf } from "../../../../server/src/core/value/known.ts";
import { resourceIn } from "../../../support/resources.ts";
import { fileAt } from "../../../support/workspace.ts";
import { address } from "./zone.ts";

/** The endpoints that each Service will have, of documents that lie each in a file of its own. */
function planned(documents: readonly string[], config = ""): ReadonlyMap<string, PlannedEndpoints> {
  const db = createDatabase([...documentBindings, verdictBinding]);
  const texts = new Map(documents.map((text, index) => [fileAt(`f${index}.yaml`), text]));
  if (config !== "") texts.set(fileAt(".portolan.yaml"), `version: 1\n${config}`);
  db.set(roots, "", ["workspace"]);
  db.set(filesIn, "workspace", [...texts.keys()].toSorted());
  for (const [file, text] of texts) db.set(textOf, file, text);
  const services = [...texts.keys()].flatMap((file) =>
    db.get(factsOf, file).resources.filter((each) => isFamily(each, "service")),
  );
  return new Map(
    services.map(({ id, identity }) => [
      identity.name,
      netsOf(db, id)[0]?.slices(id) ?? assert.fail("no world"),
    ]),
  );
}

/** `IPv4 http/8080: cart#0 cart#1`. */
function shown({ slices }: PlannedEndpoints): readonly string[] {
  return slices
    .map(({ addressType, ports, endpoints: all }) => {
      const each = ports.map(({ name, port }) => `${valueOf(name)}/${valueOf(port) ?? "?"}`).join(" ");
      const who = all.map(({ pod, addresses }) => pod?.id.replace(/^.*\//, "") ?? addresses[0]?.text ?? "?");
      return `${addressType} ${each}: ${who.toSorted().join(" ")}`;
    })
    .toSorted();
}

const service = (name: string, spec: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: { ${spec} }\n`;

const workload = (kind: string, name: string, spec: string, container = "", app = "cart") =>
  `apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
spec:
  ${spec}
  selector: { matchLabels: { app: ${app} } }
  template: { metadata: { labels: { app: ${app} } }, spec: { containers: [{ name: a, image: a${container} }] } }
`;

describe("planned endpoints", () => {
  it("of one pod of a StatefulSet are that pod alone", () => {
    const one = (name: string, key: string, value: string) =>
      service(name, `selector: { app: cart, ${key}: "${value}" }, ports: [{ port: 80 }]`);
    const found = planned([
      one("first", "statefulset.kubernetes.io/pod-name", "db-6"),
      one("second", "apps.kubernetes.io/pod-index", "5"),
      one("none", "statefulset.kubernetes.io/pod-name", "db-9"),
      workload("StatefulSet", "db", "replicas: 2\n  serviceName: first\n  ordinals: { start: 5 }"),
    ]);
    const ids = (name: string) =>
      found.get(name)?.slices.flatMap((slice) => slice.endpoints.map(({ pod }) => pod?.id));
    assert.deepEqual(ids("first"), ["StatefulSet/db#1"]);
    assert.deepEqual(ids("none"), []);
  });

  it("go by the families and the size of slices that are configured", () => {
    const dual = service(
      "cart",
      "selector: { app: cart }, ipFamilyPolicy: PreferDualStack, ports: [{ port: 80 }]",
    );
    const pods = workload("Deployment", "cart", "replicas: 3");
    assert.deepEqual(planned([dual, pods]).get("cart")?.slices.length, 1);
    const config = "cluster: { ipFamilies: [IPv4, IPv6], maxEndpointsPerSlice: 2 }\n";
    const sizes = planned([dual, pods], config)
      .get("cart")
      ?.slices.map((each) => [each.addressType, each.endpoints.length]);
    assert.deepEqual(sizes, [
      ["IPv4", 2],
      ["IPv4", 1],
      ["IPv6", 2],
      ["IPv6", 1],
    ]);
  });

  it("leave out what the API server refuses, and name it", () => {
    const fine = service("cart", "selector: { app: cart }, ports: [{ port: 80 }]");
    const bad = workload("Deployment", "cart", "replicas: 2").replace(
      "app: cart } }\n  template",
      "app: other } }\n  template",
    );
    const { slices, refused } = planned([fine, bad]).get("cart") ?? assert.fail();
    assert.deepEqual(
      slices.flatMap((each) => each.endpoints),
      [],
    );
    assert.deepEqual(
      refused.map(({ identity }) => identity.name),
      ["cart"],
    );
    const self = planned([
      service("cart", "selector: { app: cart }, ports: [{ port: 0 }]"),
      workload("Deployment", "cart", ""),
    ]);
    assert.deepEqual([self.get("cart")?.slices, self.get("cart")?.refused.length], [[], 1]);
  });

  it("mirror at most a thousand addresses of Endpoints, and take slices as they are", () => {
    const list = (count: number) =>
      Array.from({ length: count }, (_, index) => `10.0.${index >> 8}.${index % 256}`);
    const endpointsObject = `apiVersion: v1
kind: Endpoints
metadata: { name: x, namespace: shop }
subsets: [{ addresses: [${list(1100)
      .map((ip) => `{ ip: ${ip} }`)
      .join(", ")}], ports: [{ port: 1 }] }]
`;
    const found = planned([service("x", "ports: [{ port: 80 }]"), endpointsObject]).get("x");
    assert.deepEqual([...new Set(found?.slices.map((each) => each.endpoints.length))], [100]);
    assert.equal(found?.slices.length, 10);
    const slice = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: hand-1, namespace: shop, labels: { kubernetes.io/service-name: hand } }
addressType: IPv4
ports: [{ port: 9376 }]
endpoints: [${list(300)
      .map(
        (ip) =>
          `{ addresses: [${ip}], conditions: { ready: false, serving: true, terminating: true }, nodeName: n1, zone: a }`,
      )
      .join(", ")}]
`;
    const [one, ...more] =
      planned([service("hand", "ports: [{ port: 80 }]"), slice]).get("hand")?.slices ?? [];
    const [first] = one?.endpoints ?? [];
    assert.deepEqual([one?.endpoints.length, more.length], [300, 0]);
    assert.deepEqual(
      [first?.ready, first?.serving, first?.terminating, first?.nodeName, first?.zone],
      [false, true, true, "n1", "a"],
    );
  });

  it("are the same in any order of files, each a pod that is selected", () => {
    const documents = [
      service(
        "cart",
        "selector: { app: cart }, ports: [{ name: http, port: 80, targetPort: web }, { name: m, port: 9100 }]",
      ),
      service("peers", "clusterIP: None, selector: { app: cart }, ports: [{ port: 7 }]"),
      service("none", "selector: { app: gone }, ports: [{ port: 80 }]"),
      workload("Deployment", "a", "replicas: 3", ", ports: [{ name: web, containerPort: 8080 }]"),
      workload("Deployment", "b", "", ", ports: [{ name: web, containerPort: 8443 }]"),
      workload("StatefulSet", "c", "replicas: 2\n  serviceName: peers"),
      workload("DaemonSet", "d", "", "", "other"),
    ];
    const all = (texts: readonly string[]) =>
      [...planned(texts)].map(([name, each]) => [name, ...shown(each)].join("\n")).toSorted();
    const expected = all(documents);
    assert.match(expected.join("\n"), /IPv4 http\/8080 m\/9100: a#0 a#1 a#2/);
    fc.assert(
      fc.property(fc.shuffledSubarray(documents, { minLength: documents.length }), (turned) => {
        assert.deepEqual(all(turned), expected);
      }),
      { numRuns: 15 },
    );
    for (const [name, { slices }] of planned(documents)) {
      const makers = slices.flatMap((each) => each.endpoints.map(({ from }) => identityOf(from).kind));
      assert.ok(!makers.includes("DaemonSet"), name);
    }
  });
});

describe("endpoints of observed pods", () => {
  const headless = resourceIn(
    "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { clusterIP: None, trafficDistribution: PreferClose, selector: { app: a }, ports: [{ name: http, port: 80 }] }\n",
  );
  const deployment = resourceIn(
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: a }] } } }\n",
  );
  const web = isFamily(headless, "service") ? normalise(headless, known("shop"), undefined) : assert.fail();
  const [planned0] = isFamily(deployment, "workload") ? planPods(deployment).pods : [];
  const pod = (more: Partial<ClusterPod>): SelectedPod => {
    const base = planned0 ?? assert.fail("no pod");
    const serving = more.serving ?? true;
    return {
      pod: { ...base, observed: true, addresses: [address("10.1.0.1")], phase: "Running", serving, ...more },
      answers: [{ kind: "undeclared", port: 80, isSpoken: false }],
    };
  };
  const conditions = (selected: readonly SelectedPod[], service = web) =>
    endpoints(service, selected, { usual: ["IPv4"], perSlice: 100 }).flatMap((slice) =>
      slice.endpoints.map(({ ready, serving, terminating }) =>
        [ready, serving, terminating].map(Number).join(""),
      ),
    );

  it("are ready while they serve and do not stop", () => {
    assert.deepEqual(conditions([pod({})]), ["110"]);
    assert.deepEqual(conditions([pod({ serving: false })]), ["000"]);
    assert.deepEqual(conditions([pod({ terminating: true })]), ["011"]);
    assert.deepEqual(conditions([pod({ phase: "Succeeded" }), pod({ phase: "Failed" })]), []);
    assert.deepEqual(conditions([pod({ phase: "Pending", serving: false })]), ["000"]);
    assert.deepEqual(conditions([pod({ addresses: [] })]), []);
    assert.deepEqual(conditions([pod({ addresses: [address("fd00::1")] })]), []);
  });

  it("are all ready where not ready addresses are published, even those that stop", () => {
    const early = { ...web, publishNotReadyAddresses: known(true) };
    assert.deepEqual(conditions([pod({ serving: false }), pod({ terminating: true })], early), [
      "100",
      "111",
    ]);
  });

  it("are hinted to their own zone", () => {
    const hints = (distribution: string, more: Partial<ClusterPod>) =>
      endpoints({ ...web, trafficDistribution: known(distribution) }, [pod(more)], {
        usual: ["IPv4"],
        perSlice: 100,
      })
        .flatMap((slice) => slice.endpoints.map((each) => each.hints))
        .at(0);
    assert.deepEqual(hints("PreferClose", { zone: "a", nodeName: "n" }), { zones: ["a"], nodes: [] });
    assert.deepEqual(hints("PreferSameNode", { zone: "a", nodeName: "n" }), { zones: ["a"], nodes: ["n"] });
    assert.equal(hints("PreferSameZone", { nodeName: "n" }), undefined);
    assert.equal(hints("PreferClose", { zone: "a", serving: false }), undefined);
  });

  it("publish an address for each that is ready, and for no other", () => {
    const ready = fc.record({ serving: fc.boolean(), terminating: fc.boolean() });
    fc.assert(
      fc.property(fc.array(ready, { maxLength: 20 }), (all) => {
        const selected = all.map((each, index) =>
          pod({ ...each, addresses: [address(`10.1.0.${index + 1}`)] }),
        );
        const slices = endpoints(web, selected, { usual: ["IPv4"], perSlice: 3 });
        const given = new Set(
          headlessRecords("web.shop.svc.cluster.local.", slices).flatMap(({ type, data }) =>
            type === "A" ? [data] : [],
          ),
        );
        const expected = all.flatMap((each, index) =>
          each.serving && !each.terminating ? [`10.1.0.${index + 1}`] : [],
        );
        assert.deepEqual([...given].toSorted(), expected.toSorted());
        assert.ok(slices.every((slice) => slice.endpoints.length <= 3));
        assert.equal(slices.flatMap((slice) => slice.endpoints).length, all.length);
        const chosen = web.selector ?? assert.fail();
        for (const { endpoints: every } of slices)
          for (const each of every) assert.equal(each.pod && matches(chosen, each.pod.labels), "yes");
      }),
    );
  });
});
