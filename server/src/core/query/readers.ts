/** Who has read a node. Nearly all have one reader or none: a set for each of them would weigh more than all else. */
import type { Node } from "./node.ts";

export type Readers = Node | Set<Node> | undefined;

export function addReader(node: Node, reader: Node): void {
  const { readers } = node;
  if (readers === undefined) node.readers = reader;
  else if (readers instanceof Set) readers.add(reader);
  else if (readers !== reader) node.readers = new Set([readers, reader]);
}

export function removeReader(node: Node, reader: Node): void {
  if (node.readers instanceof Set) node.readers.delete(reader);
  else if (node.readers === reader) node.readers = undefined;
}

export function readersOf({ readers }: Node): Iterable<Node> {
  if (readers instanceof Set) return readers;
  return readers === undefined ? [] : [readers];
}

export function isRead({ readers }: Node): boolean {
  return readers instanceof Set ? readers.size > 0 : readers !== undefined;
}
