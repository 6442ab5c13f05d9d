/** A kustomization file as it stands: its fields, the document to point at, and what kind it says it is. */
import { query } from "../../../query/query.ts";
import { documentsOf } from "../../../resources/documents.ts";
import type { FileId } from "../../../value/file.ts";
import { type Mapping, member } from "../../../value/value.ts";
import { withKnownNames } from "./fields.ts";
import type { At } from "./object.ts";
import { rootAt } from "./target.ts";
import { rawOf } from "./values.ts";

export interface KustomizationFile {
  readonly value: Mapping;
  readonly at: At;
  readonly kind: "Kustomization" | "Component";
}

/** Undefined when the file does not parse, or holds something else. */
export const kustomizationIn = query<KustomizationFile | undefined>("kustomizeFile", (db, file: FileId) => {
  const [first, another] = db.get(documentsOf, file) ?? [];
  if (!first || another || "problem" in first || first.value.type !== "mapping") return undefined;
  const [resource] = first.resources;
  if (!resource || resource.root.length > 0) return undefined;
  const kind = rawOf(member(first.value, "kind")) || "Kustomization";
  if (kind !== "Kustomization" && kind !== "Component") return undefined;
  const apiVersion = rawOf(member(first.value, "apiVersion"));
  if (apiVersion !== "" && !apiVersion.startsWith("kustomize.config.k8s.io/")) return undefined;
  return { value: withKnownNames(first.value), at: rootAt(resource.id), kind };
});
