/** Where on a chart a field of a manifest stands. */
import { isWithin } from "../../value/path.ts";
import type { Origin, PieceNode } from "./piece.ts";

export interface Spot {
  readonly node: string;
  readonly row: string | undefined;
  readonly origin: Origin;
}

export function spotsOf({ id, origins, rows }: PieceNode): readonly Spot[] {
  return [
    ...origins.map((origin) => ({ node: id, row: undefined, origin })),
    ...rows.flatMap(({ id: row, origin }) => (origin ? [{ node: id, row, origin }] : [])),
  ];
}

export function nearestSpot(spots: readonly Spot[], at: Origin): Spot | undefined {
  const above = spots.filter(({ origin }) => origin.id === at.id && isWithin(at.path, origin.path));
  const depth = Math.max(...above.map(({ origin }) => origin.path.length));
  return above.find(({ origin }) => origin.path.length === depth);
}
