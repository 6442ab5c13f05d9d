/** The shop of `shop.yaml`, and a cluster that it was dumped from (`state.yaml`), as kubectl prints it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { plannedSlices, podsOf } from "../../../../../server/src/core/network/cluster/planned.ts";
import { keyOf } from "../../../../../server/src/core/query/query.ts";
import { valueOf } from "../../../../../server/src/core/value/known.ts";
import { type Files, type Manifests, manifests } from "../../../../support/manifests.ts";

const read = (name: string) => readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");
export const SHOP = read("shop.yaml");
export const STATE = read("state.yaml");

/** The key of a member of the only unit. */
export function member(shop: Manifests, name: string, unit = "."): string {
  return keyOf(shop.unit(unit).id, shop.member(unit, name).id);
}

/** `cart-7d4b9c6f5c-2xkzq 10.244.1.12 kind-worker zone-a ready`. */
export function pods(shop: Manifests, name: string, unit = "."): readonly string[] {
  return shop.db.get(podsOf, member(shop, name, unit)).pods.map((pod) => {
    const conditions = [
      ...(pod.ready ? ["ready"] : []),
      ...(pod.serving && !pod.ready ? ["serving"] : []),
      ...(pod.terminating ? ["terminating"] : []),
      ...(pod.phase === "Running" || pod.phase === undefined ? [] : [pod.phase]),
      ...(pod.observed ? [] : ["planned"]),
    ];
    const place = [pod.addresses[0]?.text, pod.nodeName, pod.zone].filter((each) => each !== undefined);
    return [valueOf(pod.name) ?? pod.id, ...place, ...conditions].join(" ");
  });
}

/** `http/8080: 10.244.1.12 ready, …` */
export function slices(shop: Manifests, service: string, unit = "."): readonly string[] {
  return shop.db.get(plannedSlices, member(shop, service, unit)).slices.map(({ ports, endpoints }) => {
    const each = endpoints.map((endpoint) =>
      [
        endpoint.addresses[0]?.text ?? endpoint.pod?.id ?? "?",
        ...(endpoint.ready ? ["ready"] : []),
        ...(endpoint.terminating ? ["terminating"] : []),
      ].join(" "),
    );
    const names = ports.map(({ name, port }) => `${valueOf(name)}/${valueOf(port)}`);
    return `${names.join(" ")}: ${each.toSorted().join(", ")}`;
  });
}

export const shopWith = (files: Files = {}) =>
  manifests({ "shop.yaml": SHOP, "state.yaml": STATE, ...files });
