/** Whole documents behind the names that lower layers ask by: no tier is left out here, since every object is built. */
import { type Binding, bind, type Reader } from "../query/query.ts";
import {
  documentsIn,
  documentsOf,
  outlinesOf,
  textOfFile,
  type WholeDocument,
} from "../resources/documents.ts";
import { type DocId, identityOf } from "../resources/identity.ts";
import { type Parsed, parse } from "../syntax/parse.ts";
import { type Plain, plain } from "../syntax/plain.ts";
import { chunkKey, chunksOf, chunkTextOf, plainOf, scanOf, textOf, treeOf } from "../syntax/queries.ts";
import { LARGEST_PARSED } from "../syntax/scan.ts";
import { split } from "../syntax/split.ts";
import type { FileId } from "../value/file.ts";
import type { Path } from "../value/path.ts";
import type { Value } from "../value/value.ts";
import { placesIn } from "./facts.ts";

type Resources = readonly { readonly id: DocId; readonly root: Path }[];

export const wholeDocumentBindings: readonly Binding[] = [
  bind(textOfFile, (db, file) => db.get(textOf, file)),
  bind(documentsOf, (db, file) => (db.get(textOf, file) === undefined ? undefined : documents(db, file))),
  bind(outlinesOf, (db, file) => (db.get(textOf, file) === undefined ? undefined : outlines(db, file))),
  bind(documentsIn, (_, text) => split(text).flatMap(({ start, end }) => embedded(text.slice(start, end)))),
];

function documents(db: Reader, file: FileId): readonly WholeDocument[] {
  return documentsBy(db, file, (key, resources) => whole(db, key, resources));
}

function outlines(db: Reader, file: FileId): readonly WholeDocument[] {
  return documentsBy(db, file, (key, resources) => {
    const scanned = db.get(scanOf, key);
    const isLarge = scanned.kind === "CustomResourceDefinition" && scanned.tier === "identity";
    const [resource] = resources;
    return isLarge && resource ? [outline(resource.id, resources)] : whole(db, key, resources);
  });
}

function outline(id: DocId, resources: Resources): WholeDocument {
  const { apiVersion, kind, name, namespace } = identityOf(id);
  const text = (key: string, raw: string) =>
    raw === "" ? [] : [{ key, value: { type: "scalar", raw, style: "double" } as const }];
  const metadata: Value = {
    type: "mapping",
    entries: [...text("name", name), ...text("namespace", namespace)],
  };
  const entries = [
    ...text("apiVersion", apiVersion),
    ...text("kind", kind),
    { key: "metadata", value: metadata },
  ];
  return { value: { type: "mapping", entries }, resources, outline: true };
}

function documentsBy(
  db: Reader,
  file: FileId,
  read: (key: string, resources: Resources) => readonly WholeDocument[],
): readonly WholeDocument[] {
  const byStart = new Map<number, { id: DocId; root: Path }[]>();
  for (const [id, { start, root }] of db.get(placesIn, file)) {
    const others = byStart.get(start);
    if (others) others.push({ id, root });
    else byStart.set(start, [{ id, root }]);
  }
  return db
    .get(chunksOf, file)
    .flatMap(({ hash, start }) => read(chunkKey(file, hash), byStart.get(start) ?? []));
}

function whole(db: Reader, key: string, resources: Resources): readonly WholeDocument[] {
  if (db.get(chunkTextOf, key).length > LARGEST_PARSED)
    return [{ problem: "larger than 2 MB: read by its lines only" }];
  const text = db.get(chunkTextOf, key);
  const read = text.endsWith("\n") ? db.get(plainOf, key) : toTheEnd(db.get(treeOf, key), text);
  if ("problem" in read) return [read];
  return read.value === undefined ? [] : [{ value: read.value, resources }];
}

function embedded(text: string): readonly WholeDocument[] {
  if (text.length > LARGEST_PARSED) return [{ problem: "larger than 2 MB" }];
  const read = toTheEnd(parse(text), text);
  if ("problem" in read) return [read];
  return read.value === undefined ? [] : [{ value: read.value, resources: [] }];
}

/** Of a text that may end without a line break. */
function toTheEnd(parsed: Parsed, text: string): Plain {
  if (!("tree" in parsed)) return { problem: parsed.problem.message };
  return plain(parsed.tree, text.endsWith("\n") ? undefined : text.length);
}
