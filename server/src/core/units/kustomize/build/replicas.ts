/** `replicas`: the number of pods of workloads, by name. */
import { edited } from "./edit.ts";
import type { FieldSpec, Setter } from "./fieldSpec.ts";
import { anyIds, isSelected } from "./identity.ts";
import type { At, BuiltObject } from "./object.ts";
import { type Report, refuse } from "./report.ts";

export interface ReplicaCount {
  readonly name: string;
  readonly count: string;
  readonly at: At;
}

export function withReplicas(
  objects: readonly BuiltObject[],
  { name, count, at }: ReplicaCount,
  specs: readonly FieldSpec[],
  report: Report,
): readonly BuiltObject[] {
  const isMeant = (object: BuiltObject, spec: FieldSpec) =>
    anyIds(object).some((id) => id.name === name && isSelected(id, spec));
  const setter: Setter = (value) => {
    if (value.type !== "scalar" || (value.style === "plain" && value.raw === count)) return undefined;
    return { value: { type: "scalar", raw: count, style: "plain" }, below: [] };
  };
  if (!objects.some((object) => specs.some((spec) => isMeant(object, spec)))) {
    const kinds = specs
      .map(({ kind }) => kind ?? "object")
      .join(", ")
      .replace(/, ([^,]*)$/, " or $1");
    refuse(report, "transformer", at, `no ${kinds} here is named \`${name}\``);
  }
  return objects.map((object) => {
    const meant = specs.filter((spec) => isMeant(object, spec));
    return edited(object, { specs: meant, made: "scalar", setter, at }, report);
  });
}
