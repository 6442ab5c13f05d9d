/**
 * Places in an object by JSON pointer (RFC 6901), as the library that kustomize uses finds them: what stands before the
 * first slash does not count, an index may be negative and then counts from the end, and a `null` is not there.
 */
import { isNull, type MappingNode, type Node, type SequenceNode } from "./node.ts";

export interface Spot {
  readonly container: MappingNode | SequenceNode;
  /** The last segment, unescaped: a key, an index, or `-`. */
  readonly key: string;
}

/** Undefined when the way to it does not exist. */
export function spotAt(root: MappingNode | SequenceNode, pointer: string): Spot | undefined {
  const segments = pointer.split("/").slice(1).map(unescaped);
  const key = segments.pop();
  if (key === undefined) return undefined;
  let container = root;
  for (const segment of segments) {
    const next = nodeAt({ container, key: segment });
    if (next === undefined || next.type === "scalar") return undefined;
    container = next;
  }
  return { container, key };
}

export function nodeAt({ container, key }: Spot): Node | undefined {
  const node =
    container.type === "mapping" ? container.fields.get(key) : container.items[indexIn(container, key) ?? -1];
  return node === undefined || isNull(node) ? undefined : node;
}

/** The index of an item that is there. */
export function indexIn({ items }: SequenceNode, key: string): number | undefined {
  const index = indexOf(key, items.length);
  return index !== undefined && index < items.length ? index : undefined;
}

/** Where a new item would go; `-` is the end. */
export function indexForNew({ items }: SequenceNode, key: string): number | undefined {
  const index = key === "-" ? items.length : indexOf(key, items.length + 1);
  return index !== undefined && index <= items.length ? index : undefined;
}

function indexOf(key: string, length: number): number | undefined {
  if (!/^[+-]?[0-9]+$/.test(key)) return undefined;
  const index = Number(key);
  if (index >= 0) return index;
  return index >= -length ? index + length : undefined;
}

function unescaped(segment: string): string {
  return segment.replaceAll("~1", "/").replaceAll("~0", "~");
}
