/** `db-0.db`, where StatefulSet db gives its pods names below another Service than the one that selects them. */
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
  if (!set || governing === valueOf(service.name) || (serviceName && governing === undefined)) return [];
  const says = governing ? `says \`serviceName: ${governing}\`` : "has no `serviceName`";
  return [`${called(set)} ${says}: its pods have no names below ${called(service)}.`];
}

function isPodOf(pod: string, set: string): boolean {
  return pod.startsWith(`${set}-`) && /^\d+$/.test(pod.slice(set.length + 1));
}
