/** An ExternalName: a Service that is another name for something beyond the cluster. */
import { familyOf } from "../../network/cluster/addresses.ts";
import { externalNode } from "./external.ts";
import { idOf } from "./ids.ts";
import { edge, FLOWS, type Piece } from "./piece.ts";
import { isSaidAt } from "./said.ts";
import { reasonWords, type ServiceView } from "./view.ts";

export function aliasPiece(view: ServiceView, to: string | undefined): Piece {
  const { db, unit, net, resource, node } = view;
  const { externalName } = resource.spec;
  if (to === undefined) {
    const why = externalName && "unknown" in externalName ? reasonWords(externalName.unknown) : "no name";
    const id = idOf("External", "?", node);
    const unknown = { ...externalNode("another name"), id, subtitle: why, state: "unknown" as const };
    return { nodes: [unknown], edges: [edge({ node }, { node: id }, { state: "unknown", reason: why })] };
  }
  const name = to.replace(/\.$/, "");
  const inside = name.endsWith(`.svc.${net.cluster.domain}`) || name.endsWith(".svc");
  const target = {
    ...externalNode(name),
    ...(inside ? { subtitle: "a name in the cluster" } : {}),
  };
  const isWrong = isSaidAt(db, unit, resource.id, ["spec", "externalName"]);
  const reason = familyOf(name) ? "an address, not a name" : "no valid name";
  const course = isWrong ? ({ state: "broken", reason } as const) : FLOWS;
  return {
    nodes: [target],
    edges: [edge({ node }, { node: target.id }, { ...course, label: isWrong ? "" : "CNAME" })],
  };
}
