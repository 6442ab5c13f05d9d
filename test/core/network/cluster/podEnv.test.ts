/** Environments of whole manifests: which Services, what stands before what, and what cannot be known. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { PodEnvironment } from "../../../../server/src/core/network/cluster/env.ts";
import {
  app,
  CART,
  CART_VARIABLES,
  config,
  environment,
  service,
  shown,
  shownPiece,
} from "./environments.ts";

const HEADLESS = "clusterIP: None, ports: [{ port: 80 }]";

const api = (variables: PodEnvironment) =>
  variables.containers[0]?.variables
    .filter(({ name }) => name.startsWith("KUBERNETES_"))
    .map(({ name, value }) => `${name}=${value.map(shownPiece).join("")}`);

describe("which Services a container hears of", () => {
  it("are those of its own namespace", () => {
    assert.deepEqual(shown([service("cart", CART), app()]), CART_VARIABLES);
    assert.deepEqual(shown([service("cart", CART, "other"), app()]), []);
  });

  it("are none that is headless, an ExternalName or without ports", () => {
    const alias = "type: ExternalName, externalName: db.example.com, ports: [{ port: 80 }]";
    assert.deepEqual(shown([service("peers", HEADLESS), service("db", alias), app()]), []);
  });

  it("are of any other type, with and without selector; an address to come has no text", () => {
    const of = (spec: string) => shown([service("x", spec), app()])[0];
    assert.equal(of("type: NodePort, ports: [{ port: 80 }]"), "X_SERVICE_HOST=<ip>");
    assert.equal(of("type: LoadBalancer, selector: { a: b }, ports: [{ port: 80 }]"), "X_SERVICE_HOST=<ip>");
  });

  it("come in the order of their names, whatever file they are in", () => {
    const documents = [service("b", CART), service("a", CART), app()];
    const names = shown(documents).filter((each) => each.includes("_HOST="));
    assert.deepEqual(names, ["A_SERVICE_HOST=10.96.31.4", "B_SERVICE_HOST=10.96.31.4"]);
  });

  it("are only the API server's without enableServiceLinks", () => {
    const without = environment([service("cart", CART), app("", "enableServiceLinks: false, ")]);
    assert.deepEqual(
      without.containers[0]?.variables.map(({ name }) => name),
      [
        "KUBERNETES_SERVICE_HOST",
        "KUBERNETES_SERVICE_PORT",
        "KUBERNETES_SERVICE_PORT_HTTPS",
        "KUBERNETES_PORT",
        "KUBERNETES_PORT_443_TCP",
        "KUBERNETES_PORT_443_TCP_PROTO",
        "KUBERNETES_PORT_443_TCP_PORT",
        "KUBERNETES_PORT_443_TCP_ADDR",
      ],
    );
    assert.equal(api(without)?.[3], "KUBERNETES_PORT=tcp://<api>:443");
  });

  it("may hold a Service `kubernetes`, which takes the API server's place with links, and not without", () => {
    const own = service("kubernetes", "clusterIP: 10.96.0.9, ports: [{ port: 6443 }]");
    assert.equal(api(environment([own, app()]))?.[0], "KUBERNETES_SERVICE_HOST=10.96.0.9");
    const without = environment([own, app("", "enableServiceLinks: false, ")]);
    assert.equal(api(without)?.[0], "KUBERNETES_SERVICE_HOST=<api>");
  });

  it("tell of the API server's own Service when it is written down", () => {
    const own = service("kubernetes", "clusterIP: 10.0.0.1, ports: [{ name: https, port: 443 }]", "default");
    assert.equal(api(environment([own, app()]))?.[0], "KUBERNETES_SERVICE_HOST=10.0.0.1");
  });

  it("are left out when the API server refuses them", () => {
    const refused = service("cart", "ports: [{ port: 80 }, { port: 81 }]");
    assert.deepEqual(shown([refused, app()]), []);
  });

  it("are not all known when one cannot be read", () => {
    const unread = service("cart", 'ports: [{ port: 80, name: "{{ name }}" }]');
    const [container] = environment([unread, app()]).containers;
    assert.equal(container?.gaps[0]?.kind, "service");
    const broken = environment(["apiVersion: v1\nkind: Service\nmetadata: { name: b\nspec: ]\n", app()]);
    assert.equal(broken.containers[0]?.gaps[0]?.kind, "service");
    const open = environment([app("", 'enableServiceLinks: "{{ links }}", ')]);
    assert.deepEqual(open.containers[0]?.gaps, [{ kind: "field", path: ["spec", "enableServiceLinks"] }]);
  });

  it("may be two of one variable: which one counts is luck", () => {
    const [a, b] = [service("redis", CART), service("redis-service", CART)];
    const [container] = environment([a, b, app()]).containers;
    const clash = container?.variables.filter(({ rivals }) => rivals.length > 0) ?? [];
    assert.deepEqual(
      clash.map(({ name }) => name),
      ["REDIS_SERVICE_PORT"],
    );
    assert.equal(clash[0]?.rivals.length, 1);
  });
});

const env = (entries: string) => `, env: [${entries}]`;

const own = (container: string, ...beside: readonly string[]) => shown([app(container), ...beside]);

describe("a container's own variables", () => {
  it("stand in place of a Service's of the same name", () => {
    const [container] = environment([
      service("cart", CART),
      app(env('{ name: CART_PORT, value: "80" }')),
    ]).containers;
    const found = container?.variables.filter(({ name }) => name === "CART_PORT") ?? [];
    assert.deepEqual(
      found.map(({ source, value }) => [source, value]),
      [["container", [{ kind: "text", text: "80" }]]],
    );
    assert.deepEqual(found[0]?.hides?.value, [{ kind: "text", text: "tcp://10.96.31.4:80" }]);
  });

  for (const [written, expected] of [
    ["$(A)", "1"],
    ["x$(A)y$(A)", "x1y1"],
    ["$$(A)", "$(A)"],
    ["$$$(A)", "$1"],
    ["$$$$(A)", "$$(A)"],
    ["$(B)", "$(B)"],
    ["$(SELF)", "$(SELF)"],
    ["$(A", "$(A"],
    ["$a $ $", "$a $ $"],
    ["$()", "$()"],
    ["cost: 5$", "cost: 5$"],
    ["http://$(CART_SERVICE_HOST):$(CART_SERVICE_PORT)/", "http://10.96.31.4:80/"],
    ["$(KUBERNETES_SERVICE_PORT)", "443"],
    ["$(LATER)", "$(LATER)"],
  ] as const) {
    it(`expand ${written}`, () => {
      const entries = env(
        `{ name: A, value: "1" }, { name: SELF, value: ${JSON.stringify(written)} }, { name: LATER, value: "2" }`,
      );
      assert.ok(own(entries, service("cart", CART)).includes(`SELF=${expected}`));
    });
  }

  it("are expanded once: what comes in stays as it is", () => {
    const entries = env('{ name: A, value: "$$(B)" }, { name: B, value: "2" }, { name: C, value: "$(A)" }');
    assert.deepEqual(own(entries), ["A=$(B)", "B=2", "C=$(B)"]);
  });

  it("of one name are one: the last, where it stands", () => {
    const entries = env('{ name: A, value: "1" }, { name: B, value: "$(A)" }, { name: A, value: "2" }');
    assert.deepEqual(own(entries), ["B=1", "A=2"]);
  });

  it("may refer to an address that is still to come", () => {
    const entries = env('{ name: CART, value: "http://$(CART_SERVICE_HOST)/" }');
    assert.equal(own(entries, service("cart", "ports: [{ port: 80 }]"))[0], "CART=http://<ip>/");
  });

  it("that grow by each other end where no process could take them", () => {
    const tenfold = (name: string) => `$(${name})`.repeat(10);
    const entries = Array.from({ length: 40 }, (_, index) => [`A${index + 1}`, tenfold(`A${index}`)]);
    const found = own(
      env(
        [["A0", "lol"], ...entries].map(([name, value]) => `{ name: ${name}, value: "${value}" }`).join(", "),
      ),
    );
    assert.equal(found[1], `A1=${"lol".repeat(10)}`);
    assert.equal(found[5], "A5=<too-long>");
    assert.equal(found.length, 41);
  });

  it("are of each container by itself, init containers first", () => {
    const pod = `apiVersion: v1
kind: Pod
metadata: { name: app, namespace: shop }
spec:
  initContainers: [{ name: first, image: a, env: [{ name: A, value: "1" }] }]
  containers: [{ name: main, image: a, env: [{ name: B, value: "$(A)" }] }, { name: side, image: a }]
`;
    const found = environment([pod, service("cart", CART)]).containers.map(
      ({ container, list, variables }) => [
        container && "value" in container ? container.value : "",
        list,
        variables.length,
        variables[0]?.name,
      ],
    );
    const [links, master] = [CART_VARIABLES.length, 8];
    assert.deepEqual(found, [
      ["first", "initContainers", links + master + 1, "A"],
      ["main", "containers", links + master + 1, "B"],
      ["side", "containers", links + master, "CART_SERVICE_HOST"],
    ]);
  });

  it("are not known where a template stands", () => {
    assert.deepEqual(own(env('{ name: A, value: "{{ a }}" }, { name: B, value: "x$(A)" }')), [
      "A=<unread>",
      "B=x<unread>",
    ]);
    const [container] = environment([app(env('{ name: "{{ name }}", value: "1" }'))]).containers;
    assert.equal(container?.gaps.length, 1);
  });
});

const secret = (name: string, data: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: ${name}, namespace: shop }\nstringData: { ${data} }\n`;

describe("envFrom and valueFrom", () => {
  it("take every key of a ConfigMap, sorted, with the prefix before it", () => {
    const from = ", envFrom: [{ prefix: C_, configMapRef: { name: conf } }]";
    assert.deepEqual(own(from, config("conf", "b: two, a: one")), ["C_a=one", "C_b=two"]);
  });

  it("give way: env over envFrom, a later object over an earlier one, both over Services", () => {
    const container =
      ", envFrom: [{ configMapRef: { name: one } }, { configMapRef: { name: two } }], env: [{ name: C, value: own }]";
    const beside = [
      config("one", "A: one, B: one, C: one"),
      config("two", "B: two, CART_PORT: two"),
      service("cart", CART),
    ];
    const found = own(container, ...beside).filter((each) => !CART_VARIABLES.includes(each));
    assert.deepEqual(found, ["A=one", "B=two", "CART_PORT=two", "C=own"]);
  });

  it("of a Secret tell names, and no values", () => {
    const from = ", envFrom: [{ secretRef: { name: db } }]";
    const of = env("{ name: P, valueFrom: { secretKeyRef: { name: db, key: PASSWORD } } }");
    const db = secret("db", "PASSWORD: hunter2");
    assert.deepEqual(own(from, db), ["PASSWORD=<key>"]);
    assert.deepEqual(own(of, db), ["P=<key>"]);
    assert.ok(!JSON.stringify(environment([app(from), db])).includes("hunter2"));
  });

  it("of an object that is not in sight leave a gap, and what may come from it open", () => {
    const container = `, envFrom: [{ configMapRef: { name: conf } }], env: [{ name: A, value: "$(B)" }]`;
    const [found] = environment([app(container), config("conf", "B: two", "other")]).containers;
    assert.deepEqual(found?.gaps, [{ kind: "object", object: "ConfigMap", name: "conf" }]);
    assert.deepEqual(found?.variables[0]?.value, [{ kind: "reference", name: "B" }]);
  });

  it("of one key are its text; of a missing optional one nothing", () => {
    const of = (key: string, more = "") =>
      own(
        env(`{ name: A, valueFrom: { configMapKeyRef: { name: conf, key: ${key}${more} } } }`),
        config("conf", 'b: two, empty: ""'),
      );
    assert.deepEqual(of("b"), ["A=two"]);
    assert.deepEqual(of("empty"), ["A="]);
    assert.deepEqual(of("c"), ["A=<key>"]);
    assert.deepEqual(of("c", ", optional: true"), []);
  });

  it("of resources are what is written, so many times the divisor, rounded up", () => {
    const resources =
      "resources: { limits: { cpu: 500m, memory: 128Mi }, requests: { cpu: 1500m, memory: 1e3 } }";
    const of = (resource: string, divisor = "") =>
      own(
        `, ${resources}, env: [{ name: A, valueFrom: { resourceFieldRef: { resource: ${resource}${divisor} } } }]`,
      )[0];
    assert.equal(of("limits.cpu"), "A=1");
    assert.equal(of("limits.cpu", ", divisor: 1m"), "A=500");
    assert.equal(of("requests.cpu"), "A=2");
    assert.equal(of("limits.memory"), "A=134217728");
    assert.equal(of("limits.memory", ", divisor: 1Mi"), "A=128");
    assert.equal(of("limits.memory", ', divisor: "0"'), "A=134217728");
    assert.equal(of("requests.memory"), "A=1000");
    assert.equal(of("limits.ephemeral-storage"), "A=<resource>");
    assert.equal(of("limits.cpu", ", containerName: other"), "A=<resource>");
  });

  it("of the pod's fields are what the manifest decides", () => {
    const of = (fieldPath: string) =>
      own(env(`{ name: A, valueFrom: { fieldRef: { fieldPath: "${fieldPath}" } } }`))[0];
    assert.equal(of("metadata.name"), "A=app");
    assert.equal(of("metadata.namespace"), "A=shop");
    assert.equal(of("metadata.labels['tier']"), "A=front");
    assert.equal(of("spec.serviceAccountName"), "A=default");
    assert.equal(of("status.podIP"), "A=<field>");
    assert.equal(of("spec.nodeName"), "A=<field>");
  });
});
