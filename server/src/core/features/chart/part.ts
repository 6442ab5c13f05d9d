/** The piece of a resource, remembered, with the findings counted that are about it. */
import type { ChartEdge, ChartNode, Problems } from "../../chart/graph.ts";
import { firstAndRest, keyOf, query, type Reader } from "../../query/query.ts";
import type { UnitId } from "../../units/unit.ts";
import { isWithin } from "../../value/path.ts";
import { gatewayPiece } from "./gateway.ts";
import { NOTHING, type Origin, type Piece, type PieceNode } from "./piece.ts";
import { routePiece } from "./route.ts";
import { type Said, saidOf } from "./said.ts";
import { servicePiece } from "./service.ts";
import { strayPiece } from "./stray.ts";
import { unreadPiece } from "./unread.ts";
import { viewOf } from "./view.ts";
import { workloadPiece } from "./workload.ts";

/** By (unit, resource). */
export const pieceOf = query<Piece>("chartPiece", (db, key) => {
  const view = viewOf(db, key);
  if (!view) return NOTHING;
  switch (view.resource.spec.family) {
    case "service":
      return servicePiece(view);
    case "workload":
      return workloadPiece(view);
    case "endpoints":
      return strayPiece(view);
    case "gateway":
      return gatewayPiece(view);
    case "ingress":
    case "route":
      return routePiece(view);
    case "opaque":
      return unreadPiece(view);
    default:
      return NOTHING;
  }
});

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

/** A finding and the node that it is about: the one written nearest above its field. */
export interface Placed {
  readonly said: Said;
  readonly node: string;
  readonly row: string | undefined;
}

export function placedIn(db: Reader, unit: UnitId, nodes: readonly PieceNode[]): readonly Placed[] {
  const spots = nodes.flatMap(spotsOf);
  const ids = new Set(spots.map(({ origin }) => origin.id));
  return [...ids].flatMap((id) =>
    db.get(saidOf, keyOf(unit, id)).flatMap((said) => {
      const spot = nearestSpot(spots, said.at);
      return spot ? [{ said, node: spot.node, row: spot.row }] : [];
    }),
  );
}

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
