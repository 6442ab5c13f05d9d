/** Strategic merge patches. */
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import { isFault } from "../../../../../server/src/core/units/kustomize/patch/patched.ts";
import { strategicMerge } from "../../../../../server/src/core/units/kustomize/patch/strategicMerge.ts";
import { type Case, cases, HEADS } from "./strategicMerge.cases.ts";
import {
  anyMapping,
  anyObject,
  applied,
  dataOf,
  faultOf,
  mappingOf,
  movedIn,
  touchedIn,
  valueAt,
} from "./support.ts";

function whole(kind: Case["kind"], body: string): string {
  const head = HEADS[kind];
  return body.includes("metadata:") && !body.includes("volumeClaimTemplates")
    ? head.replace(/metadata: .*\n/, "") + body
    : head + body;
}

for (const { what, kind, object, patch, gives } of cases)
  test(`a merge patch: ${what}`, () => {
    const { value } = applied(strategicMerge(mappingOf(whole(kind, object)), mappingOf(whole(kind, patch))));
    assert.deepEqual(dataOf(value), gives === undefined ? undefined : parse(whole(kind, gives)));
  });

test("a merge patch may change kind and name where it is allowed to", () => {
  const object = mappingOf("apiVersion: v1\nkind: Service\nmetadata: {name: web}\n");
  const patch = mappingOf("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\n");
  const both = applied(strategicMerge(object, patch, { allowKindChange: true, allowNameChange: true }));
  assert.deepEqual(dataOf(both.value), { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "other" } });
  const name = applied(strategicMerge(object, patch, { allowNameChange: true }));
  assert.deepEqual(dataOf(name.value), { apiVersion: "v1", kind: "Service", metadata: { name: "other" } });
});

test("a merge patch for another version is merged as one for the object's", () => {
  const object = mappingOf("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n");
  const patch = mappingOf("apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: web}\n");
  assert.deepEqual(dataOf(applied(strategicMerge(object, patch)).value), dataOf(object));
});

test("what a merge patch set is told, with its place in the patch; what moved, with its old place", () => {
  const object = mappingOf(
    whole(
      "Deployment",
      "spec: {replicas: 1, template: {spec: {containers: [{name: a, image: x, args: [u, v]}]}}}",
    ),
  );
  const patch = mappingOf(
    whole(
      "Deployment",
      "spec: {replicas: 2, paused: false, template: {spec: {containers: [{name: new, env: [{name: A}]}, {name: a, image: y, args: [v]}]}}}",
    ),
  );
  const result = applied(strategicMerge(object, patch));
  assert.deepEqual(touchedIn(result), [
    "spec.replicas < spec.replicas",
    "spec.template.spec.containers[0] < spec.template.spec.containers[0]",
    "spec.template.spec.containers[1].image < spec.template.spec.containers[1].image",
    "spec.template.spec.containers[1].args < spec.template.spec.containers[1].args",
    "spec.paused < spec.paused",
  ]);
  assert.deepEqual(movedIn(result), ["spec.template.spec.containers[1] < spec.template.spec.containers[0]"]);
});

const refused: readonly (readonly [string, string, string, string])[] = [
  [
    "spec: {selector: {app: web}}",
    "spec: {selector: [a]}",
    "spec.selector",
    "the patch has a list where the object has a mapping",
  ],
  [
    "spec: {type: ClusterIP}",
    "spec: {type: {a: b}}",
    "spec.type",
    "the patch has a mapping where the object has a single value",
  ],
  [
    "spec: {selector: {app: web}}",
    "spec: {selector: {$patch: remove}}",
    "spec.selector",
    "kustomize knows no `$patch: remove`, only delete, replace and merge",
  ],
  [
    "spec: {ports: [{port: 80}]}",
    "spec: {ports: [80]}",
    "spec.ports[0]",
    "a single value stands in a list whose elements are not of that kind, so it cannot be merged",
  ],
];

for (const [object, patch, path, words] of refused)
  test(`a merge patch is refused: ${words}`, () => {
    const fault = faultOf(
      strategicMerge(mappingOf(whole("Service", object)), mappingOf(whole("Service", patch))),
    );
    assert.deepEqual([fault.path.join(".").replace(/\.([0-9]+)/g, "[$1]"), fault.fault], [path, words]);
  });

test("law: a patch that says nothing changes nothing but what holds nothing", () => {
  fc.assert(
    fc.property(anyObject, (object) => {
      const result = strategicMerge(object, { type: "mapping", entries: [] });
      if (isFault(result)) return;
      assert.deepEqual(result.touched, []);
      // Merged once, an object has nothing left that another empty patch could tidy.
      const again = strategicMerge(result.value ?? object, { type: "mapping", entries: [] });
      if (!isFault(again) && result.value)
        assert.deepEqual(again.value?.entries.length, result.value.entries.length);
    }),
  );
});

test("law: every path that is told exists, and no values make a patch throw", () => {
  fc.assert(
    fc.property(anyObject, fc.oneof(anyObject, anyMapping), (object, patch) => {
      const before = JSON.stringify([object, patch]);
      const result = strategicMerge(object, patch);
      assert.equal(JSON.stringify([object, patch]), before, "neither is changed");
      if (isFault(result)) return;
      for (const { path, from } of result.touched) {
        assert.ok(valueAt(result.value, path), path.join("."));
        assert.ok(valueAt(patch, from) || from.length === 0, from.join("."));
      }
      for (const { path, was } of result.moved) {
        assert.ok(valueAt(result.value, path), path.join("."));
        assert.ok(valueAt(object, was), was.join("."));
      }
    }),
    { numRuns: 500 },
  );
});

test("a huge list is merged in reasonable time", () => {
  const list = (value: string) =>
    Array.from({ length: 3000 }, (_, at) => `{name: E${at}, value: ${value}}`).join(", ");
  const pod = (value: string) =>
    mappingOf(whole("Pod", `spec: {containers: [{name: a, env: [${list(value)}]}]}`));
  const [object, patch] = [pod("x"), pod("y")];
  const start = performance.now();
  assert.equal(applied(strategicMerge(object, patch)).touched.length, 3000);
  assert.ok(performance.now() - start < 10_000);
});
