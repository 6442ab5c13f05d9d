/** Endpoints written by hand that belong to no Service: a pill of their own, and the Service that was probably meant. */
import type { ChartEdge } from "../../chart/graph.ts";
import type { EndpointsOwner, Service } from "../../network/net.ts";
import { isFamily } from "../../resources/resource.ts";
import { namespaceOf } from "./ids.ts";
import { edge, MEANT, NOTHING, type Piece, type PieceNode, pieceNode } from "./piece.ts";
import { isSaidAt } from "./said.ts";
import { nodeOf, titleOf, type View } from "./view.ts";

export function strayPiece(view: View): Piece {
  const { db, unit, net, resource } = view;
  if (!isFamily(resource, "endpoints")) return NOTHING;
  const owner = net.ownerOf(resource.id);
  if (owner.kind === "found" || owner.kind === "unknown") return NOTHING;
  const isWrong = isSaidAt(db, unit, resource.id, []);
  const edges = isWrong ? meantFor(owner).flatMap((service) => meantEdge(view, service)) : [];
  return { nodes: [pillOf(view, owner)], edges };
}

/** The Service of nearly that name, or the only one that lacks endpoints. */
function meantFor(owner: EndpointsOwner): readonly Service[] {
  if (owner.kind === "missing") return owner.alike.slice(0, 1);
  return owner.kind === "unlabelled" && owner.candidates.length === 1 ? owner.candidates : [];
}

function pillOf({ db, unit, resource, node }: View, owner: EndpointsOwner): PieceNode {
  const reason =
    owner.kind === "missing" ? `no Service ${owner.name}` : "no label kubernetes.io/service-name";
  return pieceNode({
    id: node,
    kind: resource.identity.kind,
    glyph: "endpoints",
    column: "endpoint",
    namespace: namespaceOf(db, unit, resource.id),
    title: titleOf(resource),
    subtitle: `${resource.identity.kind} · ${reason}`,
    rows: [],
    state: "present",
    readiness: "none",
    origins: [{ id: resource.id, path: [] }],
    words: [],
  });
}

function meantEdge(view: View, service: Service): readonly ChartEdge[] {
  const node = nodeOf(view, service);
  return node === undefined ? [] : [edge({ node }, { node: view.node }, MEANT)];
}
