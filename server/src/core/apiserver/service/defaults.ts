/** What the server fills into a Service before it validates (core/v1 SetDefaults_Service, SetDefaults_ServicePort). */
import type { PlainScalar } from "../../value/change.ts";
import { at, type Field, integer, intOrText, isEmpty, isSet, items, text } from "../field.ts";
import type { Default } from "../kind.ts";
import { isExternallyAccessible, specOf, typeOf } from "./shape.ts";

export const DEFAULT_AFFINITY_SECONDS = 10_800;

export function serviceDefaults(service: Field): readonly Default[] {
  const spec = specOf(service);
  const type = typeOf(service) === "" ? "ClusterIP" : typeOf(service);
  const affinity = text(at(spec, "sessionAffinity"), "");
  const seconds = at(spec, "sessionAffinityConfig", "clientIP", "timeoutSeconds");
  return [
    ...emptyTo(at(spec, "type"), "ClusterIP"),
    ...emptyTo(at(spec, "sessionAffinity"), "None"),
    ...(affinity === "ClientIP" ? absentTo(seconds, DEFAULT_AFFINITY_SECONDS) : []),
    ...(isExternallyAccessible(service) ? emptyTo(at(spec, "externalTrafficPolicy"), "Cluster") : []),
    ...(type === "ExternalName" ? [] : absentTo(at(spec, "internalTrafficPolicy"), "Cluster")),
    ...(type === "LoadBalancer" ? absentTo(at(spec, "allocateLoadBalancerNodePorts"), true) : []),
    ...items(at(spec, "ports")).flatMap(portDefaults),
  ];
}

/** An entry that is no mapping (`ports: [null]`) counts as an empty one. */
function portDefaults(port: Field): readonly Default[] {
  const target = intOrText(at(port, "targetPort"));
  const number = integer(at(port, "port"), 0);
  const isCopied = !isSet(at(port, "targetPort")) || target === 0 || target === "";
  return [
    ...emptyTo(at(port, "protocol"), "TCP"),
    ...(isCopied && number !== undefined ? [{ path: at(port, "targetPort").path, value: number }] : []),
  ];
}

function emptyTo(field: Field, value: PlainScalar): readonly Default[] {
  return isEmpty(field) ? [{ path: field.path, value }] : [];
}

function absentTo(field: Field, value: PlainScalar): readonly Default[] {
  return isSet(field) ? [] : [{ path: field.path, value }];
}
