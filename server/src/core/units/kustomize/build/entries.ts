/** `labels`, `commonLabels` and `commonAnnotations`: keys set in the mappings that field specs name. */
import { member } from "../../../value/value.ts";
import { edited } from "./edit.ts";
import { type FieldSpec, type Setter, specsFor } from "./fieldSpec.ts";
import { currentId } from "./identity.ts";
import type { At, BuiltObject } from "./object.ts";
import type { Report } from "./report.ts";
import { isText, text, withEntry } from "./values.ts";

export interface NewEntry {
  readonly key: string;
  readonly value: string;
  readonly at: At;
}

export function withEntries(
  objects: readonly BuiltObject[],
  entries: readonly NewEntry[],
  specs: readonly FieldSpec[],
  report: Report,
): readonly BuiltObject[] {
  return objects.map((object) => {
    const own = specsFor(currentId(object), specs);
    return entries.reduce(
      (each, { key, value, at }) =>
        edited(each, { specs: own, made: "mapping", setter: setEntry(key, value), at }, report),
      object,
    );
  });
}

function setEntry(key: string, value: string): Setter {
  return (at) => {
    if (at.type !== "mapping" || isText(member(at, key), value)) return undefined;
    return { value: withEntry(at, key, text(value)), below: [key] };
  };
}
