/** A resource that is there and cannot be read: its card says so, and what it leads to is not known. */
import { isFamily } from "../../resources/resource.ts";
import { namespaceOf } from "./ids.ts";
import { columnOf, glyphOf } from "./kinds.ts";
import { NOTHING, type Piece, pieceNode } from "./piece.ts";
import { titleOf, type View } from "./view.ts";

const WHY = {
  template: "holds a template",
  unparsable: "does not parse",
  "too-large": "too large to read",
  transformed: "changed by Kustomize",
} as const;

export function unreadPiece({ db, unit, resource, node }: View): Piece {
  const column = columnOf(resource);
  if (!isFamily(resource, "opaque") || column === undefined) return NOTHING;
  return {
    nodes: [
      pieceNode({
        id: node,
        kind: resource.identity.kind,
        glyph: glyphOf(resource),
        column,
        namespace: namespaceOf(db, unit, resource.id),
        title: titleOf(resource),
        subtitle: `${resource.identity.kind} · ${WHY[resource.spec.reason]}`,
        rows: [],
        state: "unknown",
        origins: [{ id: resource.id, path: [] }],
        words: [],
      }),
    ],
    edges: [],
  };
}
