/** The piece of a resource with the findings counted that are about it. */
import type { ChartEdge, ChartNode, Problems } from "../../chart/graph.ts";
import { firstAndRest, keyOf, query, type Reader } from "../../query/query.ts";
import type { UnitId } from "../../units/unit.ts";
import type { PieceNode } from "./piece.ts";
import { pieceOf } from "./pieces.ts";
import { spotsOn } from "./places.ts";
import { type Said, saidOf } from "./said.ts";
import { nearestSpot, spotsOf } from "./spot.ts";

export interface Part {
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
}

/** By (unit, resource). */
export const partOf = query<Part>("chartPart", (db, key) => {
  const [unit] = firstAndRest(key);
  const { nodes, edges } = db.get(pieceOf, key);
  const placed = placedIn(db, unit, nodes);
  return { nodes: nodes.map((node) => finished(node, placed)), edges };
});

/** A finding and the node that it is about: the one written nearest above its field, the first of several that draw it. */
export interface Placed {
  readonly said: Said;
  readonly node: string;
  readonly row: string | undefined;
}

export function placedIn(db: Reader, unit: UnitId, nodes: readonly PieceNode[]): readonly Placed[] {
  const own = new Set(nodes.map(({ id }) => id));
  const ids = new Set(nodes.flatMap(spotsOf).map(({ origin }) => origin.id));
  return [...ids].flatMap((id) => {
    const key = keyOf(unit, id);
    return db.get(saidOf, key).flatMap((said) => {
      const spot = nearestSpot(db.get(spotsOn, key), said.at);
      return spot && own.has(spot.node) ? [{ said, node: spot.node, row: spot.row }] : [];
    });
  });
}

function finished({ origins: _, rows, ...node }: PieceNode, placed: readonly Placed[]): ChartNode {
  const own = placed.filter((each) => each.node === node.id);
  return {
    ...node,
    rows: rows.map(({ id, text }) => ({
      id,
      text,
      problems: counted(own.filter(({ row }) => row === id).map(({ said }) => said)),
    })),
    problems: counted(own.map(({ said }) => said)),
    // Where it is written, or where it is named.
    hasSource: true,
  };
}

export function counted(said: readonly Said[]): Problems {
  const count = (severity: Said["severity"]) => said.filter((each) => each.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), informations: count("information") };
}

export const NO_PROBLEMS: Problems = { errors: 0, warnings: 0, informations: 0 };

export function together(all: readonly Problems[]): Problems {
  return all.reduce(
    (sum, { errors, warnings, informations }) => ({
      errors: sum.errors + errors,
      warnings: sum.warnings + warnings,
      informations: sum.informations + informations,
    }),
    NO_PROBLEMS,
  );
}

export function total({ errors, warnings, informations }: Problems): number {
  return errors + warnings + informations;
}
