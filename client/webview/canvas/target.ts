/** What is under the pointer. */
import { namespaceOfFold } from "../../../server/src/core/chart/layout/entering.ts";
import { BAND } from "../../../server/src/core/chart/metrics.ts";
import type { Stage } from "./stage.ts";

export type Target =
  | { readonly kind: "node"; readonly node: string; readonly row: string | undefined }
  | { readonly kind: "band"; readonly namespace: string };

/** Of a namespace only its head counts: its ground is the plane. */
export function targetAt({ chart, look }: Stage, { target, clientY }: MouseEvent): Target | undefined {
  if (!(target instanceof Element)) return undefined;
  const y = (clientY - chart.getBoundingClientRect().top) / look.zoom;
  const node = target.closest("[data-node]")?.getAttribute("data-node");
  if (node) {
    const card = look.scene?.cards.find(({ id }) => id === node);
    const row = card?.rows.find((each) => y >= each.y && y < each.y + each.height);
    return { kind: "node", node, row: row?.id };
  }
  // An edge stands for the node it comes from, which says where it is to lead; a folded namespace must be opened to say it.
  const from = target.closest("[data-edge]")?.getAttribute("data-from");
  if (from) {
    const folded = namespaceOfFold(from);
    return folded === undefined
      ? { kind: "node", node: from, row: undefined }
      : { kind: "band", namespace: folded };
  }
  const namespace = target.closest("[data-band]")?.getAttribute("data-band");
  const band = look.scene?.bands.find((each) => each.namespace === namespace);
  return band && y < band.y + BAND.header ? { kind: "band", namespace: band.namespace } : undefined;
}
