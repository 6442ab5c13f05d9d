/** From a place in a manifest to the node that stands for it, and back. */

import type { Location } from "../../answers.ts";
import { placesIn } from "../../documents/facts.ts";
import { locationOf, targetAt } from "../../documents/locate.ts";
import type { Reader } from "../../query/query.ts";
import { type DocId, fileOf } from "../../resources/identity.ts";
import { lineStartsOf, textOf } from "../../syntax/queries.ts";
import { offsetAt, type Position, rangeAt } from "../../text/lines.ts";
import { unitsOfFile } from "../../units/queries.ts";
import type { UnitId } from "../../units/unit.ts";
import type { FileId } from "../../value/file.ts";
import { resourceAt } from "../resourceAt.ts";
import { OUTSIDE } from "./entries.ts";
import { chartOf } from "./graph.ts";
import type { Origin } from "./piece.ts";
import { placesOf } from "./places.ts";
import { nearestSpot } from "./spot.ts";

/** The piece's own node, and the resource whose piece it is. */
export function drawnAs(db: Reader, unit: UnitId, node: string) {
  return db.get(placesOf, unit).byNode.get(node)?.[0];
}

export interface At {
  readonly unit: UnitId;
  readonly node: string;
  readonly row?: string;
}

/** What stands for the place under the cursor; in the unit that is wished for, if it holds the file. */
export function chartAt(
  db: Reader,
  file: FileId,
  position: Position,
  wished: UnitId | undefined,
): At | undefined {
  const offset = offsetAt(db.get(textOf, file) ?? "", db.get(lineStartsOf, file), position);
  const target = targetAt(db, file, offset);
  const id = target?.id ?? resourceAt(db, file, position);
  if (id === undefined) return undefined;
  const units = db.get(unitsOfFile, file);
  const ordered = [...units.filter((unit) => unit === wished), ...units.filter((unit) => unit !== wished)];
  for (const unit of ordered) {
    const spots = db.get(placesOf, unit).byResource.get(id) ?? [];
    const spot = nearestSpot(spots, { id, path: target?.path ?? [] }) ?? spots[0];
    if (spot) return { unit, node: spot.node, ...(spot.row === undefined ? {} : { row: spot.row }) };
  }
  return undefined;
}

/** Where a node or one of its rows is written; of what nobody wrote, where it is named. */
export function chartSource(
  db: Reader,
  unit: UnitId,
  node: string,
  row: string | undefined,
): Location | undefined {
  const origin = originOf(db, unit, node, row) ?? namedAt(db, unit, node);
  return origin && locationAt(db, origin);
}

function originOf(db: Reader, unit: UnitId, node: string, row: string | undefined): Origin | undefined {
  const drawn = drawnAs(db, unit, node)?.node;
  const ofRow = row === undefined ? undefined : drawn?.rows.find(({ id }) => id === row)?.origin;
  return ofRow ?? drawn?.origins[0] ?? drawn?.rows.flatMap(({ origin }) => origin ?? [])[0];
}

/** The other end of the first edge that has one which is written; whoever leads there goes before where it leads. */
function namedAt(db: Reader, unit: UnitId, node: string): Origin | undefined {
  const edges = node === OUTSIDE ? [] : (db.get(chartOf, unit)?.edges ?? []);
  const ends = [
    ...edges.flatMap(({ from, to }) => (to.node === node ? [from] : [])),
    ...edges.flatMap(({ from, to }) => (from.node === node ? [to] : [])),
  ];
  for (const end of ends) {
    const origin = originOf(db, unit, end.node, end.row);
    if (origin) return origin;
  }
  return undefined;
}

/** The name of a resource, the item of a list; the nearest thing above what is not written. */
function locationAt(db: Reader, { id, path }: Origin): Location | undefined {
  if (path.length === 0) {
    const named = locationOf(db, id, ["metadata", "name"], "value") ?? locationOf(db, id, [], "item");
    return named ?? firstLine(db, id);
  }
  const isItem = typeof path.at(-1) === "number";
  return locationOf(db, id, path, isItem ? "item" : "key") ?? locationAt(db, { id, path: path.slice(0, -1) });
}

/** Of a document that does not parse. */
function firstLine(db: Reader, id: DocId): Location | undefined {
  const file = fileOf(id);
  const start = db.get(placesIn, file).get(id)?.start;
  if (start === undefined) return undefined;
  return { file, range: rangeAt(db.get(lineStartsOf, file), { start, end: start }) };
}
