/**
 * A strategic merge patch, as kustomize 5 applies it (kyaml's merge, which is not the API server's): mappings are merged
 * field by field, `null` takes a field away, lists of the built-in kinds are merged by their keys (shapes.ts) and all
 * others replaced. Of the directives it follows `$patch` alone; `$retainKeys`, `$setElementOrder` and
 * `$deleteFromPrimitiveList` end up in the object as fields.
 */
import type { Mapping } from "../../../value/value.ts";
import { takeDirective } from "./directive.ts";
import { mergedList } from "./mergedList.ts";
import { fieldOf, isNull, type MappingNode, type Node, nodeOf, patchedOf, rawOf } from "./node.ts";
import type { Patched, PatchFault } from "./patched.ts";
import { elementShape, fieldShape, type Shape, shapeOf } from "./shapes.ts";

/** `options` of an entry of `patches`: without them an object keeps its kind and its name. */
export interface MergeOptions {
  readonly allowKindChange?: boolean;
  readonly allowNameChange?: boolean;
}

export function strategicMerge(
  target: Mapping,
  patch: Mapping,
  options: MergeOptions = {},
): Patched | PatchFault {
  const merge: Merge = { faults: [] };
  const root = nodeOf(target, { side: "object", path: [] });
  const keeps = identityOf(root);
  const change = nodeOf(patch, { side: "patch", path: [] });
  // A patch with a target of its own may name another version; it is merged as one for the target's.
  if (change.type === "mapping") restore(change, "apiVersion", fieldOf(root, "apiVersion"));
  const result = mergedNode(merge, { target: root, patch: change, shape: undefined });
  const [fault] = merge.faults;
  if (fault) return fault;
  if (result?.type === "mapping" && result.fields.size > 0) keepIdentity(result, keeps, options);
  return patchedOf(result);
}

interface Merge {
  readonly faults: PatchFault[];
}

/** A place in the object and in the patch; undefined where there is nothing. */
interface Pair {
  readonly target: Node | undefined;
  readonly patch: Node | undefined;
  readonly shape: Shape | undefined;
}

function mergedNode(merge: Merge, pair: Pair): Node | undefined {
  const { target, patch } = pair;
  const written = [target, patch].filter((node) => node !== undefined && !isNull(node));
  const type = written[0]?.type ?? "mapping";
  if (written.some((node) => node?.type !== type)) return mismatch(merge, pair);
  if (type === "scalar") return mergedScalar(target, patch);
  const shape = pair.shape ?? ownShape(written);
  if (type === "mapping") return mergedMapping(merge, { target, patch, shape });
  return shape?.keys ? mergedElements(merge, { target, patch, shape }, shape.keys) : (patch ?? target);
}

/** An object inside a place that is not known says itself what it is. */
function ownShape(written: readonly (Node | undefined)[]): Shape | undefined {
  const shapes = written.map((node) =>
    shapeOf(rawOf(fieldOf(node, "apiVersion")), rawOf(fieldOf(node, "kind"))),
  );
  return shapes.find((shape) => shape !== undefined);
}

/** A scalar that is overridden keeps its quotes: a quoted number stays text, whatever the patch writes. */
function mergedScalar(target: Node | undefined, patch: Node | undefined): Node | undefined {
  if (patch?.type !== "scalar" || target?.type !== "scalar" || isNull(patch)) return patch ?? target;
  const style = target.scalar.style === "plain" ? patch.scalar.style : target.scalar.style;
  const same = patch.scalar.raw === target.scalar.raw && style === target.scalar.style;
  return same && patch.scalar.tag === target.scalar.tag
    ? target
    : { ...patch, scalar: { ...patch.scalar, style } };
}

function mergedMapping(merge: Merge, pair: Pair): Node | undefined {
  const { patch, shape } = pair;
  const target = startOfMapping(merge, pair);
  if (target?.type !== "mapping") return target;
  const keys = new Set([...target.fields.keys(), ...(patch?.type === "mapping" ? patch.fields.keys() : [])]);
  for (const key of [...keys].toSorted()) {
    const place = {
      target: target.fields.get(key),
      patch: fieldOf(patch, key),
      shape: fieldShape(shape, key),
    };
    const field = mergedNode(merge, place);
    const isKept = field !== undefined && (!isNull(field) || isWrittenNull(place));
    if (isKept) target.fields.set(key, field);
    else target.fields.delete(key);
  }
  return target;
}

/** A `null` that the object spells out stays where the patch says nothing; a key without a value goes. */
function isWrittenNull({ target, patch }: Pair): boolean {
  return patch === undefined && target !== undefined && isNull(target) && rawOf(target) !== "";
}

/** What the fields are merged into; undefined when the whole goes. */
function startOfMapping(merge: Merge, { target, patch }: Pair): Node | undefined {
  const isNew = target === undefined || isNull(target);
  if (!isNew && patch !== undefined && isNull(patch)) return undefined;
  const directive = takeDirective(patch);
  if (directive === "delete") return undefined;
  if (isNew) return patch ?? (target && rawOf(target) !== "" ? target : undefined);
  if (directive === "replace") return patch;
  return typeof directive === "string" ? target : unknownDirective(merge, patch, directive.unknown);
}

function mergedElements(
  merge: Merge,
  { target, patch, shape }: Pair,
  keys: readonly string[],
): Node | undefined {
  const start = startOfList(merge, target, patch);
  if (start?.type !== "sequence") return start;
  const lists = { target: start, patch: patch?.type === "sequence" ? patch : undefined, keys };
  const stranger = [start, lists.patch]
    .flatMap((list) => list?.items ?? [])
    .find((item) => !fits(item, keys));
  if (stranger) return strangeElement(merge, stranger, patch);
  return mergedList(lists, (one, other) =>
    mergedNode(merge, { target: one, patch: other, shape: elementShape(shape) }),
  );
}

function fits(item: Node, keys: readonly string[]): boolean {
  return isNull(item) || (item.type === "mapping") === keys.length > 0;
}

function startOfList(merge: Merge, target: Node | undefined, patch: Node | undefined): Node | undefined {
  if (target === undefined || isNull(target)) return patch;
  if (patch !== undefined && isNull(patch)) return undefined;
  const directive = takeDirective(patch);
  if (directive === "delete") return undefined;
  if (directive === "replace") return patch;
  return typeof directive === "string" ? target : unknownDirective(merge, patch, directive.unknown);
}

function unknownDirective(merge: Merge, patch: Node | undefined, text: string): undefined {
  const fault = `kustomize knows no \`$patch: ${text}\`, only delete, replace and merge`;
  merge.faults.push({ fault, path: patch?.origin.path ?? [] });
}

const WORDS = { scalar: "a single value", mapping: "a mapping", sequence: "a list" };

function mismatch(merge: Merge, { target, patch }: Pair): undefined {
  if (!target || !patch) return;
  const fault = `the patch has ${WORDS[patch.type]} where the object has ${WORDS[target.type]}`;
  merge.faults.push({ fault, path: patch.origin.path });
}

function strangeElement(merge: Merge, element: Node, patch: Node | undefined): undefined {
  const fault = `${WORDS[element.type]} stands in a list whose elements are not of that kind, so it cannot be merged`;
  merge.faults.push({
    fault,
    path: element.origin.side === "patch" ? element.origin.path : (patch?.origin.path ?? []),
  });
}

interface Keeps {
  readonly kind: Node | undefined;
  readonly name: Node | undefined;
  readonly namespace: Node | undefined;
}

function identityOf(root: Node): Keeps {
  const metadata = fieldOf(root, "metadata");
  return {
    kind: fieldOf(root, "kind"),
    name: fieldOf(metadata, "name"),
    namespace: fieldOf(metadata, "namespace"),
  };
}

function keepIdentity(root: MappingNode, { kind, name, namespace }: Keeps, options: MergeOptions): void {
  const metadata = root.fields.get("metadata");
  if (!options.allowKindChange) restore(root, "kind", kind);
  if (metadata?.type !== "mapping") return;
  if (!options.allowNameChange) restore(metadata, "name", name);
  restore(metadata, "namespace", namespace);
}

function restore(node: MappingNode, key: string, field: Node | undefined): void {
  if (field) node.fields.set(key, field);
  else node.fields.delete(key);
}
