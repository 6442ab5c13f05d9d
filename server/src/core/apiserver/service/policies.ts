/** Traffic policies, session affinity and distribution of a Service. */
import { type ApiFault, invalid } from "../fault.ts";
import { at, type Field, integer, isEmpty, isUnknown, text } from "../field.ts";
import type { ApiContext } from "../kind.ts";
import { choice } from "../values.ts";
import { isAtLeast } from "../version.ts";
import { isExternallyAccessible, specOf, typeOf } from "./shape.ts";

const TRAFFIC_POLICIES = ["Cluster", "Local"];
const AFFINITIES = ["ClientIP", "None"];
const LONGEST_AFFINITY = 86_400;

export const TOPOLOGY_MODE = "service.kubernetes.io/topology-mode";
export const TOPOLOGY_HINTS = "service.kubernetes.io/topology-aware-hints";

export function policyFaults(service: Field, context: ApiContext): readonly ApiFault[] {
  const spec = specOf(service);
  return [
    ...externalTrafficPolicy(service),
    ...healthCheck(service),
    ...choice(at(spec, "internalTrafficPolicy"), TRAFFIC_POLICIES),
    ...choice(at(spec, "sessionAffinity"), AFFINITIES),
    ...affinityTimeout(spec),
    ...choice(at(spec, "trafficDistribution"), distributions(context)),
    ...topologyMode(service),
  ];
}

/** The order in which the server names them. */
export function distributions({ version }: ApiContext): readonly string[] {
  return isAtLeast(version, 34) ? ["PreferClose", "PreferSameZone", "PreferSameNode"] : ["PreferClose"];
}

function externalTrafficPolicy(service: Field): readonly ApiFault[] {
  const field = at(specOf(service), "externalTrafficPolicy");
  if (isEmpty(field) || isUnknown(field)) return [];
  const accessible = isExternallyAccessible(service);
  if (accessible !== false) return accessible ? choice(field, TRAFFIC_POLICIES) : [];
  return [
    {
      ...invalid(field, "may only be set for externally-accessible services"),
      advice: `Nothing outside the cluster reaches a ${typeOf(service)}: the field is for NodePort and LoadBalancer. Inside it is \`internalTrafficPolicy\`.`,
      fix: {
        title: "Remove `externalTrafficPolicy`",
        safety: "suggestion",
        changes: [{ type: "remove", path: field.path }],
      },
    },
  ];
}

/** Nobody asks for health there, unless a load balancer has to find the nodes with pods. */
function healthCheck(service: Field): readonly ApiFault[] {
  const spec = specOf(service);
  const field = at(spec, "healthCheckNodePort");
  const port = integer(field, 0);
  const [type, policy] = [typeOf(service), text(at(spec, "externalTrafficPolicy"), "")];
  const isWanted = type === "LoadBalancer" && policy === "Local";
  if (port === undefined || port === 0 || isWanted || type === undefined || policy === undefined) return [];
  const message = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
  return [
    {
      ...invalid(field, message),
      fix: {
        title: "Remove `healthCheckNodePort`",
        safety: "suggestion",
        changes: [{ type: "remove", path: field.path }],
      },
    },
  ];
}

/** 86400 is taken, whatever the words say. */
function affinityTimeout(spec: Field): readonly ApiFault[] {
  const field = at(spec, "sessionAffinityConfig", "clientIP", "timeoutSeconds");
  const seconds = integer(field);
  const isFine = seconds === undefined || (seconds > 0 && seconds <= LONGEST_AFFINITY);
  if (text(at(spec, "sessionAffinity")) !== "ClientIP" || isFine) return [];
  return [
    {
      ...invalid(field, "must be greater than 0 and less than 86400"),
      advice: "A day, 86400 seconds, is the most.",
    },
  ];
}

function topologyMode(service: Field): readonly ApiFault[] {
  const annotations = at(service, "metadata", "annotations");
  const [mode, hints] = [at(annotations, TOPOLOGY_MODE), at(annotations, TOPOLOGY_HINTS)];
  const [newer, older] = [text(mode), text(hints)];
  if (newer === undefined || older === undefined || newer === older) return [];
  return [invalid(mode, `must match annotations[${TOPOLOGY_HINTS}] when both are specified`)];
}
