/** What kind of Service it is: questions that several checks ask. Undefined where it is not known. */
import { at, type Field, isEmpty, isUnknown, items, printedAs, text } from "../field.ts";

/** The parts of a Service that its checks look at. */
export function specOf(service: Field): Field {
  return at(service, "spec");
}

export function typeOf(service: Field): string | undefined {
  return text(at(service, "spec", "type"), "ClusterIP");
}

/** `clusterIPs` as the server has them: filled from `clusterIP` when they are not written. */
export function clusterIPsOf(service: Field): readonly Field[] {
  const [one, list] = [at(service, "spec", "clusterIP"), at(service, "spec", "clusterIPs")];
  if (!isEmpty(list)) return items(list);
  return isEmpty(one) ? [] : [printedAs(one, "spec.clusterIPs[0]")];
}

/** `clusterIP: None`. */
export function isHeadless(service: Field): boolean | undefined {
  const [first] = clusterIPsOf(service);
  if (first === undefined) return isUnknown(at(service, "spec", "clusterIPs")) ? undefined : false;
  return isUnknown(first) ? undefined : text(first) === "None";
}

/** Reached from outside the cluster: NodePort, LoadBalancer, or addresses of its own choice. */
export function isExternallyAccessible(service: Field): boolean | undefined {
  const type = typeOf(service);
  if (type === "NodePort" || type === "LoadBalancer") return true;
  const externalIPs = at(service, "spec", "externalIPs");
  if (type === undefined || isUnknown(externalIPs)) return undefined;
  return type === "ClusterIP" && !isEmpty(externalIPs);
}

export function hasSelector(service: Field): boolean {
  return !isEmpty(at(service, "spec", "selector"));
}
