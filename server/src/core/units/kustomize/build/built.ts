/**
 * `kustomize build`, as a remembered answer: what a kustomization gathers, then names with their hashes, references to them, and
 * the order in which objects are printed. Pure: nothing is run and nothing fetched.
 */
import { query, type Reader } from "../../../query/query.ts";
import type { FileId } from "../../../value/file.ts";
import { member, memberAt } from "../../../value/value.ts";
import { accumulated, accumulatedKey } from "./accumulate.ts";
import { defaultConfig, mergeConfigs } from "./config.ts";
import type { Detail } from "./files.ts";
import { contentHash } from "./hash.ts";
import { currentId, remembered, renamed } from "./identity.ts";
import { kustomizationIn } from "./kustomization.ts";
import { basesFirst } from "./links.ts";
import { withBuildMetadata } from "./metadata.ts";
import { withReferences } from "./nameReferences.ts";
import type { At, BuildFault, Built, BuiltObject, Incomplete } from "./object.ts";
import { inOrder } from "./order.ts";
import { withSettledAnnotations } from "./reading.ts";
import { newReport, refuse } from "./report.ts";
import { rawOf } from "./values.ts";
import { withVariables } from "./variables.ts";

/** By the FileId of a kustomization; CustomResourceDefinitions that connect nothing are there in outline. */
export const built = query<Built>("kustomizeBuilt", (db, file) => build(db, file, "outline"));

/** By the FileId of a kustomization; every object as kustomize prints it. */
export const builtWhole = query<Built>("kustomizeBuiltWhole", (db, file) => build(db, file, "whole"));

function build(db: Reader, file: FileId, detail: Detail): Built {
  for (const base of basesFirst(db, file)) db.get(accumulated, accumulatedKey(base, detail));
  const gathered = db.get(accumulated, accumulatedKey(file, detail));
  const own = db.get(kustomizationIn, file);
  const report = newReport();
  if (!own) return { objects: [], faults: [], incomplete: gathered.incomplete, idle: [] };
  if (own.value.entries.every(({ key }) => key === "apiVersion" || key === "kind"))
    refuse(report, "field", own.at, "this kustomization says nothing");
  const config = mergeConfigs(defaultConfig, gathered.config) ?? defaultConfig;
  const hashed = gathered.objects.map(withHash);
  const referring = withReferences(hashed, config.nameReference, own.at, report);
  const expanded = withVariables({ objects: referring, variables: gathered.variables }, config, report);
  const kept = expanded.filter((object) => !isLocal(object)).map(withSettledAnnotations);
  const objects = inOrder(kept, member(own.value, "sortOptions"));
  return {
    objects: withBuildMetadata(objects, own, file),
    faults: distinct([...gathered.faults, ...report.faults]),
    incomplete: distinct([...gathered.incomplete, ...report.incomplete]),
    idle: distinct(gathered.idle),
  };
}

function withHash(object: BuiltObject): BuiltObject {
  if (!object.needsHash) return object;
  const name = `${currentId(object).name}-${contentHash(object.value)}`;
  const hashed = renamed(remembered(object), name);
  if (!object.generator) return hashed;
  const touch = { path: ["metadata", "name"], by: "generator", at: object.generator } as const;
  return { ...hashed, touched: [...hashed.touched, touch] };
}

/** Configuration for tools, which is not applied. */
function isLocal({ value }: BuiltObject): boolean {
  const mark = memberAt(value, "metadata", "annotations", "config.kubernetes.io/local-config");
  return mark !== undefined && rawOf(mark) !== "false";
}

/** A base that is used twice says everything twice. */
function distinct<T extends BuildFault | Incomplete | At>(all: readonly T[]): readonly T[] {
  const seen = new Map(all.map((each) => [JSON.stringify(each), each]));
  return [...seen.values()];
}
