/**
 * What only a cluster has: Services and workloads that were dumped and that no manifest makes, as the manifests that would make
 * them. For whoever wants to ask about one of them; nobody judges them.
 */
import type { DumpedManifest } from "../answers.ts";
import type { Reader } from "../query/query.ts";
import { objectKey } from "../resources/identity.ts";
import { factsOf, type Resource, valueOfDocument } from "../resources/resource.ts";
import { wholeText } from "../syntax/wholeText.ts";
import { type Json, jsonOf } from "../value/json.ts";
import { objectsOf, placedName } from "./objects.ts";
import { filesOf } from "./summary.ts";

export function dumpedManifests(db: Reader): readonly DumpedManifest[] {
  const found = new Map<string, Resource>();
  for (const file of filesOf(db)) {
    for (const resource of db.get(factsOf, file).resources) {
      if (!resource.observed || !isWanted(resource)) continue;
      const key = objectKey(resource.identity);
      const before = found.get(key);
      if (!before || versionOf(resource) > versionOf(before)) found.set(key, resource);
    }
  }
  const made = new Set(objectsOf(db, () => true).map(nameKey));
  return [...found.values()].flatMap((resource) => {
    const value = db.get(valueOfDocument, resource.id);
    const object = placedName(db, resource);
    if (!value || !object || made.has(nameKey(object))) return [];
    return [{ ...object, yaml: wholeText(asWritten(jsonOf(value))) }];
  });
}

/** Of what controllers made their owner speaks. */
function isWanted({ spec, observation }: Resource): boolean {
  const { family } = spec;
  return (family === "service" || family === "workload") && observation?.owner === undefined;
}

function versionOf({ observation }: Resource): number {
  return observation?.version ?? -1;
}

function nameKey({ kind, namespace, name }: Pick<DumpedManifest, "kind" | "namespace" | "name">): string {
  return JSON.stringify([kind, namespace, name]);
}

/** What the API server alone writes. */
const ITS_OWN: ReadonlySet<string> = new Set([
  ...["uid", "resourceVersion", "creationTimestamp", "generation", "managedFields", "selfLink"],
  ...["ownerReferences", "deletionTimestamp", "deletionGracePeriodSeconds", "finalizers", "annotations"],
]);

function asWritten(object: Json): Json {
  if (!isMapping(object)) return object;
  const { status: _, metadata = {}, ...rest } = object;
  const kept = isMapping(metadata)
    ? Object.fromEntries(Object.entries(metadata).filter(([key]) => !ITS_OWN.has(key)))
    : {};
  return { ...rest, metadata: kept };
}

function isMapping(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
