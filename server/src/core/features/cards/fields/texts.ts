/** Which texts of the book belong to a resource. */
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
  return [];
}
