import { idOf } from "./ids.ts";
import { type PieceNode, pieceNode } from "./piece.ts";

/** A host beyond the cluster, which several Services and routes may name. */
export function externalNode(host: string): PieceNode {
  return pieceNode({
    id: idOf("External", host),
    kind: "External",
    glyph: "external",
    column: "external",
    namespace: undefined,
    title: host,
    subtitle: "outside the cluster",
    rows: [],
    state: "present",
    origins: [],
    words: [],
  });
}
