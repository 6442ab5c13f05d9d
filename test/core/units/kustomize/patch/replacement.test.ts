/** Replacements, each case as kustomize 5.5 answers it, unless it says otherwise. */
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import { rawOf, valueAt } from "../../../../../server/src/core/units/kustomize/build/values.ts";
import { segmentsOf } from "../../../../../server/src/core/units/kustomize/patch/fieldPath.ts";
import type { Named } from "../../../../../server/src/core/units/kustomize/patch/identified.ts";
import { isFault, type Patched } from "../../../../../server/src/core/units/kustomize/patch/patched.ts";
import { replaced } from "../../../../../server/src/core/units/kustomize/patch/replacement.ts";
import { anyMapping, valueAt as at, dataOf, faultOf, mappingOf, touchedIn } from "./support.ts";

function named(text: string, previous: readonly string[] = []): Named {
  const value = mappingOf(text);
  const written = (...path: string[]) => rawOf(valueAt(value, path));
  const [group = "", version = ""] = written("apiVersion").includes("/")
    ? written("apiVersion").split("/")
    : ["", written("apiVersion")];
  const current = {
    group,
    version,
    kind: written("kind"),
    name: written("metadata", "name"),
    namespace: written("metadata", "namespace"),
  };
  return { value, current, previous: previous.map((name) => ({ ...current, name })) };
}

const source = named(
  `apiVersion: v1
kind: ConfigMap
metadata: {name: prod-settings, annotations: {a.b/c: dotted}}
data: {word: http, number: "8080", agrees: yes, parts: a-b-c, empty: "", none: null}
count: 9090
list: [x, {name: one, value: first}]
`,
  ["settings"],
);
const service = named(`apiVersion: v1
kind: Service
metadata: {name: web, labels: {app: web}, annotations: {plain: one-two, quoted: "5"}}
spec:
  ports:
    - {name: web, port: 80, targetPort: web}
    - {name: web-2, port: 81, targetPort: "82"}
  nothing: null
`);
const other = named(
  "apiVersion: v1\nkind: Service\nmetadata: {name: api, namespace: shop}\nspec: {ports: [{port: 1}]}",
);

function run(replacement: string): Patched {
  const result = replaced([source, service, other], mappingOf(replacement));
  assert.ok(!isFault(result) && !("unbuilt" in result), JSON.stringify(result));
  const patched = result.get(1);
  assert.ok(patched);
  return patched;
}

const from = (fieldPath: string, more = "") =>
  `source: {kind: ConfigMap, name: settings, fieldPath: "${fieldPath}"${more}}\n`;
const into = (fieldPath: string, more = "") =>
  `targets: [{select: {kind: Service, name: web}, fieldPaths: ["${fieldPath}"]${more}}]\n`;

const cases: readonly (readonly [what: string, from: string, into: string, path: string, gives: string])[] = [
  ["text over text", from("data.word"), into("spec.ports.0.targetPort"), "spec.ports.0.targetPort", "http"],
  [
    "a number in quotes stays a text where a text was",
    from("data.number"),
    into("spec.ports.0.targetPort"),
    "spec.ports.0.targetPort",
    '"8080"',
  ],
  [
    "and becomes a number where one was",
    from("data.number"),
    into("spec.ports.0.port"),
    "spec.ports.0.port",
    "8080",
  ],
  [
    "a number in a quoted text",
    from("count"),
    into("spec.ports.1.targetPort"),
    "spec.ports.1.targetPort",
    '"9090"',
  ],
  [
    "a number in a bare text",
    from("count"),
    into("metadata.annotations.plain"),
    "metadata.annotations.plain",
    '"9090"',
  ],
  [
    "an expression finds every item that it fits somewhere",
    from("data.word"),
    into("spec.ports.[name=web].targetPort"),
    "spec.ports",
    "[{name: web, port: 80, targetPort: http}, {name: web-2, port: 81, targetPort: http}]",
  ],
  [
    "an anchored one finds one",
    from("data.word"),
    into("spec.ports.[name=^web$].targetPort"),
    "spec.ports",
    "[{name: web, port: 80, targetPort: http}, {name: web-2, port: 81, targetPort: '82'}]",
  ],
  [
    "a star is every item",
    from("data.word"),
    into("spec.ports.*.targetPort"),
    "spec.ports",
    "[{name: web, port: 80, targetPort: http}, {name: web-2, port: 81, targetPort: http}]",
  ],
  [
    "a part of a text",
    from("data.parts", ", options: {delimiter: '-', index: 2}"),
    into("metadata.annotations.plain", ", options: {delimiter: '-', index: 1}"),
    "metadata.annotations.plain",
    "one-c",
  ],
  [
    "a part before the others",
    from("data.word"),
    into("metadata.annotations.plain", ", options: {delimiter: '-', index: -1}"),
    "metadata.annotations.plain",
    "http-one-two",
  ],
  [
    "a part behind the others",
    from("data.word"),
    into("metadata.annotations.plain", ", options: {delimiter: '-', index: 9}"),
    "metadata.annotations.plain",
    "one-two-http",
  ],
  [
    "what is made has the type that it looks like",
    from("data.number"),
    into("spec.new.deep", ", options: {create: true}"),
    "spec.new",
    "{deep: 8080}",
  ],
  [
    "an item is made",
    from("data.word"),
    into("spec.ports.[name=new].port", ", options: {create: true}"),
    "spec.ports.2",
    "{name: new, port: http}",
  ],
  [
    "an item is made behind the last",
    from("data.word"),
    into("spec.ports.2.name", ", options: {create: true}"),
    "spec.ports.2",
    "{name: http}",
  ],
  [
    "a mapping over a mapping",
    from("data"),
    into("metadata.labels"),
    "metadata.labels",
    '{word: http, number: "8080", agrees: yes, parts: a-b-c, empty: "", none: null}',
  ],
  [
    "an empty text is a value",
    from("data.empty"),
    into("metadata.annotations.plain"),
    "metadata.annotations.plain",
    '""',
  ],
  [
    "a key in brackets",
    from("metadata.annotations.[a.b/c]"),
    into("metadata.annotations.plain"),
    "metadata.annotations.plain",
    "dotted",
  ],
  [
    "a key with an escaped dot",
    from("metadata.annotations.a\\\\.b/c"),
    into("metadata.annotations.plain"),
    "metadata.annotations.plain",
    "dotted",
  ],
  [
    "an item by its key",
    from("list.[name=one].value"),
    into("metadata.annotations.plain"),
    "metadata.annotations.plain",
    "first",
  ],
  [
    "the last item",
    from("list.-.value"),
    into("metadata.annotations.plain"),
    "metadata.annotations.plain",
    "first",
  ],
  [
    "the name, when no path is given",
    "source: {kind: ConfigMap, name: settings}\n",
    into("metadata.annotations.plain"),
    "metadata.annotations.plain",
    "prod-settings",
  ],
  [
    "a fixed value, as younger versions have it",
    "sourceValue: fixed\n",
    into("metadata.annotations.plain"),
    "metadata.annotations.plain",
    "fixed",
  ],
];

for (const [what, one, two, path, gives] of cases)
  test(`a replacement: ${what}`, () => {
    const { value } = run(one + two);
    const steps = path.split(".").map((step) => (/^[0-9]+$/.test(step) ? Number(step) : step));
    assert.deepEqual(dataOf(at(value, steps)), parse(gives));
  });

const selections: readonly (readonly [select: string, objects: readonly number[]])[] = [
  ["select: {kind: Service}", [1, 2]],
  ["select: {kind: Service}, reject: [{name: api}]", [1]],
  ["select: {kind: Service}, reject: [{labelSelector: app=web}]", [2]],
  ["select: {kind: Service, labelSelector: app=web}", [1]],
  ["select: {namespace: default, kind: Service}", [1]],
  ["select: {namespace: shop}", [2]],
  ["select: {name: settings}", [0]],
  ["select: {name: a.*, kind: Service}", [2]],
  ["select: {version: v2}", []],
  ["select: {}", [0, 1, 2]],
];

for (const [select, objects] of selections)
  test(`a replacement's target: ${select}`, () => {
    const replacement = `sourceValue: x\ntargets: [{${select}, fieldPaths: [metadata.name]}]`;
    const result = replaced([source, service, other], mappingOf(replacement));
    assert.ok(!isFault(result) && !("unbuilt" in result));
    assert.deepEqual([...result.keys()], objects);
  });

const refused: readonly (readonly [replacement: string, path: string, words: RegExp])[] = [
  ["targets: []", "", /needs a `source` and `targets`/],
  ["source: {kind: ConfigMap}", "", /needs a `source` and `targets`/],
  [`source: {kind: Secret}\n${into("spec")}`, "source", /^no object is the `source`/],
  [`source: {kind: Service}\n${into("spec")}`, "source", /^more than one object/],
  [
    from("data.gone") + into("spec"),
    "source.fieldPath",
    /ConfigMap prod-settings has nothing at `data.gone`/,
  ],
  [from("data.none") + into("spec"), "source.fieldPath", /has nothing at `data.none`/],
  [from("data.word.x") + into("spec"), "source.fieldPath", /`x` is looked for in a single value/],
  [
    from("data.parts", ", options: {delimiter: '-', index: 3}") + into("spec"),
    "source.options",
    /has no part 3/,
  ],
  [from("data.word") + into("spec.gone"), "targets.0.fieldPaths.0", /Service web has nothing at `spec.gone`/],
  [
    from("data.word") + into("spec.ports.7.name"),
    "targets.0.fieldPaths.0",
    /there is no item 7; the list has 2/,
  ],
  [from("data.word") + into("spec.ports.name"), "targets.0.fieldPaths.0", /`name` is looked for in a list/],
  [
    from("data.word") + into("spec.ports.[name=(].port"),
    "targets.0.fieldPaths.0",
    /`\(` is no regular expression/,
  ],
  [
    from("data.word") + into("spec.ports.0.port"),
    "targets.0.fieldPaths.0",
    /`80` cannot become `http`, which is of another type/,
  ],
  [from("data.word") + into("spec.nothing"), "targets.0.fieldPaths.0", /cannot become/],
  [`${from("data.word")}targets: [{fieldPaths: [spec]}]`, "targets.0", /says nothing to `select`/],
  [
    from("data.word") + into("spec", ", options: {index: a}"),
    "targets.0.options.index",
    /must be a whole number/,
  ],
];

for (const [replacement, path, words] of refused)
  test(`a replacement is refused: ${replacement.trim().split("\n").join(" ")}`, () => {
    const fault = faultOf(replaced([source, service, other], mappingOf(replacement)));
    assert.match(fault.fault, words);
    assert.equal(fault.path.join("."), path);
  });

test("a path that leads into a text is left open", () => {
  const result = replaced(
    [source, service],
    mappingOf(from("data.word") + into("metadata.annotations.plain.x")),
  );
  assert.ok("unbuilt" in result);
});

test("what a replacement set is told, with the path that asked for it", () => {
  const patched = run(
    `${from("data.word")}targets: [{select: {name: web}, fieldPaths: [metadata.name, spec.ports.0.targetPort]}]`,
  );
  assert.deepEqual(touchedIn(patched), [
    "metadata.name < targets[0].fieldPaths[0]",
    "spec.ports[0].targetPort < targets[0].fieldPaths[1]",
  ]);
});

const paths: readonly (readonly [path: string, segments: readonly string[]])[] = [
  ["spec.ports.0.port", ["spec", "ports", "0", "port"]],
  ["metadata.annotations.a\\.b", ["metadata", "annotations", "a.b"]],
  ["metadata.annotations.[a.b/c]", ["metadata", "annotations", "a.b/c"]],
  ["spec.containers.[name=a.b].image", ["spec", "containers", "[name=a.b]", "image"]],
  ["spec.args.[=--x]", ["spec", "args", "[=--x]"]],
  [".a.b", ["a", "b"]],
  ["a.[b.c", ["a", "b.c"]],
  ["", [""]],
];

for (const [path, segments] of paths)
  test(`the path \`${path}\` has its segments`, () => {
    assert.deepEqual(segmentsOf(path), segments);
  });

test("law: no replacement throws, and what is told exists", () => {
  const path = fc
    .array(
      fc.constantFrom("metadata", "name", "spec", "ports", "0", "*", "[name=w]", "[=a]", "[", "-", "9"),
      { maxLength: 4 },
    )
    .map((parts) => parts.join("."));
  const scalar = (raw: string) => ({ type: "scalar", raw, style: "double" }) as const;
  fc.assert(
    fc.property(path, path, fc.boolean(), anyMapping, (one, two, create, odd) => {
      const text = `source: {kind: Service, name: api, fieldPath: "${one}"}\ntargets: [{select: {name: web}, fieldPaths: ["${two}"], options: {create: ${create}}}]`;
      for (const replacement of [
        mappingOf(text),
        odd,
        { ...odd, entries: [...odd.entries, { key: "sourceValue", value: scalar("x") }] },
      ]) {
        const result = replaced([service, other], replacement);
        if (isFault(result) || "unbuilt" in result) continue;
        for (const patched of result.values())
          for (const touch of patched.touched) assert.ok(at(patched.value, touch.path), touch.path.join("."));
      }
    }),
  );
});
