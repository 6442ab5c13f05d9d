/** Which texts of the book belong to a resource. */
import { groupOf } from "../../../resources/identity.ts";
import { isFamily, type Resource } from "../../../resources/resource.ts";
import type { FieldBook, FieldTexts } from "./text.ts";

export function textsOf(book: FieldBook, resource: Resource): readonly FieldTexts[] {
  const { kind } = resource.identity;
  if (isFamily(resource, "service")) return [book.service];
  if (isFamily(resource, "workload"))
    return kind === "StatefulSet" ? [book.statefulSet, book.workload] : [book.workload];
  if (isFamily(resource, "ingress")) return [book.ingress];
  if (isFamily(resource, "policy")) return [book.policy];
  if (isFamily(resource, "endpoints")) return [kind === "Endpoints" ? book.endpoints : book.endpointSlice];
  return otherTexts(book, resource);
}

/** Kinds of which nothing but the manifest itself is known. */
function otherTexts(book: FieldBook, { identity: { apiVersion, kind } }: Resource): readonly FieldTexts[] {
  const group = groupOf(apiVersion);
  if (group === "" && kind === "Namespace") return [book.namespace];
  if (group === "networking.k8s.io" && kind === "IngressClass") return [book.ingressClass];
  if (group !== "gateway.networking.k8s.io") return [];
  if (kind === "Gateway") return [book.gateway];
  return kind.endsWith("Route") ? [book.gatewayRoute] : [];
}
