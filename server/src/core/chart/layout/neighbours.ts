/** Where arrow keys lead: along the traffic to the left and right, up and down within a column. */

import type { SceneCard } from "../scene.ts";
import { grouped } from "./grouped.ts";
import type { Piece, Run } from "./piece.ts";

export function neighboursOf(
  pieces: readonly Piece[],
  runs: readonly Run[],
  tops: ReadonlyMap<Piece, number>,
): ReadonlyMap<Piece, SceneCard["next"]> {
  const height = (piece: Piece) => tops.get(piece) ?? 0;
  const cards = pieces.filter(({ node }) => node !== undefined);
  const ends = runs.flatMap(({ hops, direction }) => {
    const left = hops[0]?.from;
    const right = hops.at(-1)?.to;
    return left?.node && right?.node && direction !== "loop" ? [{ left, right }] : [];
  });
  const leftOf = grouped(ends, ({ right }) => right);
  const rightOf = grouped(ends, ({ left }) => left);
  const vertical = new Map<Piece, { readonly up: Piece | undefined; readonly down: Piece | undefined }>();
  for (const column of grouped(cards, ({ slot }) => slot).values()) {
    const sorted = column
      .map((piece) => ({ piece, top: height(piece) }))
      .toSorted((a, b) => a.top - b.top)
      .map(({ piece }) => piece);
    sorted.forEach((piece, index) => {
      vertical.set(piece, { up: sorted[index - 1], down: sorted[index + 1] });
    });
  }
  // Of two that are as near, the first.
  const nearest = (piece: Piece, others: readonly Piece[]) => {
    const away = (other: Piece) => Math.abs(height(other) - height(piece));
    let best = others[0];
    for (const other of others) if (best && away(other) < away(best)) best = other;
    return best;
  };
  return new Map(
    cards.map((piece) => {
      const left = nearest(
        piece,
        (leftOf.get(piece) ?? []).map((end) => end.left),
      );
      const right = nearest(
        piece,
        (rightOf.get(piece) ?? []).map((end) => end.right),
      );
      const { up, down } = vertical.get(piece) ?? { up: undefined, down: undefined };
      return [
        piece,
        {
          ...(left ? { left: left.key } : {}),
          ...(right ? { right: right.key } : {}),
          ...(up ? { up: up.key } : {}),
          ...(down ? { down: down.key } : {}),
        },
      ];
    }),
  );
}
