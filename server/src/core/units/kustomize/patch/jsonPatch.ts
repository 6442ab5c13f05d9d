/**
 * A JSON patch (RFC 6902), as kustomize applies it: the operations one after the other, none at all when one of them fails.
 * `replace` sets a field that is not there, unlike the RFC; an item that is not there it refuses.
 */
import type { Path } from "../../../value/path.ts";
import { resolve } from "../../../value/scalar.ts";
import { itemsOf, type Mapping, member, type Scalar, type Value } from "../../../value/value.ts";
import { indexForNew, indexIn, nodeAt, type Spot, spotAt } from "./jsonPointer.ts";
import { type MappingNode, type Node, nodeOf, type Origin, patchedOf } from "./node.ts";
import { isFault, type Patched, type PatchFault } from "./patched.ts";
import { sameJson } from "./sameJson.ts";
import { textAt } from "./written.ts";

export function jsonPatch(target: Mapping, operations: Value): Patched | PatchFault {
  if (operations.type !== "sequence") return { fault: "a JSON patch must be a list of operations", path: [] };
  if (operations.items.length === 0) return { fault: "the patch has no operations", path: [] };
  let root: Node = nodeOf(target, { side: "object", path: [] });
  for (const [index, value] of itemsOf(operations).entries()) {
    if (root.type !== "mapping") break;
    const result: Node | PatchFault = applied(root, value, [index]);
    if ("fault" in result) return result;
    root = result;
  }
  return root.type === "mapping" ? patchedOf(root) : { fault: "what is left is no object", path: [] };
}

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from: string | undefined;
  readonly value: Value | undefined;
  /** In the patch. */
  readonly at: Path;
}

function applied(root: MappingNode, value: Value, at: Path): Node | PatchFault {
  const operation = operationOf(value, at);
  if ("fault" in operation) return operation;
  if (operation.path === "" && operation.op === "replace") return wholeOf(operation);
  if (operation.path === "" && operation.op === "test") return tested(root, operation) ?? root;
  return changed(root, operation) ?? root;
}

function operationOf(value: Value, at: Path): Operation | PatchFault {
  if (value.type !== "mapping")
    return { fault: "an operation must be a mapping with `op` and `path`", path: at };
  const op = textAt(value, "op", at);
  const path = textAt(value, "path", at);
  const from = textAt(value, "from", at);
  if (isFault(op)) return op;
  if (isFault(path)) return path;
  if (isFault(from)) return from;
  if (op === undefined) return { fault: "the operation has no `op`", path: at };
  if (path === undefined) return { fault: `the operation \`${op}\` has no \`path\``, path: at };
  return { op, path, from, value: member(value, "value"), at };
}

/** Changes the tree; a fault when that cannot be done. */
function changed(root: MappingNode, operation: Operation): PatchFault | undefined {
  const spot = spotAt(root, operation.path);
  switch (operation.op) {
    case "add":
      return spot ? add(spot, valueOf(operation), operation) : nowhere(operation, operation.path);
    case "remove":
      return spot ? remove(spot, operation, operation.path) : nowhere(operation, operation.path);
    case "replace":
      return spot ? replace(spot, operation) : nowhere(operation, operation.path);
    case "move":
      return move(root, operation);
    case "copy":
      return copy(root, operation);
    case "test":
      return spot ? tested(nodeAt(spot), operation, spot) : nowhere(operation, operation.path);
    default:
      return {
        fault: `there is no operation \`${operation.op}\`: it is one of add, remove, replace, move, copy and test`,
        path: [...operation.at, "op"],
      };
  }
}

function add({ container, key }: Spot, node: Node, operation: Operation): PatchFault | undefined {
  if (container.type === "mapping") {
    container.fields.set(key, node);
    return undefined;
  }
  const index = indexForNew(container, key);
  if (index === undefined) return noItem(operation, operation.path, container.items.length);
  container.items = container.items.toSpliced(index, 0, node);
  return undefined;
}

function remove({ container, key }: Spot, operation: Operation, path: string): PatchFault | undefined {
  if (container.type === "mapping") {
    return container.fields.delete(key) ? undefined : fault(operation, `removes ${path}, which is not there`);
  }
  const index = indexIn(container, key);
  if (index === undefined) return noItem(operation, path, container.items.length);
  container.items = container.items.toSpliced(index, 1);
  return undefined;
}

function replace({ container, key }: Spot, operation: Operation): PatchFault | undefined {
  const node = valueOf(operation);
  if (container.type === "mapping") {
    container.fields.set(key, node);
    return undefined;
  }
  const index = indexIn(container, key);
  if (index === undefined) return noItem(operation, operation.path, container.items.length);
  container.items = container.items.with(index, node);
  return undefined;
}

function move(root: MappingNode, operation: Operation): PatchFault | undefined {
  const { from, path, at } = operation;
  if (from === undefined) return fault(operation, "has no `from`");
  const source = spotAt(root, from);
  if (!source) return nowhere(operation, from);
  const node = nodeAt(source);
  const failure = remove(source, operation, from);
  if (failure) return failure;
  const spot = spotAt(root, path);
  return spot ? add(spot, { ...(node ?? NULL), origin: originAt(at) }, operation) : nowhere(operation, path);
}

function copy(root: MappingNode, operation: Operation): PatchFault | undefined {
  const { from, path, at } = operation;
  if (from === undefined) return fault(operation, "has no `from`");
  const source = spotAt(root, from);
  if (!source) return nowhere(operation, from);
  const { container, key } = source;
  if (container.type === "sequence" && indexIn(container, key) === undefined)
    return noItem(operation, from, container.items.length);
  const node = nodeAt(source);
  const spot = spotAt(root, path);
  return spot ? add(spot, copied(node ?? NULL, originAt(at)), operation) : nowhere(operation, path);
}

/** A copy has no part in what happens to the original afterwards. */
function copied(node: Node, origin: Origin): Node {
  switch (node.type) {
    case "scalar":
      return { ...node, origin };
    case "mapping":
      return {
        ...node,
        origin,
        fields: new Map([...node.fields].map(([key, field]) => [key, copied(field, field.origin)])),
      };
    case "sequence":
      return { ...node, origin, items: node.items.map((item) => copied(item, item.origin)) };
  }
}

function tested(found: Node | undefined, operation: Operation, spot?: Spot): PatchFault | undefined {
  const { value, path } = operation;
  if (value === undefined) return fault(operation, "has no `value`");
  if (spot?.container.type === "sequence" && indexIn(spot.container, spot.key) === undefined)
    return noItem(operation, path, spot.container.items.length);
  const expected = valueOf(operation);
  return sameJson(found, expected)
    ? undefined
    : fault(operation, `expects another value at ${path === "" ? "/" : path}`);
}

function wholeOf(operation: Operation): Node | PatchFault {
  const node = valueOf(operation);
  return node.type === "mapping"
    ? node
    : fault(operation, "puts something that is no object in the object's place");
}

const NULL: Node = {
  type: "scalar",
  scalar: { type: "scalar", raw: "null", style: "plain" },
  origin: { side: "patch", path: [] },
};

/** Patches are read by YAML 1.1, where `yes` is true. */
function valueOf({ value, at }: Operation): Node {
  const origin: Origin = { side: "patch", path: [...at, "value"] };
  return value === undefined ? { ...NULL, origin: originAt(at) } : nodeOf(asJson(value), origin);
}

function originAt(at: Path): Origin {
  return { side: "patch", path: [...at, "path"] };
}

function asJson(value: Value): Value {
  if (value.type === "sequence") return { type: "sequence", items: value.items.map(asJson) };
  if (value.type === "mapping")
    return {
      type: "mapping",
      entries: value.entries.map((entry) => ({ key: entry.key, value: asJson(entry.value) })),
    };
  return scalarAsJson(value);
}

function scalarAsJson(scalar: Scalar): Scalar {
  const resolved = resolve(scalar);
  if (typeof resolved === "string" || /^-?(0|[1-9][0-9]*)$/.test(scalar.raw)) return scalar;
  return { type: "scalar", raw: String(resolved), style: "plain" };
}

function fault({ op, at }: Operation, words: string): PatchFault {
  return { fault: `the operation \`${op}\` ${words}`, path: [...at, "path"] };
}

function nowhere(operation: Operation, path: string): PatchFault {
  return fault(
    operation,
    `is for ${path === "" ? "an empty path" : path}, and the object has nothing that leads there`,
  );
}

function noItem(operation: Operation, path: string, length: number): PatchFault {
  const items = length === 1 ? "1 item" : `${length} items`;
  return fault(operation, `is for ${path}, and the list has ${items}`);
}
