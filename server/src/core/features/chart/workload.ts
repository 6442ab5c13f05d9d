/** A workload's card: what makes pods, how many, and the ports of its containers. */
import type { Workload } from "../../network/net.ts";
import { isFamily } from "../../resources/resource.ts";
import { valueOf } from "../../value/known.ts";
import { scaleOf } from "../pods.ts";
import { namespaceOf } from "./ids.ts";
import { glyphOf } from "./kinds.ts";
import { NOTHING, type Piece, pieceNode } from "./piece.ts";
import { workloadRows } from "./ports.ts";
import { titleOf, type View } from "./view.ts";

export function workloadPiece(view: View): Piece {
  const { db, unit, resource, node } = view;
  if (!isFamily(resource, "workload")) return NOTHING;
  return {
    nodes: [
      pieceNode({
        id: node,
        kind: resource.identity.kind,
        glyph: glyphOf(resource),
        column: "workload",
        namespace: namespaceOf(db, unit, resource.id),
        title: titleOf(resource),
        subtitle: subtitle({ ...view, resource }),
        rows: workloadRows({ ...view, resource }),
        state: "present",
        origins: [{ id: resource.id, path: [] }],
        words: labelWords(resource),
      }),
    ],
    edges: [],
  };
}

function subtitle({ db, net, resource: workload }: View & { readonly resource: Workload }): string {
  const { kind } = workload.identity;
  if (kind === "Pod") return kind;
  // How many a Job runs at a time says little of the traffic.
  return workload.spec.job ? kind : `${kind} · ${scaleOf(db, net, workload)}`;
}

function labelWords({ spec }: Workload): readonly string[] {
  return spec.podLabels.pairs.flatMap(({ key, value }) => {
    const text = valueOf(value);
    return text === undefined ? [] : [`${key}=${text}`];
  });
}
