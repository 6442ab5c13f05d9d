/**
 * Field specs: which field of which kinds a transformer sets (kustomize's `FieldSpec`: group, version, kind, a path of keys
 * between slashes, and whether a missing field is made). Sequences are walked through without being named; `containers[]`
 * says that a sequence is expected.
 */
import type { Path } from "../../../value/path.ts";
import type { Mapping, Value } from "../../../value/value.ts";
import { type Gvk, isSelected } from "./identity.ts";
import { emptyMapping, isNull, text, withEntry } from "./values.ts";

export interface FieldSpec extends Gvk {
  readonly path: string;
  readonly create: boolean;
  /** The keys of the path, where it was taken apart beforehand. */
  readonly steps?: readonly string[];
}

/** What a setter made of the value at the path, and where below it; undefined leaves it as it is. */
export type Setter = (at: Value) => { readonly value: Value; readonly below: Path } | undefined;

export interface Edited {
  readonly value: Mapping;
  /** The paths that were set. */
  readonly set: readonly Path[];
  /** Why kustomize refuses; the value is as it was. */
  readonly problem?: string;
}

interface Walk {
  readonly steps: readonly string[];
  readonly create: boolean;
  /** What a missing last field becomes; undefined never makes one. */
  readonly made: "mapping" | "scalar" | undefined;
  readonly setter: Setter;
  readonly set: Path[];
  readonly problems: string[];
}

/** Of an object of the kind that the spec is for. */
export function editFields(
  object: Mapping,
  spec: Pick<FieldSpec, "path" | "create" | "steps">,
  made: Walk["made"],
  setter: Setter,
): Edited | undefined {
  const steps = spec.steps ?? stepsOf(spec.path);
  // Most fields that may be there are not.
  const first = steps[0] ?? "";
  if (!spec.create && !object.entries.some(({ key }) => first.startsWith(key))) return undefined;
  const walk: Walk = { steps, create: spec.create, made, setter, set: [], problems: [] };
  const value = visit(walk, object, 0, []);
  const [problem] = walk.problems;
  if (problem !== undefined) return { value: object, set: [], problem };
  return value.type === "mapping" && walk.set.length > 0 ? { value, set: walk.set } : undefined;
}

/** The specs for objects of one kind. */
export function specsFor(
  identity: Parameters<typeof isSelected>[0],
  specs: readonly FieldSpec[],
): readonly FieldSpec[] {
  return specs.filter((spec) => isSelected(identity, spec));
}

/** Keys between slashes; `\/` is a slash in a key. */
export function stepsOf(path: string): readonly string[] {
  if (!path.includes("\\") && !path.startsWith("/")) return path.split("/");
  const parts = path.split(/(?<!\\)\//).map((part) => part.replaceAll("\\/", "/"));
  return parts.length > 1 && parts[0] === "" ? parts.slice(1) : parts;
}

function entry(object: Mapping, key: string): Value | undefined {
  return object.entries.findLast((each) => each.key === key)?.value;
}

function visit(walk: Walk, at: Value, depth: number, path: Path): Value {
  if (depth === walk.steps.length) {
    const made = walk.setter(at);
    if (made) walk.set.push([...path, ...made.below]);
    return made?.value ?? at;
  }
  if (isNull(at)) return at;
  if (at.type === "sequence") {
    const items = at.items.map((item, index) => visit(walk, item, depth, [...path, index]));
    return items.every((item, index) => item === at.items[index]) ? at : { type: "sequence", items };
  }
  if (at.type === "mapping") return visitField(walk, at, depth, path);
  walk.problems.push(
    `${walk.steps.slice(0, depth).join(".")} holds \`${at.raw}\`, where it must hold fields`,
  );
  return at;
}

function visitField(walk: Walk, at: Mapping, depth: number, path: Path): Value {
  const step = walk.steps[depth] ?? "";
  const isSequence = step.endsWith("[]");
  const key = isSequence ? step.slice(0, -2) : step;
  const before = entry(at, key);
  const creates = walk.create && walk.made !== undefined && !isSequence;
  if (before === undefined && !creates) return at;
  const isLast = depth === walk.steps.length - 1;
  const empty: Value = isLast && walk.made === "scalar" ? text("") : emptyMapping;
  const start = before === undefined || (creates && isNull(before)) ? empty : before;
  const after = visit(walk, start, depth + 1, [...path, key]);
  return after === before ? at : withEntry(at, key, after);
}

/** Field specs of both; undefined when one makes a missing field and the other does not, which kustomize refuses. */
export function mergeFieldSpecs(
  specs: readonly FieldSpec[],
  more: readonly FieldSpec[],
): readonly FieldSpec[] | undefined {
  const merged = [...specs];
  for (const spec of more) {
    const same = merged.find((each) => each.path === spec.path && selects(spec, each));
    if (!same) merged.push(spec);
    else if (same.create !== spec.create) return undefined;
  }
  return merged;
}

/** Whether whatever the second means the first does, too. */
function selects(wider: Gvk, narrower: Gvk): boolean {
  return (["group", "version", "kind"] as const).every(
    (part) => !wider[part] || wider[part] === narrower[part],
  );
}
