/**
 * A band as groups of what edges join: each is laid out by itself and they stand below one another, so that a change in one
 * leaves the picture of the others as it is. Those that traffic enters come first, then those with a Service, then the rest.
 */
import { grouped } from "./grouped.ts";
import type { Hop, Piece } from "./piece.ts";

export interface Group {
  readonly pieces: readonly Piece[];
  /** Among its own pieces. */
  readonly hops: readonly Hop[];
}

/** The groups of one band, in the order in which they stand. Edges within a column join what they meet, too. */
export function groupsOf(
  pieces: readonly Piece[],
  hops: readonly Hop[],
  loops: readonly Hop[],
): readonly Group[] {
  const leader = new Map<Piece, Piece>();
  const find = (piece: Piece): Piece => {
    let root = piece;
    for (let up = leader.get(root); up; up = leader.get(root)) root = up;
    for (let at = piece; at !== root; ) {
      const up = leader.get(at) ?? root;
      leader.set(at, root);
      at = up;
    }
    return root;
  };
  const join = (a: Piece, b: Piece) => {
    const [from, to] = [find(a), find(b)];
    if (from !== to) leader.set(from, to);
  };
  for (const { from, to } of [...hops, ...loops]) join(from, to);
  const members = grouped(pieces, find);
  const steps = grouped(hops, ({ from }) => find(from));
  return [...members]
    .map(([root, group]) => ({ pieces: group, hops: steps.get(root) ?? [], order: orderOf(group) }))
    .toSorted((a, b) => compare(a.order, b.order))
    .map(({ pieces: group, hops: own }) => ({ pieces: group, hops: own }));
}

/** By what a person looks for: roads from outside first, then by the name of the first Service. */
function orderOf(pieces: readonly Piece[]): readonly string[] {
  const names = (column: string) =>
    pieces
      .flatMap(({ node }) => (node?.column === column ? [`${node.title}\n${node.id}`] : []))
      .toSorted(compareText);
  const services = names("service");
  const entries = [...names("entry"), ...names("route")];
  const rank = entries.length > 0 ? "0" : services.length > 0 ? "1" : pieces.length > 1 ? "2" : "3";
  const all = [...services, ...entries, ...names("workload"), ...names("endpoint")];
  return [rank, all[0] ?? "", pieces[0]?.key ?? ""];
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (const [index, left] of a.entries()) {
    const order = compareText(left, b[index] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

/** By code unit, so that every machine draws the same. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
