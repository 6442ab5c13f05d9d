/** Sets fields of an object by field specs, and notes which were set by whom. */
import { editFields, type FieldSpec, type Setter, specsFor } from "./fieldSpec.ts";
import { currentId, inWords } from "./identity.ts";
import type { At, BuiltObject, Touched } from "./object.ts";
import { type Report, refuse } from "./report.ts";

export interface FieldEdit {
  readonly specs: readonly FieldSpec[];
  /** What a missing field is made of, where a field spec makes one. */
  readonly made: "mapping" | "scalar" | undefined;
  readonly setter: Setter;
  /** The entry of the kustomization that asks for it. */
  readonly at: At;
  readonly renames?: true;
}

export function edited(
  object: BuiltObject,
  { specs, made, setter, at, renames }: FieldEdit,
  report: Report,
): BuiltObject {
  let { value } = object;
  const touched: Touched[] = [];
  for (const spec of specsFor(currentId(object), specs)) {
    const result = editFields(value, spec, made, setter);
    if (!result) continue;
    if (result.problem !== undefined)
      refuse(report, "transformer", at, `${inWords(currentId(object))}: ${result.problem}`);
    value = result.value;
    for (const path of result.set)
      touched.push({ path, by: "transformer", at, ...(renames ? { renames } : {}) });
  }
  return value === object.value ? object : { ...object, value, touched: [...object.touched, ...touched] };
}
