/** Environments of whole units: what kustomizations build, what an edit costs, and that the order of files never matters. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { textOf } from "../../../../server/src/core/syntax/queries.ts";
import { fileAt } from "../../../support/workspace.ts";
import { app, asked, askedOf, CART, config, service, shown, shownPiece } from "./environments.ts";

it("the order of files never matters", () => {
  const documents = [
    app(', envFrom: [{ configMapRef: { name: conf } }], env: [{ name: A, value: "$(B_SERVICE_PORT)" }]'),
    service("b", CART),
    service("a", CART),
    service("a-service", CART),
    config("conf", "X: one"),
  ];
  const expected = shown(documents);
  fc.assert(
    fc.property(fc.shuffledSubarray(documents, { minLength: documents.length }), (shuffled) => {
      assert.deepEqual(shown(shuffled), expected);
    }),
    { numRuns: 30 },
  );
});

describe("what a kustomization builds", () => {
  const files = {
    "kustomization.yaml": `namespace: prod
namePrefix: big-
resources: [app.yaml, cart.yaml]
configMapGenerator: [{ name: conf, literals: [A=one] }]
patches: [{ patch: '[{ op: replace, path: /spec/ports/0/port, value: 8080 }]', target: { kind: Service } }]
`,
    "app.yaml": app(", envFrom: [{ configMapRef: { name: conf } }]").replace(", namespace: shop", ""),
    "cart.yaml": service("cart", "clusterIP: 10.96.31.4, ports: [{ name: http, port: 80 }]").replace(
      ", namespace: shop",
      "",
    ),
  };

  it("is what its containers see: generated, renamed, patched", () => {
    const [container] = askedOf(files).ask().containers;
    const names = ["A", "BIG_CART_SERVICE_HOST", "BIG_CART_SERVICE_PORT"];
    const found = (container?.variables ?? []).filter(({ name }) => names.includes(name));
    assert.deepEqual(
      found.map(({ name, value }) => `${name}=${value.map(shownPiece).join("")}`),
      ["A=one", "BIG_CART_SERVICE_HOST=10.96.31.4", "BIG_CART_SERVICE_PORT=8080"],
    );
    assert.deepEqual(container?.gaps, []);
  });
});

describe("what an edit costs", () => {
  const documents = [app(), service("a", CART), service("b", CART), config("conf", "X: one")];
  const runsOf = (file: string, text: string, queries: readonly string[]) => {
    const { db, ask } = asked(documents);
    ask();
    db.resetRuns();
    db.set(textOf, fileAt(file), text);
    ask();
    return queries.map((each) => db.runs().get(each) ?? 0);
  };

  it("is one Service's variables, put together once", () => {
    const text = service("a", CART.replace("9100", "9101"));
    const queries = ["madeVariables", "serviceEnvironment", "podEnvironment"];
    assert.deepEqual(runsOf("f1.yaml", text, queries), [1, 1, 1]);
  });

  it("is nothing for a selector, or for a ConfigMap that nobody asks for", () => {
    const queries = ["serviceEnvironment", "podEnvironment"];
    const text = service("a", `${CART}, selector: { app: cart }`);
    assert.deepEqual(runsOf("f1.yaml", text, queries), [0, 0]);
    assert.deepEqual(runsOf("f3.yaml", config("conf", "X: two"), queries), [0, 0]);
  });
});
