import { type Known, unknown } from "../value/known.ts";
import { mapTextOf, resolve, textOf } from "../value/scalar.ts";
import { type Entry, entriesOf, type Value } from "../value/value.ts";

export interface Label {
  readonly key: string;
  readonly value: Known<string>;
  /** Set by a controller: the unknown value begins so and goes on with a number (`web-` of StatefulSet web). */
  readonly ordinalOf?: string;
  /** What stands where a text should: to Kubernetes it is no text, and the API server refuses the object. */
  readonly notText?: NotText;
}

export interface NotText {
  readonly type: "bool" | "number";
  /** As written: `true`, `1.20`. */
  readonly written: string;
}

/** Labels as far as they are known. `open`: there may be more, whose keys are unknown. */
export interface LabelMap {
  readonly pairs: readonly Label[];
  readonly open: boolean;
}

export const noLabels: LabelMap = { pairs: [], open: false };

export function labelMapOf(value: Value | undefined): LabelMap {
  if (value === undefined || (value.type === "scalar" && textOf(value) === undefined)) return noLabels;
  // An expression that some tool fills in, or a mistake.
  if (value.type !== "mapping") return { pairs: [], open: true };
  const pairs = value.entries.filter((entry) => !entry.key.includes("{{")).map(labelOf);
  return { pairs, open: pairs.length < entriesOf(value).length };
}

function labelOf({ key, value }: Entry): Label {
  const label = { key, value: mapTextOf(value) };
  if (value.type !== "scalar") return label;
  const resolved = resolve(value);
  if (typeof resolved === "boolean") return { ...label, notText: { type: "bool", written: value.raw } };
  return typeof resolved === "number" ? { ...label, notText: { type: "number", written: value.raw } } : label;
}

/** The value under a key; undefined when the map certainly has no such key. */
export function labelAt(labels: LabelMap, key: string): Known<string> | undefined {
  const pair = labels.pairs.find((label) => label.key === key);
  return pair?.value ?? (labels.open ? unknown("transformed") : undefined);
}
