/** A Service's card, and the ways into the cluster that it opens: node ports, a load balancer, external IPs. */
import { valueOf } from "../../value/known.ts";
import { isHeadless, typeOf } from "../cards/view.ts";
import { endpointsPiece } from "./endpoints.ts";
import { entryPieces } from "./entries.ts";
import { namespaceOf } from "./ids.ts";
import { glyphOf } from "./kinds.ts";
import { joined, NOTHING, type Piece, type PieceNode, pieceNode } from "./piece.ts";
import { serviceRows } from "./ports.ts";
import { isServiceView, type ServiceView, titleOf, type View } from "./view.ts";

export function servicePiece(view: View): Piece {
  if (!isServiceView(view)) return NOTHING;
  return joined([{ nodes: [card(view)], edges: [] }, ...entryPieces(view), endpointsPiece(view)]);
}

function card({ db, unit, resource, node }: ServiceView): PieceNode {
  return pieceNode({
    id: node,
    kind: "Service",
    glyph: glyphOf(resource),
    column: "service",
    namespace: namespaceOf(db, unit, resource.id),
    title: titleOf(resource),
    subtitle: ["Service", ...typeWords({ resource })].join(" · "),
    rows: serviceRows(resource),
    state: "present",
    origins: [{ id: resource.id, path: [] }],
    words: wordsOf({ resource }),
  });
}

/** `ClusterIP`, `headless`, `NodePort · Local`. */
export function typeWords({ resource }: Pick<ServiceView, "resource">): readonly string[] {
  const type = typeOf(resource);
  const { externalTrafficPolicy } = resource.spec;
  const isOpen = type === "NodePort" || type === "LoadBalancer";
  return [
    isHeadless(resource) && type === "ClusterIP" ? "headless" : (type ?? "type not known"),
    ...(isOpen && valueOf(externalTrafficPolicy) === "Local" ? ["Local"] : []),
  ];
}

/** Selector, addresses and names beside its own. */
function wordsOf({ resource }: Pick<ServiceView, "resource">): readonly string[] {
  const { selector, clusterIPs, externalIPs, externalName } = resource.spec;
  const pairs = (selector?.pairs ?? []).flatMap(({ key, value }) => {
    const text = valueOf(value);
    return text === undefined ? [] : [`${key}=${text}`];
  });
  const others = [...clusterIPs, ...externalIPs, externalName].flatMap((each) => valueOf(each) ?? []);
  return [...pairs, ...others.filter((each) => each !== "" && each !== "None")];
}
