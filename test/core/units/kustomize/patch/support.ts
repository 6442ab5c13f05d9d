/** Values in and out of patches, as people write them. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import {
  isFault,
  type Patched,
  type PatchFault,
} from "../../../../../server/src/core/units/kustomize/patch/patched.ts";
import { type Path, printPath } from "../../../../../server/src/core/value/path.ts";
import { type Mapping, member, type Value } from "../../../../../server/src/core/value/value.ts";
import { plainOf } from "../../../../support/plain.ts";

export function mappingOf(text: string): Mapping {
  const value = plainOf(text);
  assert.ok(value.type === "mapping", text);
  return value;
}

/** As JavaScript has it; plain scalars by YAML 1.2, as kustomize reads them. */
export function dataOf(value: Value | undefined): unknown {
  switch (value?.type) {
    case undefined:
      return undefined;
    case "scalar":
      return value.style === "plain" ? parse(value.raw) : value.raw;
    case "sequence":
      return value.items.map(dataOf);
    case "mapping":
      return Object.fromEntries(value.entries.map((entry) => [entry.key, dataOf(entry.value)]));
  }
}

export function applied(result: Patched | PatchFault): Patched {
  assert.ok(!isFault(result), isFault(result) ? result.fault : "");
  return result;
}

export function faultOf(result: object | undefined): PatchFault {
  assert.ok(result !== undefined && isFault(result), JSON.stringify(result));
  return result;
}

/** `spec.ports[0].port < spec.ports[1]`: where it is, and where it came from. */
export function touchedIn({ touched }: Patched): readonly string[] {
  return touched.map(({ path, from }) => `${printPath(path)} < ${printPath(from)}`);
}

export function movedIn({ moved }: Patched): readonly string[] {
  return moved.map(({ path, was }) => `${printPath(path)} < ${printPath(was)}`);
}

export function valueAt(value: Value | undefined, path: Path): Value | undefined {
  return path.reduce<Value | undefined>(
    (at, step) =>
      typeof step === "string" ? member(at, step) : at?.type === "sequence" ? at.items[step] : undefined,
    value,
  );
}

const words = [
  "name",
  "spec",
  "ports",
  "port",
  "protocol",
  "containers",
  "env",
  "$patch",
  "delete",
  "replace",
];
const scalars = [
  "",
  "null",
  "~",
  "80",
  "true",
  "merge",
  "op",
  "add",
  "/spec",
  "kind",
  "Service",
  "v1",
  "$(X)",
];

/** Anything, with words in it that mean something to a patch. */
export const anyValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value; mapping: Mapping }>((tie) => ({
  mapping: fc
    .uniqueArray(
      fc.record({
        key: fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 4 })),
        value: tie("value"),
      }),
      { maxLength: 4, selector: (entry) => entry.key },
    )
    .map((entries) => ({ type: "mapping", entries })),
  value: fc.oneof(
    { depthSize: "small" },
    fc
      .record({
        raw: fc.oneof(fc.constantFrom(...scalars, ...words), fc.string({ maxLength: 6 })),
        style: fc.constantFrom("plain" as const, "double" as const, "block" as const),
      })
      .map(({ raw, style }): Value => ({ type: "scalar", raw, style })),
    tie("mapping"),
    fc.array(tie("value"), { maxLength: 4 }).map((items): Value => ({ type: "sequence", items })),
  ),
})).value;

export const anyMapping: fc.Arbitrary<Mapping> = fc
  .array(fc.record({ key: fc.constantFrom(...words), value: anyValue }), { maxLength: 5 })
  .map((entries) => ({
    type: "mapping",
    entries: [...new Map(entries.map((entry) => [entry.key, entry])).values()],
  }));

/** A Deployment or Service with ordinary and odd fields. */
export const anyObject: fc.Arbitrary<Mapping> = fc
  .record({
    kind: fc.constantFrom("apps/v1 Deployment", "v1 Service", "v1 Pod", "x.io/v1 Thing"),
    spec: fc.oneof(anyMapping, anyValue),
    more: anyMapping,
  })
  .map(({ kind, spec, more }) => {
    const [apiVersion = "", name = ""] = kind.split(" ");
    const text = (raw: string): Value => ({ type: "scalar", raw, style: "plain" });
    const metadata: Value = { type: "mapping", entries: [{ key: "name", value: text("web") }] };
    return {
      type: "mapping",
      entries: [
        { key: "apiVersion", value: text(apiVersion) },
        { key: "kind", value: text(name) },
        { key: "metadata", value: metadata },
        { key: "spec", value: spec },
        ...more.entries.filter((entry) => entry.key !== "spec"),
      ],
    };
  });
