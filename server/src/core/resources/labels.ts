import { type Known, unknown } from "../value/known.ts";
import { mapTextOf, textOf } from "../value/scalar.ts";
import { entriesOf, type Value } from "../value/value.ts";

export interface Label {
  readonly key: string;
  readonly value: Known<string>;
  /** Set by a controller: the unknown value begins so and goes on with a number (`web-` of StatefulSet web). */
  readonly ordinalOf?: string;
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
  const pairs = value.entries
    .filter((entry) => !entry.key.includes("{{"))
    .map((entry) => ({ key: entry.key, value: mapTextOf(entry.value) }));
  return { pairs, open: pairs.length < entriesOf(value).length };
}

/** The value under a key; undefined when the map certainly has no such key. */
export function labelAt(labels: LabelMap, key: string): Known<string> | undefined {
  const pair = labels.pairs.find((label) => label.key === key);
  return pair?.value ?? (labels.open ? unknown("transformed") : undefined);
}
