/** What rules are called with. */
import type { EndpointsObject, Monitor, NetworkPolicy, Service, Workload } from "../network/net.ts";
import { groupOf } from "../resources/identity.ts";
import { isFamily, type Resource } from "../resources/resource.ts";

export function isService(resource: Resource): resource is Service {
  return isFamily(resource, "service");
}

export function isWorkload(resource: Resource): resource is Workload {
  return isFamily(resource, "workload");
}

export function isEndpoints(resource: Resource): resource is EndpointsObject {
  return isFamily(resource, "endpoints");
}

export function isEndpointSlice(resource: Resource): resource is EndpointsObject {
  return isFamily(resource, "endpoints") && resource.identity.kind === "EndpointSlice";
}

export function isNetworkPolicy(resource: Resource): resource is NetworkPolicy {
  return isFamily(resource, "policy");
}

export function isStatefulSet(resource: Resource): resource is Workload {
  const { apiVersion, kind } = resource.identity;
  return isFamily(resource, "workload") && kind === "StatefulSet" && groupOf(apiVersion) === "apps";
}

/** Whatever names Services: Ingresses, routes, webhooks, mesh hosts. */
export function isReferrer(resource: Resource): resource is Resource {
  return resource.references.length > 0;
}

export function isMonitor(resource: Resource): resource is Monitor {
  return isFamily(resource, "monitor");
}

export function isAny(_resource: Resource): _resource is Resource {
  return true;
}
