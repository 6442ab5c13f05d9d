/** An Ingress's or a route's card: its rules as rows, from where its requests come, and where they go. */
import type { ChartEdge, Dock } from "../../chart/graph.ts";
import { isFamily, type Resource } from "../../resources/resource.ts";
import { valueOf } from "../../value/known.ts";
import { backendPiece } from "./backends.ts";
import { OUTSIDE } from "./entries.ts";
import { namespaceOf } from "./ids.ts";
import { columnOf, glyphOf } from "./kinds.ts";
import { parentPiece } from "./parents.ts";
import { edge, FLOWS, joined, type Piece, type PieceNode, pieceNode } from "./piece.ts";
import { hostsOf, type RuleRow, ruleRows } from "./rules.ts";
import { titleOf, type View } from "./view.ts";

export function routePiece(view: View): Piece {
  const rows = ruleRows(view.resource, view.net.references(view.resource.id));
  return joined([
    { nodes: [card(view, rows)], edges: waysIn(view) },
    parentPiece(view),
    ...rows.flatMap((row) => row.references.map((each) => backendPiece(view, dockOf(view, row), each))),
  ]);
}

function dockOf({ node }: View, { id: row }: RuleRow): Dock {
  return { node, row };
}

function card({ db, unit, resource, node }: View, rows: readonly RuleRow[]): PieceNode {
  const hosts = hostsOf(resource);
  const [host, ...others] = hosts;
  const className = isFamily(resource, "ingress") ? valueOf(resource.spec.className) : undefined;
  const where = others.length === 0 ? host : `${hosts.length} hosts`;
  const parts = [resource.identity.kind, className, where === "*" ? undefined : where];
  return pieceNode({
    id: node,
    kind: resource.identity.kind,
    glyph: glyphOf(resource),
    column: columnOf(resource) ?? "route",
    namespace: namespaceOf(db, unit, resource.id),
    title: titleOf(resource),
    subtitle: parts.filter((each) => each !== undefined).join(" · "),
    rows: rows.map(({ id, text, origin }) => ({ id, text, origin })),
    state: "present",
    origins: [{ id: resource.id, path: [] }],
    words: hosts,
  });
}

/** Straight from outside, through a controller that is itself the way in. */
function waysIn({ resource, node }: View): readonly ChartEdge[] {
  return isDoor(resource) ? [edge({ node: OUTSIDE }, { node }, FLOWS)] : [];
}

function isDoor(resource: Resource): boolean {
  switch (resource.identity.kind) {
    case "Ingress":
    case "IngressRoute":
    case "IngressRouteTCP":
    case "IngressRouteUDP":
    case "Route":
      return true;
    case "HTTPProxy":
      // One without a host of its own is included by another.
      return hostsOf(resource).length > 0;
    default:
      return false;
  }
}
