/**
 * What the division into worlds needs of a file: who is in it, and what could not be read. Labels, ports and all the rest
 * are left out, so that an edit of them never wakes the worlds.
 */
import { query } from "../query/query.ts";
import { type DocId, fileOf, groupOf, objectKey } from "../resources/identity.ts";
import { type FileFacts, factsOf, type Resource } from "../resources/resource.ts";
import type { FileId } from "../value/file.ts";
import { type Known, valueOf } from "../value/known.ts";

export interface Identified {
  readonly id: DocId;
  /** Shared by manifests that would be one object in a cluster. */
  readonly objectKey: string;
  readonly group: string;
  readonly kind: string;
  /** Undefined when absent (`generateName`) or not known. */
  readonly name: string | undefined;
  /** `metadata.namespace` as written. */
  readonly namespace: Known<string> | undefined;
  readonly family: Resource["spec"]["family"];
  readonly observed: boolean;
}

export interface FileIdentities {
  readonly resources: readonly Identified[];
  /** Why some of the file could not be read, each reason once. */
  readonly unreadable: readonly FileFacts["unreadable"][number]["reason"][];
}

export const identitiesOf = query<FileIdentities>(
  "identities",
  (db, file: FileId) => {
    const { resources, unreadable } = db.get(factsOf, file);
    return {
      resources: resources.map(identified),
      unreadable: [...new Set(unreadable.map(({ reason }) => reason))].toSorted(),
    };
  },
  { gate: true },
);

export function identified({ id, identity, name, namespace, spec, observed }: Resource): Identified {
  return {
    id,
    objectKey: objectKey(identity),
    group: groupOf(identity.apiVersion),
    kind: identity.kind,
    name: valueOf(name),
    namespace,
    family: spec.family,
    observed,
  };
}

/** By DocId, for each file. */
const identitiesById = query<ReadonlyMap<DocId, Identified>>(
  "identitiesById",
  (db, file: FileId) => new Map(db.get(identitiesOf, file).resources.map((each) => [each.id, each])),
  { equal: () => false },
);

/** One of them, by DocId. */
export const identifiedBy = query<Identified | undefined>(
  "identity",
  (db, id: DocId) => db.get(identitiesById, fileOf(id)).get(id),
  { thin: true },
);

/** Resources that reach a cluster. Dumps from one (decisions: observations) and kustomizations do not. */
export function isObject({ observed, family }: Identified): boolean {
  return !observed && family !== "kustomization";
}
