/** Who has read a node. Nearly all have few readers: a set for each of them would weigh more than all else. */
import type { Node } from "./node.ts";

export type Readers = Node | Node[] | Set<Node> | undefined;

const FEW = 8;

export function addReader(node: Node, reader: Node): void {
  const { readers } = node;
  if (readers === undefined) node.readers = reader;
  else if (readers instanceof Set) readers.add(reader);
  else if (!Array.isArray(readers)) {
    if (readers !== reader) node.readers = [readers, reader];
  } else if (readers.length < FEW) {
    if (!readers.includes(reader)) readers.push(reader);
  } else node.readers = new Set(readers).add(reader);
}

export function removeReader(node: Node, reader: Node): void {
  const { readers } = node;
  if (readers instanceof Set) readers.delete(reader);
  else if (Array.isArray(readers)) {
    const index = readers.indexOf(reader);
    if (index >= 0) readers.splice(index, 1);
  } else if (readers === reader) node.readers = undefined;
}

export function readersOf({ readers }: Node): Iterable<Node> {
  if (readers === undefined) return [];
  return readers instanceof Set || Array.isArray(readers) ? readers : [readers];
}

export function isRead({ readers }: Node): boolean {
  if (readers instanceof Set) return readers.size > 0;
  return Array.isArray(readers) ? readers.length > 0 : readers !== undefined;
}
