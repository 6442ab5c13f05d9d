/** `namePrefix` and `nameSuffix`. */
import type { Scalar } from "../../../value/value.ts";
import { edited } from "./edit.ts";
import type { FieldSpec, Setter } from "./fieldSpec.ts";
import { type Gvk, isSelected, originalId, remembered } from "./identity.ts";
import type { At, BuiltObject } from "./object.ts";
import type { Report } from "./report.ts";
import { text } from "./values.ts";

/** Kinds whose names mean something elsewhere: kustomize leaves them. */
const LEFT: readonly Gvk[] = [
  { kind: "CustomResourceDefinition" },
  { kind: "APIService", group: "apiregistration.k8s.io" },
  { kind: "Namespace" },
];

export interface Affix {
  readonly end: "prefix" | "suffix";
  readonly text: string;
  readonly at: At;
}

export function withAffix(
  objects: readonly BuiltObject[],
  affix: Affix,
  specs: readonly FieldSpec[],
  report: Report,
): readonly BuiltObject[] {
  return objects.map((object) => {
    const id = originalId(object);
    if (LEFT.some((gvk) => isSelected(id, gvk))) return object;
    return specs
      .filter((spec) => isSelected(id, spec))
      .reduce((each, spec) => affixed(each, affix, spec, report), object);
  });
}

function affixed(object: BuiltObject, affix: Affix, spec: FieldSpec, report: Report): BuiltObject {
  const isName = spec.path === "metadata/name";
  const before = isName ? noted(object, affix) : object;
  const edit = { specs: [spec], made: undefined, setter: set(affix), at: affix.at, renames: true } as const;
  return edited(before, edit, report);
}

/** An empty affix leaves no trace. */
function noted(object: BuiltObject, { end, text: added }: Affix): BuiltObject {
  if (added === "") return object;
  const list = end === "prefix" ? "prefixes" : "suffixes";
  return { ...remembered(object), [list]: [...object[list], added] };
}

function set({ end, text: added }: Affix): Setter {
  return (at) => {
    if (at.type !== "scalar") return undefined;
    return { value: affixedText(at, end, added), below: [] };
  };
}

function affixedText({ raw }: Scalar, end: Affix["end"], added: string): Scalar {
  return text(end === "prefix" ? `${added}${raw}` : `${raw}${added}`);
}
