/**
 * What one resource adds to the chart: its own node, what belongs to it (its way in, its endpoints, what it misses), and the edges
 * that begin there. Pieces are remembered one by one; ghosts that several of them draw are one node in the whole.
 */
import type { ChartEdge, ChartNode, Dock } from "../../chart/graph.ts";
import { type DocId, fileOf } from "../../resources/identity.ts";
import { baseName, pathOf } from "../../value/file.ts";
import type { Path } from "../../value/path.ts";
import { speltOut } from "../markdown.ts";

export interface Piece {
  readonly nodes: readonly PieceNode[];
  readonly edges: readonly ChartEdge[];
}

/** Where a node or a row is written: findings at or below it are its own, and a click goes there. */
export interface Origin {
  readonly id: DocId;
  readonly path: Path;
}

export interface PieceNode extends Omit<ChartNode, "rows" | "problems" | "hasSource"> {
  readonly rows: readonly PieceRow[];
  /** Empty for what nobody wrote. */
  readonly origins: readonly Origin[];
}

export interface PieceRow {
  readonly id: string;
  readonly text: string;
  readonly origin: Origin | undefined;
}

export const NOTHING: Piece = { nodes: [], edges: [] };

/** Whatever a manifest says is shown as text; what could not be seen in it is spelt out. */
export function pieceNode(node: PieceNode): PieceNode {
  return {
    ...node,
    title: speltOut(node.title),
    subtitle: speltOut([node.subtitle, ...copyWords(node)].join(" · ")),
    rows: node.rows.map((row) => ({ ...row, text: speltOut(row.text) })),
  };
}

/** Copies of one object bear one name: the later ones say in which file they stand. */
function copyWords({ id, origins }: PieceNode): readonly string[] {
  const [origin] = origins;
  return origin?.path.length === 0 && id.includes("~") ? [baseName(pathOf(fileOf(origin.id)))] : [];
}

export function dockId({ node, row }: Dock): string {
  return row === undefined ? node : `${node}#${row}`;
}

type Course = Pick<ChartEdge, "state"> & Partial<Pick<ChartEdge, "label" | "reason">>;

export function edge(from: Dock, to: Dock, { state, label = "", reason = "" }: Course): ChartEdge {
  return {
    id: `${dockId(from)} → ${dockId(to)}`,
    from,
    to,
    label: speltOut(label),
    state,
    reason: speltOut(reason),
  };
}

export const FLOWS = { state: "flows" } as const;
export const MEANT = { state: "meant" } as const;

export function joined(pieces: readonly Piece[]): Piece {
  return { nodes: pieces.flatMap(({ nodes }) => nodes), edges: pieces.flatMap(({ edges }) => edges) };
}
