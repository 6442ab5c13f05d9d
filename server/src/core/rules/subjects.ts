/** What rules are called with. */
import type { Ingress, Service, Workload } from "../network/net.ts";
import { groupOf } from "../resources/identity.ts";
import { isFamily, type Resource } from "../resources/resource.ts";

export function isService(resource: Resource): resource is Service {
  return isFamily(resource, "service");
}

export function isIngress(resource: Resource): resource is Ingress {
  return isFamily(resource, "ingress");
}

export function isStatefulSet(resource: Resource): resource is Workload {
  const { apiVersion, kind } = resource.identity;
  return isFamily(resource, "workload") && kind === "StatefulSet" && groupOf(apiVersion) === "apps";
}

export function isAny(_resource: Resource): _resource is Resource {
  return true;
}
