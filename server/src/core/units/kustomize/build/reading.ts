/** Where kustomize reads or writes YAML unlike kubectl does: what is applied is what kustomize prints. */
import { type Mapping, memberAt, type Scalar, type Value } from "../../../value/value.ts";
import type { BuiltObject } from "./object.ts";
import { withMember, withoutEntry } from "./values.ts";

const WORD = /^(y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/;

/** `yes` and `on` are texts to kustomize, and it prints them in quotes: no booleans are applied. */
export function wordsAsTexts(value: Mapping): Mapping {
  const read = withTexts(value);
  return read.type === "mapping" ? read : value;
}

function withTexts(value: Value): Value {
  if (value.type === "scalar") return isWord(value) ? { ...value, style: "double" } : value;
  if (value.type === "sequence") {
    const items = value.items.map(withTexts);
    return items.every((item, index) => item === value.items[index]) ? value : { type: "sequence", items };
  }
  const entries = value.entries.map((entry) => {
    const read = withTexts(entry.value);
    return read === entry.value ? entry : { key: entry.key, value: read };
  });
  return entries.every((entry, index) => entry === value.entries[index])
    ? value
    : { type: "mapping", entries };
}

function isWord({ raw, style, tag }: Scalar): boolean {
  return style === "plain" && tag === undefined && raw.length <= 3 && WORD.test(raw);
}

/**
 * Kustomize keeps notes of its own in annotations while it builds and takes them out at the end: values are written anew as texts,
 * and a mapping without any goes.
 */
export function withSettledAnnotations(object: BuiltObject): BuiltObject {
  const annotations = memberAt(object.value, "metadata", "annotations");
  const metadata = memberAt(object.value, "metadata");
  if (!annotations || metadata?.type !== "mapping") return object;
  if (annotations.type !== "mapping" || annotations.entries.length === 0) {
    if (annotations.type === "sequence") return object;
    const without = withoutEntry(metadata, "annotations");
    return { ...object, value: withMember(object.value, ["metadata"], without) };
  }
  const entries = annotations.entries.map((entry) => {
    const { value } = entry;
    if (value.type !== "scalar" || value.style !== "plain") return entry;
    return { key: entry.key, value: { type: "scalar", raw: value.raw, style: "double" } as const };
  });
  const settled = withMember(object.value, ["metadata", "annotations"], { type: "mapping", entries });
  return { ...object, value: settled };
}
