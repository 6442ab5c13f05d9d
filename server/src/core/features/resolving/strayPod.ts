/** `db-0.db`, where StatefulSet db has no such pod, or gives its pods names below another Service than the one that selects them. */
import { podsOf } from "../../network/cluster/planned.ts";
import type { Workload } from "../../network/net.ts";
import { keyOf } from "../../query/query.ts";
import { valueOf } from "../../value/known.ts";
import { called } from "../words.ts";
import type { Course } from "./resolution.ts";
import { serviceIn } from "./zone.ts";

/** Why a pod of a StatefulSet is not found below a headless Service; empty of any other name. */
export function strayPodText({ db, net, workload, name }: Course): readonly string[] {
  const [pod, below, place] = name.toLowerCase().split(".");
  const namespace = place ?? valueOf(net.namespaceOf(workload.id).value);
  if (!pod || !below || !namespace) return [];
  const service = serviceIn(db, net, workload.id, { namespace, name: below });
  if (!service || net.normal(service).publication.kind !== "headless") return [];
  const set = net
    .selection(service.id)
    .certain.find(({ identity }) => identity.kind === "StatefulSet" && isPodOf(pod, identity.name));
  const { serviceName } = set?.spec ?? {};
  const governing = valueOf(serviceName);
  if (!set || (serviceName && governing === undefined)) return [];
  if (governing === valueOf(service.name)) return missingOrdinal({ db, net }, set, pod);
  const says = governing ? `says \`serviceName: ${governing}\`` : "has no `serviceName`";
  return [`${called(set)} ${says}: its pods have no names below ${called(service)}.`];
}

/** By its manifest: whoever scales it makes others. */
function missingOrdinal(
  { db, net }: Pick<Course, "db" | "net">,
  set: Workload,
  pod: string,
): readonly string[] {
  const { pods, more, uncounted } = db.get(podsOf, keyOf(net.unit.id, set.id));
  const names = pods.flatMap(({ name }) => (name ? (valueOf(name) ?? []) : []));
  const isWhole =
    more === 0 && !uncounted && names.length === pods.length && !pods.some((each) => each.observed);
  if (!isWhole || names.includes(pod)) return [];
  const [first, last] = [names[0], names.at(-1)];
  if (first === undefined) return [`By its manifest ${called(set)} has no pods.`];
  const all = first === last ? `pod \`${first}\` only` : `pods \`${first}\` to \`${last}\``;
  return [`By its manifest ${called(set)} has ${all}, and no \`${pod}\`.`];
}

function isPodOf(pod: string, set: string): boolean {
  return pod.startsWith(`${set}-`) && /^\d+$/.test(pod.slice(set.length + 1));
}
