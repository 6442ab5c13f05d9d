/**
 * What the last layout found out, for the next one: the inside of a namespace stands as it stood while nothing in it has
 * changed that order or heights go by. It is never the reason for a different picture, only for the same one sooner.
 */
import type { Hop, Piece } from "./piece.ts";

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
}

/** Remembers nothing. */
export const NO_MEMORY: LayoutMemory = { recall: (_, parts, stack) => stack(parts) };

interface Remembered extends Omit<BandContent, "tops"> {
  readonly signature: string;
  /** In the order of the pieces. */
  readonly tops: readonly number[];
}

/** More namespaces are forgotten together: names that are being typed come by and do not come again. */
const MOST = 5_000;

/** Holds what the last layout had in each namespace. */
export function createLayoutMemory(): LayoutMemory {
  const bands = new Map<string, Remembered>();
  return {
    recall: (namespace, parts, stack) => {
      const signature = signatureOf(parts);
      const last = bands.get(namespace);
      if (last?.signature === signature) return contentOf(last, parts);
      const content = stack(parts);
      if (bands.size >= MOST) bands.clear();
      const tops = parts.pieces.map((piece) => content.tops.get(piece) ?? 0);
      bands.set(namespace, { ...content, tops, signature });
      return content;
    },
  };
}

function contentOf({ tops, height, shelf }: Remembered, { pieces }: BandParts): BandContent {
  return { tops: new Map(pieces.map((piece, index) => [piece, tops[index] ?? 0])), height, shelf };
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
