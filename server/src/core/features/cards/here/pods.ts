/** The pods behind a Service or of a workload, in a few words. */

import { podsOf } from "../../../network/cluster/planned.ts";
import type { Service, Workload } from "../../../network/net.ts";
import { keyOf } from "../../../query/query.ts";
import { valueOf } from "../../../value/known.ts";
import { type Behind, behind } from "../../behind.ts";
import { code, escaped } from "../../markdown.ts";
import { countText, type PodCount, seenText } from "../../pods.ts";
import { called, counted, hostOf, listed } from "../../words.ts";
import { escapedName, whyNoPods } from "../roads.ts";
import type { Field } from "./field.ts";

export function behindOf({ db, net, resource }: Field<Service>): Behind {
  return behind(db, net, resource);
}

/** `3 pods of Deployment web`, or why there are none. */
export function podsBehind(field: Field<Service>, found = behindOf(field)): string {
  if (found.kind === "pods") return podsIn(found.workloads, found.count);
  if (found.kind === "by-hand" && found.endpoints.length > 0)
    return `the addresses in ${listed(found.endpoints.map((each) => escaped(called(each))))}`;
  const why = whyNoPods({ net: field.net, service: field.resource }, found);
  return found.kind === "unknown" ? `pods that cannot be known: ${why}` : `no pods: ${why}`;
}

/** `3 pods of Deployment web`, `a pod on each node (DaemonSet agent)`. */
export function podsIn(workloads: readonly Workload[], count: PodCount): string {
  const names = listed(workloads.map(escapedName));
  if (!count.observed && workloads.every(({ identity }) => identity.kind === "DaemonSet"))
    return `a pod on each node (${names})`;
  if (workloads.every(({ identity }) => identity.kind === "Pod")) return names;
  return `${countText(count)} of ${names}${seenText(count)}`;
}

/** `db-0` to `db-2`, each below a Service where one is given; undefined for pods without names of their own. */
export function podNames(
  { db, net }: Pick<Field<Workload>, "db" | "net">,
  workload: Workload,
  service: Service | undefined,
): string | undefined {
  const plan = db.get(podsOf, keyOf(net.unit.id, workload.id));
  const names = plan.pods.flatMap(({ hostname }) => valueOf(hostname) ?? []);
  const [first, ...others] = [...new Set(names)];
  const last = others.at(-1);
  if (first === undefined) return undefined;
  const full = (name: string) => code(service ? `${name}.${hostOf(net, service)}` : name);
  if (last === undefined) return full(first);
  return others.length === 1 ? `${full(first)} and ${full(last)}` : `${full(first)} to ${code(last)}…`;
}

/** `Service web and Service api`; many are counted. */
export function servicesText(services: readonly Service[]): string {
  return services.length > 4
    ? counted(services.length, "Service")
    : listed(services.map((each) => escaped(called(each))));
}
