/**
 * A value that is being merged. Kustomize merges by changing trees in place and by handing parts of the patch over as they
 * are; what comes out of its stranger corners depends on that (a list element that is replaced, yet keeps its place), so
 * these nodes are changed in place, too. They live no longer than one merge. A node knows where in the patch it came from.
 */
import type { Path } from "../../../value/path.ts";
import { samePath } from "../../../value/path.ts";
import { resolve } from "../../../value/scalar.ts";
import type { Scalar, Value } from "../../../value/value.ts";
import type { PatchTouch } from "./patched.ts";

export type Node = ScalarNode | MappingNode | SequenceNode;

export interface ScalarNode {
  readonly type: "scalar";
  readonly scalar: Scalar;
  readonly from: Path | undefined;
}

export interface MappingNode {
  readonly type: "mapping";
  readonly fields: Map<string, Node>;
  readonly from: Path | undefined;
}

export interface SequenceNode {
  readonly type: "sequence";
  items: readonly Node[];
  readonly from: Path | undefined;
}

/** `from` is where the value stands in the patch; undefined for the object that is patched. */
export function nodeOf(value: Value, from: Path | undefined): Node {
  const below = (step: string | number) => from && [...from, step];
  switch (value.type) {
    case "scalar":
      return { type: "scalar", scalar: value, from };
    case "mapping":
      return {
        type: "mapping",
        fields: new Map(value.entries.map((entry) => [entry.key, nodeOf(entry.value, below(entry.key))])),
        from,
      };
    case "sequence":
      return { type: "sequence", items: value.items.map((item, index) => nodeOf(item, below(index))), from };
  }
}

export function valueOfNode(node: Node): Value {
  switch (node.type) {
    case "scalar":
      return node.scalar;
    case "mapping":
      return {
        type: "mapping",
        entries: [...node.fields].map(([key, field]) => ({ key, value: valueOfNode(field) })),
      };
    case "sequence":
      return { type: "sequence", items: node.items.map(valueOfNode) };
  }
}

/** Where parts of the patch ended up: the topmost of each. */
export function touchedIn(root: Node): readonly PatchTouch[] {
  const touched: PatchTouch[] = [];
  const look = (node: Node, path: Path, expected: Path | undefined) => {
    const { from } = node;
    if (from && !(expected && samePath(from, expected))) touched.push({ path, from });
    if (node.type === "mapping")
      for (const [key, field] of node.fields) look(field, [...path, key], from && [...from, key]);
    if (node.type === "sequence")
      node.items.forEach((item, index) => {
        look(item, [...path, index], from && [...from, index]);
      });
  };
  look(root, [], undefined);
  return touched;
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
