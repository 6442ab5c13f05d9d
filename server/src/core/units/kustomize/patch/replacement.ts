/**
 * One entry of `replacements`: a value of one object put into fields of others. Path and type of what is replaced stay; only
 * the text changes where a scalar stands.
 */
import type { Path } from "../../../value/path.ts";
import { itemsOf, type Mapping, member, type Value } from "../../../value/value.ts";
import { type Found, nodeByPath, type Slot, segmentsOf, slotsAt } from "./fieldPath.ts";
import type { Named } from "./identified.ts";
import {
  isEmptyMapping,
  isNull,
  type Node,
  nodeOf,
  type Origin,
  patchedOf,
  rawOf,
  type ScalarNode,
} from "./node.ts";
import { isFault, type Patched, type PatchFault } from "./patched.ts";
import { type Fits, selectionOf, sourceOf } from "./selection.ts";
import { withText } from "./typed.ts";
import { booleanAt, integerAt, textAt } from "./written.ts";

/** Something that only younger versions of kustomize do, so that nothing is known of what comes out. */
export interface Unbuilt {
  readonly unbuilt: string;
}

/** By the index of the object; objects that stay as they are have no entry. `from` leads into the replacement. */
export type Replaced = ReadonlyMap<number, Patched>;

export function replaced(objects: readonly Named[], replacement: Mapping): Replaced | PatchFault | Unbuilt {
  const targets = member(replacement, "targets");
  if (targets?.type !== "sequence")
    return { fault: "a replacement needs a `source` and `targets`", path: [] };
  const value = valueOf(objects, replacement);
  if (isFault(value)) return value;
  const work: Work = { objects, roots: new Map(), value };
  for (const [index, target] of itemsOf(targets).entries()) {
    const failure = intoTarget(work, target, ["targets", index]);
    if (failure) return failure;
  }
  return new Map([...work.roots].map(([index, root]) => [index, patchedOf(root)]));
}

interface Work {
  readonly objects: readonly Named[];
  /** Objects that were touched, as they are by now. */
  readonly roots: Map<number, Node>;
  readonly value: Node;
}

interface Options {
  readonly delimiter: string;
  readonly index: number;
  readonly create: boolean;
}

const DEFAULT_PATH = "metadata.name";
const PATCH: Origin = { side: "patch", path: [] };

function valueOf(objects: readonly Named[], replacement: Mapping): Node | PatchFault {
  const source = member(replacement, "source");
  const fixed = textAt(replacement, "sourceValue", []);
  if (isFault(fixed)) return fixed;
  if (fixed !== undefined)
    return { type: "scalar", scalar: { type: "scalar", raw: fixed, style: "plain" }, origin: PATCH };
  if (source?.type !== "mapping") return { fault: "a replacement needs a `source` and `targets`", path: [] };
  const fits = sourceOf(source, ["source"]);
  const path = textAt(source, "fieldPath", ["source"]);
  const options = optionsOf(source, ["source"]);
  if (isFault(fits)) return fits;
  if (isFault(path)) return path;
  if (isFault(options)) return options;
  const [only, another] = objects.filter(fits);
  if (!only) return { fault: "no object is the `source` of the replacement", path: ["source"] };
  if (another) return { fault: "more than one object is the `source` of the replacement", path: ["source"] };
  return refined(only, path === undefined || path === "" ? DEFAULT_PATH : path, options);
}

function refined({ value, current }: Named, path: string, { delimiter, index }: Options): Node | PatchFault {
  const at: Path = ["source", "fieldPath"];
  const node = nodeByPath(nodeOf(value, PATCH), segmentsOf(path));
  if (node && "problem" in node) return { fault: `\`${path}\`: ${node.problem}`, path: at };
  if (!node || isNull(node) || isEmptyMapping(node) || (node.type === "sequence" && node.items.length === 0))
    return { fault: `${current.kind} ${current.name} has nothing at \`${path}\``, path: at };
  if (delimiter === "") return node;
  if (node.type !== "scalar")
    return { fault: "a `delimiter` can split a single value only", path: ["source", "options"] };
  const part = node.scalar.raw.split(delimiter)[index];
  if (part === undefined)
    return { fault: `\`${node.scalar.raw}\` has no part ${index}`, path: ["source", "options"] };
  return { ...node, scalar: { ...node.scalar, raw: part } };
}

function intoTarget(work: Work, target: Value, at: Path): PatchFault | Unbuilt | undefined {
  const fits = selectionOf(target, at);
  const options = optionsOf(target, at);
  const paths = pathsOf(target, at);
  if (isFault(fits)) return fits;
  if (isFault(options)) return options;
  for (const [index, object] of work.objects.entries()) {
    if (!isMeant(work, index, object, fits)) continue;
    const root = work.roots.get(index) ?? nodeOf(object.value, { side: "object", path: [] });
    work.roots.set(index, root);
    for (const { path, from } of paths) {
      const failure = intoField({ work, object, root }, path, from, options);
      if (failure) return failure;
    }
  }
  return undefined;
}

/** Labels count as they are by now. */
function isMeant({ roots }: Work, index: number, object: Named, fits: Fits): boolean {
  const root = roots.get(index);
  const value = root && patchedOf(root).value;
  return fits(value ? { ...object, value } : object);
}

function pathsOf(target: Value, at: Path): readonly { readonly path: string; readonly from: Path }[] {
  const items = itemsOf(member(target, "fieldPaths"));
  if (items.length === 0) return [{ path: DEFAULT_PATH, from: at }];
  return items.map((item, index) => ({
    path: item.type === "scalar" ? item.raw : "",
    from: [...at, "fieldPaths", index],
  }));
}

interface Place {
  readonly work: Work;
  readonly object: Named;
  readonly root: Node;
}

function intoField({ work, object, root }: Place, path: string, from: Path, options: Options) {
  const origin: Origin = { side: "patch", path: from };
  const create = options.create ? { type: work.value.type, origin } : undefined;
  const start: Slot = { node: root, isNew: false, put: () => undefined };
  const found: Found = slotsAt(start, segmentsOf(path), create);
  const name = `${object.current.kind} ${object.current.name}`;
  if ("beyond" in found) return { unbuilt: `a replacement leads into a text of ${name}, at \`${path}\`` };
  if ("problem" in found) return { fault: `${name} at \`${path}\`: ${found.problem}`, path: from };
  if (found.length === 0) return { fault: `${name} has nothing at \`${path}\``, path: from };
  for (const slot of found) {
    const failure = put(slot, work.value, options, origin);
    if (failure) return { fault: `${name} at \`${path}\`: ${failure}`, path: from };
  }
  return undefined;
}

/** Undefined when that worked, else why not. */
function put(slot: Slot, value: Node, options: Options, origin: Origin): string | undefined {
  const { node, isNew } = slot;
  if (options.delimiter !== "" && node.type !== "scalar")
    return "a `delimiter` can split a single value only";
  const raw = options.delimiter === "" ? rawOf(value) : joined(rawOf(node), rawOf(value), options);
  if (node.type !== "scalar") {
    slot.put(
      value.type === "scalar" ? { ...value, scalar: { ...value.scalar, raw }, origin } : moved(value, origin),
    );
    return undefined;
  }
  const scalar = isNew ? { ...node.scalar, raw } : withText(node.scalar, raw);
  if (!scalar) return `\`${node.scalar.raw}\` cannot become \`${raw}\`, which is of another type`;
  const next: ScalarNode = { type: "scalar", scalar, origin };
  if (isNew || scalar.raw !== node.scalar.raw) slot.put(next);
  return undefined;
}

/** A part of a text replaced, or put before or after the others. */
function joined(text: string, part: string, { delimiter, index }: Options): string {
  const parts = text.split(delimiter);
  if (index < 0) return [part, ...parts].join(delimiter);
  return (index >= parts.length ? [...parts, part] : parts.with(index, part)).join(delimiter);
}

/** A copy that stands where it was put. */
function moved(node: Node, origin: Origin): Node {
  const below = (child: Node, step: string | number) =>
    moved(child, { side: origin.side, path: [...origin.path, step] });
  switch (node.type) {
    case "scalar":
      return { ...node, origin };
    case "mapping":
      return {
        ...node,
        fields: new Map([...node.fields].map(([key, field]) => [key, below(field, key)])),
        origin,
      };
    case "sequence":
      return { ...node, items: node.items.map(below), origin };
  }
}

function optionsOf(value: Value, at: Path): Options | PatchFault {
  const options = member(value, "options");
  const inside = [...at, "options"];
  const delimiter = textAt(options, "delimiter", inside);
  const index = integerAt(options, "index", inside);
  const create = booleanAt(options, "create", inside);
  if (isFault(delimiter)) return delimiter;
  if (isFault(index)) return index;
  if (isFault(create)) return create;
  return { delimiter: delimiter ?? "", index: index ?? 0, create: create ?? false };
}
