/**
 * Where syntax becomes facts: the only place that sees both. A file's facts are put together from its documents, each read
 * once for its text; a document that cannot be read keeps its last good facts while it is open, else it is opaque.
 */
import { type Binding, bind, keyOf, partsOf, query, type Reader } from "../query/query.ts";
import { outlined, type Placed, resourcesIn } from "../resources/build.ts";
import { type DocId, docId, fileOf } from "../resources/identity.ts";
import {
  contentOf,
  type FileFacts,
  factsOf,
  type Resource,
  seenAtReading,
  valueOfContent,
  valueOfDocument,
} from "../resources/resource.ts";
import type { Plain } from "../syntax/plain.ts";
import {
  chunkKey,
  chunksOf,
  chunkTextOf,
  plainOf,
  scanOf,
  treeOf,
  unreadableFile,
} from "../syntax/queries.ts";
import type { Scan } from "../syntax/scan.ts";
import { baseName, type FileId, pathOf } from "../value/file.ts";
import type { Path } from "../value/path.ts";
import type { Value } from "../value/value.ts";
import { configurationBinding } from "./configuration.ts";
import { type DocumentFacts, keptFacts, lastGood } from "./lastGood.ts";

const NOTHING: DocumentFacts = { placed: [], unreadable: undefined };

const documentFacts = query<DocumentFacts>("documentFacts", (db, key) => factsOfDocument(db, key), {
  fixed: true,
});

function factsOfDocument(db: Reader, key: string): DocumentFacts {
  const [file = ""] = partsOf(key);
  const scanned = db.get(scanOf, key);
  const isKustomization = /^kustomization(\.ya?ml)?$/i.test(baseName(pathOf(file)));
  const tier = isKustomization && scanned.tier !== "too-large" ? "parse" : scanned.tier;
  if (tier === "skip") return NOTHING;
  if (tier === "identity") return identityOnly(file, scanned);
  const plain = db.get(plainOf, key);
  if (tier === "too-large") return largeFacts(file, scanned, plain);
  if ("value" in plain) {
    const placed = resourcesIn(file, plain.value, plain.duplicateKeys);
    for (const each of placed) showAtReading(db, key, each);
    return { placed, unreadable: undefined };
  }
  // An expression of a template language explains why a document does not parse.
  const reason = db.get(chunkTextOf, key).includes("{{") ? "template" : "unparsable";
  return opaque(file, scanned, reason, plain.problem);
}

function showAtReading(db: Reader, document: string, { resource, root }: Placed): void {
  const { apiVersion, kind } = resource.identity;
  if (!resource.observed) db.get(seenAtReading, keyOf(apiVersion, kind, document, root.join("/")));
}

/** What was dumped from a cluster is never located, and so needs no tree; all else that is too large is opaque. */
function largeFacts(file: FileId, scanned: Scan, plain: Plain): DocumentFacts {
  const placed = "value" in plain ? resourcesIn(file, plain.value, plain.duplicateKeys) : [];
  const isDump = placed.length > 0 && placed.every(({ resource }) => resource.observed);
  if (isDump) return { placed, unreadable: undefined };
  return opaque(file, scanned, "too-large", "larger than 2 MB: read by its lines only");
}

/** Files of no more documents are read in one go. */
const MANY = 50;

/** Reads a file one document after the other; whoever has no time may stop between two of them. */
export function* readInPieces(db: Reader, file: FileId): Generator<undefined, void> {
  const chunks = db.get(chunksOf, file);
  for (const { hash } of chunks.length > MANY ? chunks : []) {
    db.get(documentFacts, chunkKey(file, hash));
    yield;
  }
  db.get(factsOf, file);
  yield;
}

function identityOnly(file: FileId, scanned: Scan): DocumentFacts {
  if (scanned.kind === "" || scanned.apiVersion === "") return NOTHING;
  return {
    placed: [{ resource: outlined(file, identityOf(scanned), { family: "other" }), root: [] }],
    unreadable: undefined,
  };
}

function opaque(
  file: FileId,
  scanned: Scan,
  reason: "template" | "unparsable" | "too-large",
  detail: string,
): DocumentFacts {
  const resource = outlined(file, identityOf(scanned), { family: "opaque", reason });
  return { placed: [{ resource, root: [] }], unreadable: { reason, detail } };
}

function identityOf({ apiVersion, kind, namespace, name }: Scan): Resource["identity"] {
  return { apiVersion, kind, namespace, name };
}

/** Where a resource is in its file: the document's hash and offset, and the path of the resource's root in it. */
export interface Place {
  readonly hash: string;
  readonly start: number;
  readonly root: Path;
  /** The facts are those of an earlier text; nothing can be located inside. */
  readonly stale: boolean;
}

interface Assembled {
  readonly facts: FileFacts;
  readonly places: ReadonlyMap<DocId, Place>;
}

const assembled = query<Assembled>("assembled", (db, file) => assemble(db, file), { equal: () => false });

/** Places by DocId. Read by features only: facts and what hangs on them never see an offset. */
export const placesIn = query<ReadonlyMap<DocId, Place>>(
  "places",
  (db, file) => db.get(assembled, file).places,
);

function assemble(db: Reader, file: FileId): Assembled {
  const resources: Resource[] = [];
  const unreadable: FileFacts["unreadable"][number][] = [];
  const whole = db.get(unreadableFile, file);
  if (whole !== undefined) unreadable.push({ reason: "closed", detail: whole });
  const places = new Map<DocId, Place>();
  const seen = new Map<string, number>();
  const add = (resource: Resource, place: Place) => {
    const nth = seen.get(resource.id) ?? 0;
    seen.set(resource.id, nth + 1);
    const id = nth === 0 ? resource.id : docId(file, resource.identity, nth);
    places.set(id, place);
    resources.push(nth === 0 ? resource : { ...resource, id });
  };
  const chunks = db.get(chunksOf, file);
  const documents = chunks.map(({ hash }) => db.get(documentFacts, chunkKey(file, hash)));
  const isBroken = documents.some(({ unreadable }) => unreadable);
  const keptOf = keptFacts(documents, isBroken ? db.get(lastGood, file) : []);
  for (const [index, { hash, start }] of chunks.entries()) {
    const document = documents[index] ?? NOTHING;
    const kept = keptOf.get(document);
    if (document.unreadable && !kept) unreadable.push(document.unreadable);
    if (kept) add(kept, { hash, start, root: [], stale: true });
    else
      for (const { resource, root } of document.placed) {
        add(resource, { hash, start, root, stale: resource.spec.family === "opaque" });
      }
  }
  return { facts: { resources, unreadable }, places };
}

/** The documents' functions behind the names that lower layers ask by. */
export const documentBindings: readonly Binding[] = [
  configurationBinding,
  bind(factsOf, (db, file) => db.get(assembled, file).facts, { gate: true }),
  bind<Value | undefined>(valueOfDocument, (db, id) => valueOfResource(db, id), { keep: 256 }),
  bind<string | undefined>(contentOf, (db, id) => contentOfResource(db, id), { thin: true }),
  bind<Value | undefined>(valueOfContent, (db, key) => valueIn(db, key), { fixed: true, keep: 64 }),
];

function valueOfResource(db: Reader, id: DocId): Value | undefined {
  const file = fileOf(id);
  const place = db.get(placesIn, file).get(id);
  if (!place || place.stale) return undefined;
  const plain = db.get(plainOf, keyOf(file, place.hash));
  return "value" in plain ? valueAt(plain.value, place.root) : undefined;
}

function contentOfResource(db: Reader, id: DocId): string | undefined {
  const file = fileOf(id);
  const place = db.get(placesIn, file).get(id);
  return place && !place.stale ? keyOf(file, place.hash, place.root.join("/")) : undefined;
}

/** Directives of ytt stand in comments: what they fill in is missing to whoever reads the YAML alone. */
const TEMPLATED = /^[^\n\r"']*#@[ /]/m;

function valueIn(db: Reader, key: string): Value | undefined {
  const [file = "", hash = "", root = ""] = partsOf(key);
  const plain = db.get(plainOf, chunkKey(file, hash));
  if (TEMPLATED.test(db.get(chunkTextOf, chunkKey(file, hash)))) return undefined;
  const steps =
    root === "" ? [] : root.split("/").map((step) => (/^[0-9]+$/.test(step) ? Number(step) : step));
  return "value" in plain ? valueAt(plain.value, steps) : undefined;
}

function valueAt(value: Value | undefined, path: Path): Value | undefined {
  return path.reduce<Value | undefined>((at, step) => {
    if (at?.type === "sequence" && typeof step === "number") return at.items[step];
    return at?.type === "mapping" ? at.entries.find((entry) => entry.key === step)?.value : undefined;
  }, value);
}

/** The document's syntax tree; undefined when it cannot be parsed. */
export function treeAt(db: Reader, file: FileId, hash: string) {
  const parsed = db.get(treeOf, chunkKey(file, hash));
  return "tree" in parsed ? parsed.tree : undefined;
}
