/**
 * What the last layout found out, for the next one: the inside of a namespace stands as it stood while nothing in it has
 * changed that order or heights go by. It is never the reason for a different picture, only for the same one sooner.
 */
import type { ChartEdge, ChartNode } from "../graph.ts";
import type { SceneCard, SceneEdge } from "../scene.ts";
import type { Columns } from "./columns.ts";
import { hasSame, type Kept, keptByKey, keptByObject, notKept } from "./kept.ts";
import type { Gutter } from "./lanes.ts";
import type { Hop, Piece, Run } from "./piece.ts";

export interface BandParts {
  readonly pieces: readonly Piece[];
  readonly hops: readonly Hop[];
  /** Edges within one column. */
  readonly loops: readonly Hop[];
}

/** How a namespace is filled, from the top of its content. */
export interface BandContent {
  readonly tops: ReadonlyMap<Piece, number>;
  readonly height: number;
  /** Top of its shelf. */
  readonly shelf: number | undefined;
}

export interface LayoutMemory {
  readonly recall: (
    namespace: string,
    parts: BandParts,
    stack: (parts: BandParts) => BandContent,
  ) => BandContent;
  /** What stands for a node and for an edge: as long as these are the same objects, so is whatever is made of them. */
  readonly piece: Kept<ChartNode, Piece>;
  readonly shelved: Kept<Piece, Piece>;
  readonly run: Kept<ChartEdge, Run>;
  readonly card: Kept<ChartNode, SceneCard>;
  readonly edge: Kept<Run, SceneEdge>;
  /** By the slot on its left. */
  readonly gutter: Kept<number, Gutter>;
  readonly columns: Kept<"columns", Columns>;
}

/** Remembers nothing. */
export const NO_MEMORY: LayoutMemory = {
  recall: (_, parts, stack) => stack(parts),
  piece: notKept,
  shelved: notKept,
  run: notKept,
  card: notKept,
  edge: notKept,
  gutter: notKept,
  columns: notKept,
};

interface Remembered extends Omit<BandContent, "tops"> {
  /** Of all that it was made of; what is the very same need not be read. */
  readonly parts: BandParts;
  readonly signature: string;
  /** In the order of the pieces. */
  readonly tops: readonly number[];
}

/** More namespaces are forgotten together: names that are being typed come by and do not come again. */
const MOST = 5_000;

/** Holds what the last layout had in each namespace. */
export function createLayoutMemory(): LayoutMemory {
  return {
    recall: createRecall(),
    piece: keptByObject(),
    shelved: keptByObject(),
    run: keptByObject(),
    card: keptByObject(),
    edge: keptByObject(),
    gutter: keptByKey(),
    columns: keptByKey(),
  };
}

function createRecall(): LayoutMemory["recall"] {
  const bands = new Map<string, Remembered>();
  return (namespace, parts, stack) => {
    const last = bands.get(namespace);
    if (last && isSame(last.parts, parts)) return contentOf(last, parts);
    const signature = signatureOf(parts);
    if (last?.signature === signature) return contentOf(last, parts);
    const content = stack(parts);
    if (bands.size >= MOST) bands.clear();
    const tops = parts.pieces.map((piece) => content.tops.get(piece) ?? 0);
    bands.set(namespace, { ...content, tops, parts, signature });
    return content;
  };
}

function contentOf({ tops, height, shelf }: Remembered, { pieces }: BandParts): BandContent {
  return { tops: new Map(pieces.map((piece, index) => [piece, tops[index] ?? 0])), height, shelf };
}

function isSame(a: BandParts, b: BandParts): boolean {
  return hasSame(a.pieces, b.pieces) && hasSame(a.hops, b.hops) && hasSame(a.loops, b.loops);
}

/** All that order and heights are made of. */
function signatureOf({ pieces, hops, loops }: BandParts): string {
  const places = new Map(pieces.map((piece, index) => [piece, index]));
  const hopOf = ({ from, fromDock, to, toDock }: Hop) => [places.get(from), fromDock, places.get(to), toDock];
  return JSON.stringify([
    pieces.map(({ key, slot, height, shelf, node }) => [key, slot, height, shelf, node?.column, node?.title]),
    hops.map(hopOf),
    loops.map(hopOf),
  ]);
}
