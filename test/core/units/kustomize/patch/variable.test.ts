/** `vars`, as kustomize 5.5 puts them in. */
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import type { Named } from "../../../../../server/src/core/units/kustomize/patch/identified.ts";
import { isFault } from "../../../../../server/src/core/units/kustomize/patch/patched.ts";
import {
  expanded,
  variableOf,
  variableSource,
  variableValue,
} from "../../../../../server/src/core/units/kustomize/patch/variable.ts";
import { variableFields } from "../../../../../server/src/core/units/kustomize/patch/variableFields.ts";
import type { Scalar } from "../../../../../server/src/core/value/value.ts";
import { plainOf } from "../../../../support/plain.ts";
import { anyValue, dataOf, faultOf, mappingOf } from "./support.ts";

function variable(text: string) {
  const read = variableOf(plainOf(text));
  assert.ok(!isFault(read));
  return read;
}

const service = { group: "", version: "v1", kind: "Service", namespace: "" };
const objects: readonly Named[] = [
  {
    value: mappingOf("a: b"),
    current: { ...service, name: "prod-web" },
    previous: [{ ...service, name: "web" }],
  },
  { value: mappingOf("a: c"), current: { ...service, name: "web", namespace: "shop" }, previous: [] },
  {
    value: mappingOf("a: d"),
    current: { ...service, kind: "Ingress", group: "networking.k8s.io", name: "in" },
    previous: [],
  },
];

test("a variable is about the object of its reference, as it is or was called", () => {
  const about = (reference: string) => variableSource(variable(`{name: X, objref: ${reference}}`), objects);
  assert.equal(about("{apiVersion: v1, kind: Service, name: prod-web}"), 0);
  assert.equal(about("{version: v1, kind: Service, name: prod-web}"), 0);
  assert.equal(about("{apiVersion: networking.k8s.io/v1, kind: Ingress, name: in}"), 2);
  assert.equal(about("{apiVersion: v1, kind: Service, name: web, namespace: shop}"), 1);
  assert.equal(about("{apiVersion: v1, kind: Service, name: web, namespace: default}"), 0);
  assert.equal(about("{kind: Service, name: prod-web}"), undefined, "the version counts");
  assert.equal(about("{apiVersion: v1, kind: Service, name: gone}"), undefined);
  const several = faultOf(Object(about("{apiVersion: v1, kind: Service, name: web}")));
  assert.equal(several.fault, "2 objects may be meant by the variable X");
});

test("its value is a field of the object, the name when none is given", () => {
  const object = mappingOf('metadata: {name: web}\nspec: {ports: [{port: 80}], a: "5"}');
  const value = (path: string) => {
    const found = variableValue(variable(`{name: X, objref: {}, fieldref: {fieldPath: "${path}"}}`), object);
    assert.ok(!isFault(found), JSON.stringify(found));
    return found === "whole" ? found : dataOf(found);
  };
  assert.equal(value(""), "web");
  assert.equal(value("spec.ports[0].port"), 80);
  assert.equal(value("spec.a"), "5");
  assert.equal(value("spec.ports"), "whole");
  const gone = faultOf(
    Object(variableValue(variable("{name: X, fieldref: {fieldPath: spec.gone}}"), object)),
  );
  assert.equal(gone.fault, "the object of the variable X has nothing at `spec.gone`");
});

const scalar = (raw: string, style: Scalar["style"] = "plain"): Scalar => ({ type: "scalar", raw, style });
const values = new Map([
  ["A", scalar("a")],
  ["PORT", scalar("80")],
  ["TEXT", scalar("80", "double")],
  ["LOOP", scalar("$(A)")],
  ["EMPTY", scalar("", "double")],
]);

const texts: readonly (readonly [text: string, gives: string])[] = [
  ["$(A)", "a"],
  ["$(PORT)", "80"],
  ["$(TEXT)", '"80"'],
  ["port-$(PORT)", "port-80"],
  ["$(PORT)$(PORT)", '"8080"'],
  ["$(A)-$(A)", "a-a"],
  ["x$(EMPTY)y", "xy"],
  ["$(LOOP)", "$(A)"],
  ["$(GONE)-$(A)", "$(GONE)-a"],
  ["$$(A)", "$(A)"],
  ["$$$(A)", "$a"],
  ["$A $ ${A}", "$A $ ${A}"],
  ["$(A", "$(A"],
  ["$($(A))", "$($(A))"],
  ["'80'", "'80'"],
];

for (const [text, gives] of texts)
  test(`the text ${text} with variables`, () => {
    const result = expanded(plainOf(text), values);
    assert.ok(!isFault(result));
    assert.deepEqual(dataOf(result.value), parse(gives));
  });

test("mappings and lists of texts hold variables, one level deep", () => {
  const mapping = expanded(plainOf("{a: $(A), b: {c: $(A)}, d: 5}"), values);
  assert.ok(!isFault(mapping));
  assert.deepEqual(dataOf(mapping.value), { a: "a", b: { c: "$(A)" }, d: 5 });
  assert.deepEqual(mapping.used, [{ name: "A", below: ["a"] }]);
  const list = expanded(plainOf("[x, --p=$(PORT)]"), values);
  assert.ok(!isFault(list));
  assert.deepEqual(dataOf(list.value), ["x", "--p=80"]);
  assert.deepEqual(list.used, [{ name: "PORT", below: [1] }]);
  assert.deepEqual(faultOf(expanded(plainOf("[x, 80]"), values)).path, [1]);
});

test("variables are looked for where kustomize looks", () => {
  const has = (kind: string | undefined, path: string) =>
    variableFields.some((field) => field.kind === kind && field.path === path);
  assert.ok(has("Deployment", "spec/template/spec/containers/env/value"));
  assert.ok(has("CronJob", "spec/jobTemplate/spec/template/spec/initContainers/command"));
  assert.ok(has("Ingress", "spec/rules/host"));
  assert.ok(has("Service", "spec/ports/targetPort"));
  assert.ok(has(undefined, "metadata/annotations"));
  assert.equal(variableFields.length, 72);
});

test("law: nothing throws, and a text without a dollar sign stays", () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      variableOf(value);
      const result = expanded(value, values);
      if (!isFault(result) && !JSON.stringify(value).includes("$"))
        assert.equal(JSON.stringify(result.value), JSON.stringify(value));
    }),
  );
});
