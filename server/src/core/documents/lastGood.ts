/**
 * What an object was before its document stopped parsing. Kept as it is by an edit elsewhere, and by one that changes
 * nothing: all that a text lends is what the next one needs.
 */
import { input } from "../query/query.ts";
import type { Placed } from "../resources/build.ts";
import { objectKey } from "../resources/identity.ts";
import type { FileFacts, Resource } from "../resources/resource.ts";

/** The resources of an open file as they last could be read; set by the host's edits, absent for files on disk. */
export const lastGood = input<readonly Resource[]>("lastGood", []);

/** What one document holds. */
export interface DocumentFacts {
  readonly placed: readonly Placed[];
  readonly unreadable: FileFacts["unreadable"][number] | undefined;
}

/**
 * The facts that documents of a file which do not parse keep. Of an object that was written more than once, or is by now,
 * nobody can say which one broke: its copies lend each other nothing.
 */
export function keptFacts(
  documents: readonly DocumentFacts[],
  before: readonly Resource[],
): ReadonlyMap<DocumentFacts, Resource> {
  const kept = new Map<DocumentFacts, Resource>();
  if (before.length === 0) return kept;
  const present = documents.flatMap((document) =>
    document.placed.map(({ resource: { identity } }) => ({ key: objectKey(identity), document })),
  );
  const known = onlyOnes(before.map((resource) => ({ key: objectKey(resource.identity), resource })));
  for (const [key, { document }] of onlyOnes(present)) {
    const was = known.get(key)?.resource;
    if (document.unreadable && was) kept.set(document, was);
  }
  const keys = new Set(present.map(({ key }) => key));
  const missing = [...known].flatMap(([key, { resource }]) => (keys.has(key) ? [] : [resource]));
  const renamed = brokenInItsIdentity(strangeAmong(documents, before, kept), missing);
  if (renamed) kept.set(renamed.document, renamed.was);
  return kept;
}

/** Documents of which one cannot say that they were there before. */
function strangeAmong(
  documents: readonly DocumentFacts[],
  before: readonly Resource[],
  kept: ReadonlyMap<DocumentFacts, Resource>,
): readonly DocumentFacts[] {
  const keys = new Set(before.map(({ identity }) => objectKey(identity)));
  return documents.filter((document) =>
    document.unreadable
      ? !kept.has(document)
      : document.placed.some(({ resource }) => !keys.has(objectKey(resource.identity))),
  );
}

/** One document is strange, one object is missing, and they have a kind or a name in common: a quote was opened there. */
function brokenInItsIdentity(
  [document, another]: readonly DocumentFacts[],
  [was, other]: readonly Resource[],
): { readonly document: DocumentFacts; readonly was: Resource } | undefined {
  if (!document?.unreadable || another || !was || other) return undefined;
  const now = document.placed[0]?.resource.identity;
  return now?.kind === was.identity.kind || now?.name === was.identity.name ? { document, was } : undefined;
}

function onlyOnes<T extends { readonly key: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  const copied = new Set<string>();
  for (const each of all) {
    if (found.has(each.key)) copied.add(each.key);
    found.set(each.key, each);
  }
  for (const key of copied) found.delete(key);
  return found;
}
