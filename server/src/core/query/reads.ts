/** What a query reads while it runs: each node once, in order. Most read a few, which need no set. */
import type { Few, Node } from "./node.ts";

export interface Reads {
  readonly list: Node[];
  seen: Set<Node> | undefined;
}

/** Looking through so many is as fast as asking a set. */
const FEW = 12;

export function newReads(): Reads {
  return { list: [], seen: undefined };
}

export function addRead(reads: Reads, node: Node): void {
  const { list, seen } = reads;
  if (seen ? seen.has(node) : list.includes(node)) return;
  list.push(node);
  if (seen) seen.add(node);
  else if (list.length > FEW) reads.seen = new Set(list);
}

export function hasRead({ list, seen }: Reads, node: Node): boolean {
  return seen ? seen.has(node) : list.includes(node);
}

/** As they are kept: no longer than they need be. */
export function kept({ list }: Reads): Few {
  return list.length < 2 ? list[0] : list.slice();
}
