/** The entries of kustomizations that name files and folders, and what each names. */
import { query, type Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { named } from "../../units/kustomize/build/files.ts";
import { kustomizationIn } from "../../units/kustomize/build/kustomization.ts";
import { rawOf } from "../../units/kustomize/build/values.ts";
import { kustomizationsIn } from "../../units/queries.ts";
import { type FileId, rootOf } from "../../value/file.ts";
import { type Path, samePath } from "../../value/path.ts";
import { entriesOf, itemsOf, member, type Value } from "../../value/value.ts";

export interface FileEntry {
  readonly document: DocId;
  readonly path: Path;
  readonly target: FileId;
}

/** Lists of names, lists of mappings with a `path`, and lists of generators. */
const LISTS = [
  ...["resources", "bases", "components", "generators", "transformers", "validators"],
  ...["configurations", "crds", "patchesStrategicMerge"],
];
const WITH_PATH = ["patches", "patchesJson6902", "replacements"];
const GENERATORS = ["configMapGenerator", "secretGenerator"];

/** Of a kustomization, those that name something that is there; by FileId. */
export const fileEntriesIn = query<readonly FileEntry[]>("fileEntries", (db, file: FileId) => {
  const own = db.get(kustomizationIn, file);
  if (!own) return [];
  return namesIn(own.value).flatMap(({ path, text }) => {
    const meant = isPath(text) ? named(db, file, text) : undefined;
    return meant && "file" in meant ? [{ document: own.at.document, path, target: meant.file }] : [];
  });
});

/** An inline patch is no path. */
function isPath(text: string): boolean {
  return text !== "" && !/\n|: /.test(text);
}

interface Name {
  readonly path: Path;
  readonly text: string;
}

function namesIn(value: Value): readonly Name[] {
  return entriesOf(value).flatMap(({ key }): readonly Name[] => {
    const items = itemsOf(member(value, key));
    if (LISTS.includes(key)) return items.map((item, index) => ({ path: [key, index], text: rawOf(item) }));
    if (WITH_PATH.includes(key))
      return items.map((item, index) => ({ path: [key, index, "path"], text: rawOf(member(item, "path")) }));
    return GENERATORS.includes(key) ? items.flatMap((item, index) => generatedFrom(item, [key, index])) : [];
  });
}

/** `files` may give a key to a file: `app.conf=files/app.conf`. */
function generatedFrom(generator: Value, at: Path): readonly Name[] {
  const listed = (key: string) =>
    itemsOf(member(generator, key)).map((item, index) => ({ path: [...at, key, index], text: rawOf(item) }));
  const files = listed("files").map(({ path, text }) => ({ path, text: text.replace(/^[^=]*=/, "") }));
  return [...files, ...listed("envs"), { path: [...at, "env"], text: rawOf(member(generator, "env")) }];
}

/** The entry that stands at a place. */
export function entryAt(db: Reader, file: FileId, path: Path): FileEntry | undefined {
  return db.get(fileEntriesIn, file).find((entry) => samePath(entry.path, path));
}

/** All entries of the workspace folder that name a file. */
export function entriesNaming(db: Reader, target: FileId): readonly FileEntry[] {
  const kustomizations = [...db.get(kustomizationsIn, rootOf(target)).keys()];
  return kustomizations.flatMap((each) =>
    db.get(fileEntriesIn, each).filter((entry) => entry.target === target),
  );
}
