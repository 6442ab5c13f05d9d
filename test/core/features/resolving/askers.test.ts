/** Who is offered to look a name up, and which name: from the place of the cursor. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { marked } from "../../../support/cursor.ts";
import { readFixture } from "../../../support/fixture.ts";
import { resolvingWorld } from "../../../support/resolving.ts";
import { analysisOf, fileAt } from "../../../support/workspace.ts";

const world = (shop: string) => `# file: shop.yaml
${shop}# file: rest.yaml
${resolvingWorld}`;

const web = (container: string, pod = "") => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: ops }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web:1
${container}${pod}`;

const config = (value: string, name = "web-config") => `---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: ops }
data:
  settings.properties: |
    # where the cart is
    cart.url=${value}
`;

function offered(shop: string): string | undefined {
  const { analysis, file, position } = marked(world(shop));
  const found = analysis.resolvable(file, position);
  if (!found) return undefined;
  const [asker] = analysis.askers({ file, position }).workloads.filter(({ near }) => near);
  assert.equal(asker?.resource, found.from, "the list begins with whoever is asked at once");
  return `${found.title} by ${asker.kind} ${asker.name}`;
}

const READERS: readonly (readonly [how: string, container: string, pod: string])[] = [
  ["all of it", "          envFrom: [{ configMapRef: { name: web-config } }]\n", ""],
  [
    "one variable",
    "          env: [{ name: A, valueFrom: { configMapKeyRef: { name: web-config, key: a } } }]\n",
    "",
  ],
  ["a volume", "", "      volumes: [{ name: c, configMap: { name: web-config } }]\n"],
  [
    "one of several sources",
    "",
    "      volumes: [{ name: c, projected: { sources: [{ configMap: { name: web-config } }] } }]\n",
  ],
  [
    "an init container",
    "",
    "      initContainers: [{ name: i, envFrom: [{ configMapRef: { name: web-config } }] }]\n",
  ],
];

describe("a name in a value can be followed", () => {
  it("in an environment variable, by the pods that have it", () => {
    assert.equal(
      offered(web("          env: [{ name: CART, value: 'http://ca$0rt.shop:80/api' }]\n")),
      "Show how `cart.shop` is resolved here by Deployment web",
    );
  });

  it("in an argument, and outside of the cluster", () => {
    assert.equal(
      offered(web('          args: ["--issuer=https://login.exa$0mple.org/"]\n')),
      "Show how `login.example.org` is resolved here by Deployment web",
    );
  });

  it("with its final dot, which is part of the question", () => {
    assert.equal(
      offered(web("          args: ['http://cart.shop.svc.cluster.local.$0/']\n")),
      "Show how `cart.shop.svc.cluster.local.` is resolved here by Deployment web",
    );
  });

  for (const [how, container, pod] of READERS) {
    it(`in a ConfigMap of which a workload reads ${how}`, () => {
      assert.equal(
        offered(web(container, pod) + config("http://cart$0.shop/")),
        "Show how `cart.shop` is resolved here by Deployment web",
      );
    });
  }

  const NOT: readonly (readonly [why: string, shop: string])[] = [
    ["an address", web("          env: [{ name: CART, value: 'http://10.0.$00.1/' }]\n")],
    ["the pod itself", web("          env: [{ name: CART, value: 'http://local$0host:80/' }]\n")],
    ["a word that is no host", web("          env: [{ name: MODE, value: fa$0st }]\n")],
    ["the path behind the host", web("          env: [{ name: CART, value: 'http://cart.shop/ap$0i' }]\n")],
    ["the name of a variable", web("          env: [{ name: CA$0RT, value: 'http://cart.shop/' }]\n")],
    ["a ConfigMap that nobody reads", web("") + config("http://cart$0.shop/")],
    [
      "a ConfigMap of which a workload reads another",
      web("          envFrom: [{ configMapRef: { name: other } }]\n") + config("http://cart$0.shop/"),
    ],
  ];
  for (const [why, shop] of NOT) it(`but not ${why}`, () => assert.equal(offered(shop), undefined));

  it("of a ConfigMap to which a kustomization gives a longer name", () => {
    const { analysis, file, position } = marked(`# file: kustomization.yaml
namespace: ops
namePrefix: dev-
resources: [web.yaml, config.yaml]
# file: web.yaml
${web("          envFrom: [{ configMapRef: { name: web-config } }]\n")}# file: config.yaml
${config("http://cart$0.shop/").replace("---\n", "")}`);
    const found = analysis.resolvable(file, position);
    assert.equal(found?.title, "Show how `cart.shop` is resolved here");
    assert.match(found.from, /Deployment/);
  });
});

describe("whose pods may look a name up", () => {
  const all = (shop: string) => {
    const { analysis, file, position } = marked(world(shop));
    return analysis.askers({ file, position });
  };

  it("are all workloads of the unit: the one under the cursor, those of the file, the others by name", () => {
    const { name, workloads } = all(`${web("          command: [run$0]\n")}---
${web("").replace("name: web,", "name: api,")}`);
    assert.equal(name, undefined);
    assert.deepEqual(
      workloads.map((each) => `${each.name}${each.near ? "!" : ""}`),
      "web! api aliased alpine default host near none one plain cart ledger".split(" "),
    );
  });

  it("and the name is that of the value, or of the Service under the cursor", () => {
    const value = all(web("          env: [{ name: CART, value: 'http://ca$0rt.shop:80/api' }]\n"));
    assert.equal(value.name, "cart.shop");
    const service = all(`apiVersion: v1
kind: Service
metadata: { name: pay, namespace: bank }
spec: { ports: [{ port: $080 }] }
`);
    assert.equal(service.name, "pay.bank");
  });

  it("without a file are those of every unit", () => {
    const analysis = analysisOf(readFixture(world(web(""))).files);
    const { name, workloads } = analysis.askers();
    assert.equal(name, undefined);
    assert.equal(workloads.length, 11);
    assert.ok(workloads.every(({ near }) => !near));
  });

  it("are none that a cluster was seen to run, which answer for a manifest", () => {
    const analysis = analysisOf(
      readFixture(
        world(web("").replace("namespace: ops }", "namespace: ops, uid: 1-2-3, resourceVersion: '7' }")),
      ).files,
    );
    assert.ok(analysis.askers().workloads.every(({ name }) => name !== "web"));
  });

  it("and nobody who is gone, or never was, gets an answer", () => {
    const analysis = analysisOf(readFixture(world(web(""))).files);
    const [one] = analysis.askers().workloads;
    assert.ok(one);
    for (const [from, unit] of [
      ["", ""],
      ["nobody", one.unit],
      [one.resource, "no unit"],
      [fileAt("shop.yaml"), one.unit],
    ] as const) {
      assert.equal(analysis.resolve({ from, unit, name: "cart" }), undefined);
    }
  });
});
