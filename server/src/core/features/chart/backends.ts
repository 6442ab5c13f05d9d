/** Where one reference of a rule leads: to a Service's port, to nothing, or to where it cannot be known. */
import type { ChartEdge, Dock } from "../../chart/graph.ts";
import { isOneNamespace, memberOf, membersOf, servicesNamed } from "../../network/members.ts";
import type { ReferenceAnswer, Service } from "../../network/net.ts";
import { type Wanted, wantedBy } from "../../network/wanted.ts";
import { keyOf } from "../../query/query.ts";
import { type DocId, identityOf } from "../../resources/identity.ts";
import { isKnown, valueOf } from "../../value/known.ts";
import type { Path } from "../../value/path.ts";
import { listed, nameOf } from "../words.ts";
import { externalNode } from "./external.ts";
import { ghostId, NO_NAMESPACE, namespaceOf, nodeIdOf } from "./ids.ts";
import { edge, FLOWS, MEANT, NOTHING, type Piece, type PieceNode, pieceNode } from "./piece.ts";
import { serviceRows } from "./ports.ts";
import { edgeLabel } from "./rules.ts";
import { isSaidAt } from "./said.ts";
import { nodeOf, reasonWords, shown, type View } from "./view.ts";

interface Backend {
  readonly view: View;
  /** The row that it leaves from. */
  readonly from: Dock;
  readonly found: ReferenceAnswer;
  /** A finding says that it leads nowhere. */
  readonly isWrong: boolean;
}

export function backendPiece(view: View, from: Dock, found: ReferenceAnswer): Piece {
  const { answer, reference } = found;
  const paths: readonly Path[] = [reference.path, reference.namePath, reference.portPath ?? reference.path];
  const isWrong = isSaidAt(view.db, view.unit, view.resource.id, ...paths);
  const backend: Backend = { view, from, found, isWrong };
  switch (answer.kind) {
    case "found":
      return edges(backend, answer.service, answer.portIndex, { ...FLOWS, label: edgeLabel(found) });
    case "no-service":
      return missing(backend, answer.alike, answer.otherNamespace);
    case "no-port":
      return noPort(backend, answer.service, answer.meantIndex);
    case "not-permitted":
      return notPermitted(backend, answer.service, answer.namespace);
    case "unknown":
      return unknownBackend(backend);
  }
}

type Course = Parameters<typeof edge>[2];

function dockAt(view: View, service: Service, index: number | undefined): Dock | undefined {
  const node = nodeOf(view, service);
  if (node === undefined) return undefined;
  const rows = serviceRows(service);
  const row = index === undefined ? (rows.length === 1 ? rows[0] : undefined) : rows[index];
  return row ? { node, row: row.id } : { node };
}

function edgeTo(
  { view, from }: Backend,
  service: Service,
  index: number | undefined,
  course: Course,
): readonly ChartEdge[] {
  const to = dockAt(view, service, index);
  return to ? [edge(from, to, course)] : [];
}

function edges(backend: Backend, service: Service, index: number | undefined, course: Course): Piece {
  return { nodes: [], edges: edgeTo(backend, service, index, course) };
}

/** Red where a finding says so, else not known. */
function wrong({ isWrong }: Backend, reason: string): Course {
  return { state: isWrong ? "broken" : "unknown", reason };
}

function missing(backend: Backend, alike: readonly Service[], elsewhere: readonly Service[]): Piece {
  const { view, from, isWrong } = backend;
  const ghost = ghostOf(backend, namesNear(view, alike, elsewhere));
  const course = wrong(backend, isWrong ? "no such Service" : "not seen here");
  const meant = isWrong ? alike.slice(0, 1).flatMap((each) => meantEdge(backend, each)) : [];
  return { nodes: [ghost], edges: [edge(from, { node: ghost.id }, course), ...meant] };
}

/** To the port of the same number or name, if it has one. */
function meantEdge(backend: Backend, service: Service): readonly ChartEdge[] {
  const wanted = valueOf<number | string>(backend.found.reference.port);
  const index = service.spec.ports.findIndex(
    ({ name, port }) => wanted !== undefined && (valueOf(name) === wanted || valueOf(port) === wanted),
  );
  return edgeTo(backend, service, index < 0 ? undefined : index, MEANT);
}

function namesNear(view: View, alike: readonly Service[], elsewhere: readonly Service[]): string {
  if (alike.length > 0) return `did you mean ${listed(alike.map(nameOf), "or")}?`;
  const namespaces = elsewhere.flatMap((each) => valueOf(view.net.namespaceOf(each.id).value) ?? []);
  return namespaces.length > 0 ? `there is one in ${listed(namespaces)}` : "";
}

function noPort(backend: Backend, service: Service, meantIndex: number | undefined): Piece {
  const node = nodeOf(backend.view, service);
  if (node === undefined) return NOTHING;
  const port = shown(backend.found.reference.port);
  const meant =
    meantIndex === undefined || !backend.isWrong ? [] : edgeTo(backend, service, meantIndex, MEANT);
  return {
    nodes: [],
    edges: [edge(backend.from, { node }, wrong(backend, `no port ${port}`)), ...meant],
  };
}

function notPermitted(backend: Backend, service: Service | undefined, namespace: string): Piece {
  const course = wrong(backend, "no ReferenceGrant");
  if (service) return edges(backend, service, undefined, course);
  const ghost = ghostOf(backend, `no ReferenceGrant in ${namespace}`);
  return { nodes: [ghost], edges: [edge(backend.from, { node: ghost.id }, course)] };
}

/** A Service that a reference names and that is not there, or not seen. */
function ghostOf({ view, found, isWrong }: Backend, subtitle: string): PieceNode {
  const { reference } = found;
  const wanted = wantedBy(view.db, view.unit, view.resource, reference);
  const written = reference.namespace;
  const namespace = wanted
    ? (valueOf(wanted.namespace.value) ?? NO_NAMESPACE)
    : written
      ? (valueOf(written) ?? NO_NAMESPACE)
      : namespaceOf(view.db, view.unit, view.resource.id);
  const name = wanted?.name ?? valueOf(reference.service);
  const isNamed = name !== undefined && name !== "";
  return pieceNode({
    id: isNamed ? ghostId("Service", namespace, name) : ghostId("Service", namespace, "?", view.node),
    kind: "Service",
    glyph: "service",
    column: "service",
    namespace,
    title: isNamed ? (isWrong ? `no Service ${name}` : name) : "a Service",
    subtitle: isWrong ? subtitle : ["Service", subtitle || "not seen here"].join(" · "),
    rows: [],
    state: isWrong ? "missing" : "unknown",
    origins: [],
    words: [],
  });
}

/** The name is not known, the Service cannot be read or lies out of sight, or a controller makes something of the name. */
function unknownBackend(backend: Backend): Piece {
  const { view, from, found } = backend;
  const { service } = found.reference;
  if (service !== undefined && !isKnown(service)) {
    const why = reasonWords(service.unknown);
    const ghost = ghostOf(backend, why);
    return { nodes: [ghost], edges: [edge(from, { node: ghost.id }, { state: "unknown", reason: why })] };
  }
  const wanted = wantedBy(view.db, view.unit, view.resource, found.reference);
  if (!wanted) return beyond(backend);
  const seen = candidates(view, wanted);
  if (seen.length === 0) {
    const ghost = ghostOf({ ...backend, isWrong: false }, "not seen here");
    const course: Course = { state: "unknown", reason: "not seen here" };
    return { nodes: [ghost], edges: [edge(from, { node: ghost.id }, course)] };
  }
  return {
    nodes: [],
    edges: seen.map(({ node, reason }) => edge(from, { node }, { state: "unknown", reason })),
  };
}

/** A host of a mesh that is no Service's. */
function beyond({ from, found }: Backend): Piece {
  const host = valueOf(found.reference.service);
  if (found.reference.grammar !== "host" || host === undefined || !host.includes(".")) return NOTHING;
  const node = externalNode(host);
  return { nodes: [node], edges: [edge(from, { node: node.id }, FLOWS)] };
}

/** Services of that name which may be meant. */
function candidates(
  view: View,
  wanted: Wanted,
): readonly { readonly node: string; readonly reason: string }[] {
  const { db, unit, net } = view;
  const isNear = (id: DocId) => isOneNamespace(wanted.namespace, net.namespaceOf(id)) !== "no";
  const unread = membersOf(db, unit, "opaque").filter((id) => {
    const { kind, name } = identityOf(id);
    return kind === "Service" && name === wanted.name && memberOf(db, unit, id) !== undefined;
  });
  const named = servicesNamed(db, unit, wanted.name);
  const all = [
    ...unread.map((id) => ({ id, reason: "it cannot be read" })),
    ...named.map((id) => ({ id, reason: "namespace not certain" })),
  ];
  return all.flatMap(({ id, reason }) => {
    const node = isNear(id) ? db.get(nodeIdOf, keyOf(unit, id)) : undefined;
    return node === undefined ? [] : [{ node, reason }];
  });
}
