/**
 * A value that is being merged. Kustomize merges by changing trees in place and by handing parts of the patch over as they
 * are; what comes out of its stranger corners depends on that (a list element that is replaced, yet keeps its place), so
 * these nodes are changed in place, too. They live no longer than one patch. A node knows where it came from.
 */
import type { Path } from "../../../value/path.ts";
import { samePath } from "../../../value/path.ts";
import { resolve } from "../../../value/scalar.ts";
import type { Mapping, Scalar, Value } from "../../../value/value.ts";
import type { Move, Patched, PatchTouch } from "./patched.ts";

export type Node = ScalarNode | MappingNode | SequenceNode;

export interface Origin {
  readonly side: "object" | "patch";
  readonly path: Path;
}

export interface ScalarNode {
  readonly type: "scalar";
  readonly scalar: Scalar;
  readonly origin: Origin;
}

export interface MappingNode {
  readonly type: "mapping";
  readonly fields: Map<string, Node>;
  readonly origin: Origin;
}

export interface SequenceNode {
  readonly type: "sequence";
  items: readonly Node[];
  readonly origin: Origin;
}

export function nodeOf(value: Value, origin: Origin): Node {
  switch (value.type) {
    case "scalar":
      return { type: "scalar", scalar: value, origin };
    case "mapping":
      return {
        type: "mapping",
        fields: new Map(
          value.entries.map(({ key, value: field }) => [key, nodeOf(field, below(origin, key))]),
        ),
        origin,
      };
    case "sequence":
      return {
        type: "sequence",
        items: value.items.map((item, index) => nodeOf(item, below(origin, index))),
        origin,
      };
  }
}

function below({ side, path }: Origin, step: string | number): Origin {
  return { side, path: [...path, step] };
}

function valueOfNode(node: Node): Value {
  switch (node.type) {
    case "scalar":
      return node.scalar;
    case "mapping":
      return mappingOf(node);
    case "sequence":
      return { type: "sequence", items: node.items.map(valueOfNode) };
  }
}

function mappingOf({ fields }: MappingNode): Mapping {
  return {
    type: "mapping",
    entries: [...fields].map(([key, field]) => ({ key, value: valueOfNode(field) })),
  };
}

/** The object that came out, with what of it is new and what has moved: the topmost of each. */
export function patchedOf(root: Node | undefined): Patched {
  const touched: PatchTouch[] = [];
  const moved: Move[] = [];
  const look = (node: Node, path: Path, expected: Origin) => {
    const { origin } = node;
    if (origin.side !== expected.side || !samePath(origin.path, expected.path)) {
      if (origin.side === "patch") touched.push({ path, from: origin.path });
      else moved.push({ path, was: origin.path });
    }
    for (const [step, child] of childrenOf(node)) look(child, [...path, step], below(origin, step));
  };
  if (root?.type !== "mapping" || root.fields.size === 0) return { value: undefined, touched, moved };
  look(root, [], { side: "object", path: [] });
  return { value: mappingOf(root), touched, moved };
}

function childrenOf(node: Node): Iterable<readonly [string | number, Node]> {
  if (node.type === "scalar") return [];
  return node.type === "mapping" ? node.fields : node.items.entries();
}

export function isNull(node: Node): boolean {
  return node.type === "scalar" && resolve(node.scalar) === null;
}

export function isEmptyMapping(node: Node): boolean {
  return node.type === "mapping" && node.fields.size === 0;
}

/** The text of a scalar; that of a collection is empty, and so is that of a field which is not there. */
export function rawOf(node: Node | undefined): string {
  return node?.type === "scalar" ? node.scalar.raw : "";
}

/** What a field holds; undefined when there is no such field, or no mapping. */
export function fieldOf(node: Node | undefined, key: string): Node | undefined {
  return node?.type === "mapping" ? node.fields.get(key) : undefined;
}
