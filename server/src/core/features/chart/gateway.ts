/** A Gateway's card: the ports on which it listens, each a row. */
import type { Listener } from "../../resources/gateway.ts";
import { isFamily, type ResourceOf } from "../../resources/resource.ts";
import { valueOf } from "../../value/known.ts";
import { counted } from "../words.ts";
import { OUTSIDE } from "./entries.ts";
import { namespaceOf, unique } from "./ids.ts";
import { edge, FLOWS, NOTHING, type Piece, type PieceRow, pieceNode } from "./piece.ts";
import { shown, titleOf, type View } from "./view.ts";

export type Gateway = ResourceOf<"gateway">;

export function gatewayPiece(view: View): Piece {
  const { db, unit, resource, node } = view;
  if (!isFamily(resource, "gateway")) return NOTHING;
  const { listeners, className } = resource.spec;
  const kind = valueOf(className);
  const rows = listenerRows(resource);
  const docks = rows.length > 0 ? rows.map(({ id: row }) => ({ node, row })) : [{ node }];
  return {
    nodes: [
      pieceNode({
        id: node,
        kind: "Gateway",
        glyph: "gateway",
        column: "entry",
        namespace: namespaceOf(db, unit, resource.id),
        title: titleOf(resource),
        subtitle: [
          "Gateway",
          ...(kind === undefined ? [] : [kind]),
          counted(listeners.length, "listener"),
        ].join(" · "),
        rows,
        state: "present",
        origins: [{ id: resource.id, path: [] }],
        words: listeners.flatMap(({ hosts }) => hosts.flatMap((host) => valueOf(host) ?? [])),
      }),
    ],
    edges: docks.map((dock) => edge({ node: OUTSIDE }, dock, FLOWS)),
  };
}

/** One a listener, by its name or its port. */
export function listenerRows({ id, spec }: Gateway): readonly PieceRow[] {
  const ids = unique(spec.listeners.map(({ name, port }) => valueOf(name) ?? shown(port)));
  return spec.listeners.map((listener, index) => ({
    id: ids[index] ?? "",
    text: listenerWords(listener),
    origin: { id, path: listener.path },
  }));
}

/** `https :443 · *.example.com`. */
function listenerWords({ name, port, protocol, hosts }: Listener): string {
  const spoken = valueOf(protocol);
  const isPlain = spoken === undefined || spoken === "HTTP" || spoken === "HTTPS";
  const label = name === undefined ? "" : `${shown(name)} `;
  const [host, ...others] = hosts;
  const where = host === undefined || valueOf(host) === "*" ? "" : ` · ${shown(host)}`;
  const more = where !== "" && others.length > 0 ? ` and ${others.length} more` : "";
  return `${label}:${shown(port)}${isPlain ? "" : `/${spoken}`}${where}${more}`;
}
