import { firstAndRest, keyOf, partsOf } from "../query/query.ts";
import type { FileId } from "../value/file.ts";

/**
 * One resource as written in one file: file, apiVersion, kind, namespace, name, and the how-manieth of that identity in
 * the file. Never the index of its document, so inserting a document changes no other's id. An opaque string.
 */
export type DocId = string;

/** What a manifest says it is. `namespace` and `name` are the text as written, templates included. */
export interface Identity {
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty when the manifest names none. */
  readonly namespace: string;
  readonly name: string;
}

export function docId(file: FileId, identity: Identity, nth: number): DocId {
  return keyOf(file, identity.apiVersion, identity.kind, identity.namespace, identity.name, String(nth));
}

export function fileOf(id: DocId): FileId {
  return firstAndRest(id)[0];
}

/** What the ids of all resources begin with that are written in a file. */
export function filePrefix(file: FileId): string {
  return keyOf(file, "");
}

export function identityOf(id: DocId): Identity {
  const [, apiVersion = "", kind = "", namespace = "", name = ""] = partsOf(id);
  return { apiVersion, kind, namespace, name };
}

/** The API group: empty for the core group (`v1`). */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? "" : apiVersion.slice(0, slash);
}

/** What two manifests share that would be one object in a cluster: group, kind, written namespace and name. */
export function objectKey(identity: Identity): string {
  return keyOf(groupOf(identity.apiVersion), identity.kind, identity.namespace, identity.name);
}
