/** JSON patches, each case as kustomize 5.5 answers it. */
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import { jsonPatch } from "../../../../../server/src/core/units/kustomize/patch/jsonPatch.ts";
import { isFault } from "../../../../../server/src/core/units/kustomize/patch/patched.ts";
import type { Value } from "../../../../../server/src/core/value/value.ts";
import { plainOf } from "../../../../support/plain.ts";
import {
  anyObject,
  anyValue,
  applied,
  dataOf,
  faultOf,
  mappingOf,
  movedIn,
  touchedIn,
  valueAt,
} from "./support.ts";

const HEAD = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n";

const cases: readonly (readonly [what: string, object: string, operations: string, gives: string])[] = [
  ["adds a field", "spec: {}", "[{op: add, path: /spec/type, value: NodePort}]", "spec: {type: NodePort}"],
  ["adds over a field", "spec: {a: {b: 1}}", "[{op: add, path: /spec/a, value: 2}]", "spec: {a: 2}"],
  [
    "adds an item at the end",
    "spec: {a: [1]}",
    "[{op: add, path: /spec/a/-, value: 2}]",
    "spec: {a: [1, 2]}",
  ],
  [
    "adds an item before another",
    "spec: {a: [1, 3]}",
    "[{op: add, path: /spec/a/1, value: 2}]",
    "spec: {a: [1, 2, 3]}",
  ],
  [
    "adds an item behind the last",
    "spec: {a: [1]}",
    "[{op: add, path: /spec/a/1, value: 2}]",
    "spec: {a: [1, 2]}",
  ],
  [
    "counts from the end",
    "spec: {a: [1, 2]}",
    "[{op: replace, path: /spec/a/-1, value: 3}]",
    "spec: {a: [1, 3]}",
  ],
  [
    "removes",
    "spec: {a: 1, b: [1, 2]}",
    "[{op: remove, path: /spec/a}, {op: remove, path: /spec/b/0}]",
    "spec: {b: [2]}",
  ],
  [
    "replaces",
    "spec: {a: 1, b: [1, 2]}",
    "[{op: replace, path: /spec/b/0, value: {c: d}}]",
    "spec: {a: 1, b: [{c: d}, 2]}",
  ],
  ["replaces what is not there", "spec: {}", "[{op: replace, path: /spec/a, value: 1}]", "spec: {a: 1}"],
  [
    "moves",
    "spec: {a: {b: 1}, c: {}}",
    "[{op: move, from: /spec/a/b, path: /spec/c/d}]",
    "spec: {a: {}, c: {d: 1}}",
  ],
  [
    "copies",
    "spec: {a: {b: 1}}",
    "[{op: copy, from: /spec/a, path: /spec/c}, {op: add, path: /spec/c/d, value: 2}]",
    "spec: {a: {b: 1}, c: {b: 1, d: 2}}",
  ],
  [
    "tests",
    'spec: {a: {b: [1, "2"]}}',
    '[{op: test, path: /spec/a, value: {b: [1, "2"]}}, {op: remove, path: /spec/a}]',
    "spec: {}",
  ],
  ["tests that something is not there", "spec: {}", "[{op: test, path: /spec/a, value: null}]", "spec: {}"],
  [
    "unescapes ~1 and ~0",
    "metadata: {name: web, annotations: {a/b: x, c~d: y}}",
    "[{op: remove, path: /metadata/annotations/a~1b}, {op: replace, path: /metadata/annotations/c~0d, value: z}]",
    "metadata: {name: web, annotations: {c~d: z}}",
  ],
  [
    "reads values by YAML 1.1",
    "spec: {}",
    "[{op: add, path: /spec/a, value: yes}, {op: add, path: /spec/b, value: 0777}]",
    "spec: {a: true, b: 511}",
  ],
  ["does not need the slash in front", "spec: {}", "[{op: add, path: x/spec/a, value: 1}]", "spec: {a: 1}"],
  ["replaces the whole", "spec: {}", "[{op: replace, path: '', value: {kind: X}}]", "whole"],
];

for (const [what, object, operations, gives] of cases)
  test(`a JSON patch ${what}`, () => {
    const { value } = applied(jsonPatch(mappingOf(withHead(object)), plainOf(operations)));
    assert.deepEqual(dataOf(value), gives === "whole" ? { kind: "X" } : parse(withHead(gives)));
  });

function withHead(body: string): string {
  return body.startsWith("metadata") ? HEAD.replace(/metadata.*\n/, "") + body : HEAD + body;
}

const refused: readonly (readonly [operations: string, path: string, words: RegExp])[] = [
  ["[{op: remove, path: /spec/x}]", "0.path", /`remove` removes \/spec\/x, which is not there$/],
  [
    "[{op: add, path: /spec/x/y, value: 1}]",
    "0.path",
    /`add` is for \/spec\/x\/y, and the object has nothing that leads/,
  ],
  ["[{op: add, path: /spec/l/3, value: 1}]", "0.path", /`add` is for \/spec\/l\/3, and the list has 1 item$/],
  [
    "[{op: replace, path: /spec/l/-, value: 1}]",
    "0.path",
    /`replace` is for \/spec\/l\/-, and the list has 1 item$/,
  ],
  ["[{op: replace, path: /spec/l/x, value: 1}]", "0.path", /the list has 1 item$/],
  ["[{op: add, path: /spec/a/b/c, value: 1}]", "0.path", /has nothing that leads there$/],
  [
    "[{op: remove, path: /spec/a}, {op: test, path: /spec/l, value: [2]}]",
    "1.path",
    /expects another value at \/spec\/l$/,
  ],
  ["[{op: move, from: /spec/x, path: /spec/y}]", "0.path", /removes \/spec\/x, which is not there$/],
  ["[{op: move, path: /spec/y}]", "0.path", /has no `from`$/],
  ["[{op: copy, from: /spec/l/7, path: /spec/y}]", "0.path", /is for \/spec\/l\/7, and the list has 1 item$/],
  ["[{op: put, path: /spec/y}]", "0.op", /there is no operation `put`: it is one of add, remove/],
  ["[{path: /spec/y}]", "0", /has no `op`$/],
  ["[{op: add}]", "0", /`add` has no `path`$/],
  ["[add]", "0", /must be a mapping with `op` and `path`$/],
  ["[{op: add, path: 80}]", "0.path", /`path` must be a text$/],
  ["[]", "", /no operations$/],
  ["{op: add}", "", /must be a list of operations$/],
  ["[{op: replace, path: '', value: 1}]", "0.path", /is no object in the object's place$/],
];

for (const [operations, path, words] of refused)
  test(`a JSON patch is refused: ${operations}`, () => {
    const fault = faultOf(jsonPatch(mappingOf(`${HEAD}spec: {a: {b: 1}, l: [1]}`), plainOf(operations)));
    assert.equal(fault.path.join("."), path);
    assert.match(fault.fault, words);
  });

test("what a JSON patch set is told, and what moved", () => {
  const object = mappingOf(`${HEAD}spec: {ports: [{port: 80}, {port: 81}], a: {b: c}}`);
  const operations = plainOf(
    "[{op: add, path: /spec/ports/0, value: {port: 79}}, {op: replace, path: /spec/ports/1/port, value: 8080}, {op: move, from: /spec/a/b, path: /spec/d}]",
  );
  const result = applied(jsonPatch(object, operations));
  assert.deepEqual(touchedIn(result), [
    "spec.ports[0] < [0].value",
    "spec.ports[1].port < [1].value",
    "spec.d < [2].path",
  ]);
  assert.deepEqual(movedIn(result), ["spec.ports[1] < spec.ports[0]", "spec.ports[2] < spec.ports[1]"]);
});

test("law: every path that is told exists, and no operations make a patch throw", () => {
  const pointer = fc
    .array(fc.constantFrom("spec", "metadata", "name", "ports", "0", "-", "-1", "~1", "x", ""), {
      maxLength: 4,
    })
    .map((parts): Value => ({ type: "scalar", raw: `/${parts.join("/")}`, style: "double" }));
  const operation = fc
    .record({
      op: fc.constantFrom("add", "remove", "replace", "move", "copy", "test", "x"),
      path: pointer,
      from: pointer,
      value: anyValue,
    })
    .map(({ op, path, from, value }): Value => {
      const entries = Object.entries({
        op: { type: "scalar", raw: op, style: "plain" } as const,
        path,
        from,
        value,
      });
      return { type: "mapping", entries: entries.map(([key, each]) => ({ key, value: each })) };
    });
  const operations = fc.oneof(
    anyValue,
    fc.array(operation, { maxLength: 4 }).map((items): Value => ({ type: "sequence", items })),
  );
  fc.assert(
    fc.property(anyObject, operations, (object, patch) => {
      const result = jsonPatch(object, patch);
      if (isFault(result)) return;
      for (const { path } of [...result.touched, ...result.moved])
        assert.ok(valueAt(result.value, path), path.join("."));
      for (const { was } of result.moved) assert.ok(valueAt(object, was), was.join("."));
    }),
    { numRuns: 500 },
  );
});
