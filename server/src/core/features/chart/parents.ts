/** From the Gateways to a route that names them as its parents. */
import type { ChartEdge } from "../../chart/graph.ts";
import { meantBy } from "../../network/copies.ts";
import { isOneNamespace, memberOf, membersOf } from "../../network/members.ts";
import { groupOf } from "../../resources/identity.ts";
import { isFamily } from "../../resources/resource.ts";
import type { ParentReference } from "../../resources/route.ts";
import type { UnitNamespace } from "../../units/unit.ts";
import { isKnown, valueOf } from "../../value/known.ts";
import { type Gateway, listenerRows } from "./gateway.ts";
import { ghostId, NO_NAMESPACE } from "./ids.ts";
import { edge, FLOWS, joined, NOTHING, type Piece, pieceNode } from "./piece.ts";
import { nodeOf, reasonWords, type View } from "./view.ts";

export function parentPiece(view: View): Piece {
  const { resource } = view;
  if (!isFamily(resource, "route")) return NOTHING;
  return joined(
    resource.spec.parents.flatMap((parent) =>
      valueOf(parent.kind) === "Gateway" ? [throughGateway(view, parent)] : [],
    ),
  );
}

function throughGateway(view: View, parent: ParentReference): Piece {
  const found = gatewaysOf(view, parent);
  if (found.length === 0) return unseenGateway(view, parent);
  return { nodes: [], edges: found.flatMap((gateway) => fromGateway(view, parent, gateway)) };
}

function wantedNamespace({ net, resource }: View, { namespace }: ParentReference): UnitNamespace {
  return namespace ? { value: namespace, assumed: false } : net.namespaceOf(resource.id);
}

/** Of its own API group: Istio and the Gateway API each have a kind of this name. */
function gatewaysOf(view: View, parent: ParentReference): readonly Gateway[] {
  const { db, unit, net, resource } = view;
  const name = valueOf(parent.name);
  const wanted = wantedNamespace(view, parent);
  const group = groupOf(resource.identity.apiVersion);
  const found = membersOf(db, unit, "gateway").flatMap((id) => {
    const member = memberOf(db, unit, id);
    if (!member || !isFamily(member, "gateway") || groupOf(member.identity.apiVersion) !== group) return [];
    const fit = isOneNamespace(wanted, net.namespaceOf(id));
    return name !== undefined && valueOf(member.name) === name && fit !== "no" ? [{ member, fit }] : [];
  });
  const certain = found.filter(({ fit }) => fit === "yes").map(({ member }) => member);
  const gateways = certain.length > 0 ? certain : found.map(({ member }) => member);
  const meant = meantBy(
    resource.id,
    gateways.map(({ id }) => id),
  );
  const own = gateways.filter(({ id }) => meant.includes(id));
  // Of several copies the one that has the listener is the one that is meant.
  const listening = own.filter((gateway) => fits(gateway, parent).includes(true));
  return listening.length > 0 ? listening : own;
}

/** Which of its listeners a parent reference names; all of them when it names none. */
function fits({ spec }: Gateway, { listener, port }: ParentReference): readonly boolean[] {
  return spec.listeners.map((each) => {
    if (listener) return valueOf(each.name) === valueOf(listener);
    return port ? valueOf(each.port) === valueOf(port) : true;
  });
}

/** At the listener that it names; at the only one; else at the Gateway as a whole. */
function fromGateway(view: View, parent: ParentReference, gateway: Gateway): readonly ChartEdge[] {
  const node = nodeOf(view, gateway);
  if (node === undefined) return [];
  const rows = listenerRows(gateway);
  const wanted = valueOf<string | number>(parent.listener ?? parent.port);
  const named = fits(gateway, parent);
  const chosen = rows.filter((_, index) => named[index]);
  const to = { node: view.node };
  if (wanted === undefined && rows.length !== 1) return [edge({ node }, to, FLOWS)];
  if (chosen.length > 0) return chosen.map(({ id: row }) => edge({ node, row }, to, FLOWS));
  return [edge({ node }, to, { state: "unknown", reason: `no listener ${wanted ?? ""}` })];
}

/** It may be somebody else's: no rule speaks of it. */
function unseenGateway(view: View, parent: ParentReference): Piece {
  const { name } = parent;
  const namespace = valueOf(wantedNamespace(view, parent).value) ?? NO_NAMESPACE;
  const isNamed = name !== undefined && isKnown(name) && name.value !== "";
  const id = isNamed
    ? ghostId("Gateway", namespace, name.value)
    : ghostId("Gateway", namespace, "?", view.node);
  const why = name === undefined || isKnown(name) ? "not seen here" : reasonWords(name.unknown);
  const ghost = pieceNode({
    ...{
      id,
      kind: "Gateway",
      glyph: "gateway",
      column: "entry",
      namespace,
      rows: [],
      origins: [],
      words: [],
    },
    title: isNamed ? name.value : "a Gateway",
    subtitle: `Gateway · ${why}`,
    state: "unknown",
  });
  return {
    nodes: [ghost],
    edges: [edge({ node: id }, { node: view.node }, { state: "unknown", reason: why })],
  };
}
