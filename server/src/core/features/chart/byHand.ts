/** Endpoints that somebody wrote down: Endpoints and EndpointSlices of a Service without selector. */

import type { SlicePlan } from "../../network/cluster/endpoints.ts";
import type { EndpointsObject } from "../../network/net.ts";
import type { ServicePort } from "../../resources/service.ts";
import { valueOf } from "../../value/known.ts";
import { counted } from "../words.ts";
import { edge, FLOWS, joined, type Origin, type Piece } from "./piece.ts";
import { pill, pillId } from "./pill.ts";
import { serviceRows } from "./ports.ts";
import { isSaidAt } from "./said.ts";
import type { ServiceView } from "./view.ts";

export function byHandPiece(view: ServiceView, objects: readonly EndpointsObject[]): Piece {
  const { ports } = view.resource.spec;
  const rows = serviceRows(view.resource);
  if (rows.length === 0) return lane(view, objects, undefined, undefined);
  return joined(ports.map((port, index) => lane(view, objects, port, rows[index]?.id)));
}

function lane(
  view: ServiceView,
  objects: readonly EndpointsObject[],
  port: ServicePort | undefined,
  row: string | undefined,
): Piece {
  const id = pillId(view, row);
  const from = row === undefined ? { node: view.node } : { node: view.node, row };
  const { slices, open } = view.net.slices(view.resource.id);
  const own = slices.flatMap((slice) => servedBy(slice, port));
  const count = own.reduce((sum, { addresses }) => sum + addresses, 0);
  const origins = originsOf(view, objects, row);
  if (count > 0) {
    const numbers = [...new Set(own.flatMap(({ number }) => number ?? []))];
    const subtitle = ["by hand", ...(numbers.length > 0 ? [numbers.join("/")] : [])].join(" · ");
    const what = { id, title: counted(count, "address"), subtitle };
    return {
      nodes: [pill(view, { ...what, readiness: "ready", state: "present", origins })],
      edges: [edge(from, { node: id }, FLOWS)],
    };
  }
  const reason = port && valueOf(port.name) ? `no port named ${valueOf(port.name)}` : "no address in them";
  const isWrong = !open && objects.some(({ id: object }) => isSaidAt(view.db, view.unit, object, []));
  return {
    nodes: [
      pill(view, {
        ...{ id, origins },
        title: open ? "addresses not known" : "no endpoints",
        subtitle: `by hand · ${reason}`,
        readiness: open ? "unknown" : "none",
        state: isWrong ? "missing" : "unknown",
      }),
    ],
    edges: [edge(from, { node: id }, { state: isWrong ? "broken" : "unknown", reason })],
  };
}

/** Slices belong to a port by its name, which is empty for an only one. */
function servedBy(
  { ports, endpoints }: SlicePlan,
  port: ServicePort | undefined,
): readonly { readonly addresses: number; readonly number: number | undefined }[] {
  if (!port) return [{ addresses: endpoints.length, number: undefined }];
  const name = port.name === undefined ? "" : valueOf(port.name);
  const own = ports.find((each) => valueOf(each.name) === name);
  return own ? [{ addresses: endpoints.length, number: valueOf(own.port) }] : [];
}

/** The objects stand in the pill of the first port. */
function originsOf(
  { resource }: ServiceView,
  objects: readonly EndpointsObject[],
  row: string | undefined,
): readonly Origin[] {
  const isFirst = row === undefined || serviceRows(resource)[0]?.id === row;
  return isFirst ? objects.map(({ id }) => ({ id, path: [] })) : [];
}
