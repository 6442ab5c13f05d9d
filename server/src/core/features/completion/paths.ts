/** The paths that fit an entry of a kustomization: as it would write them, nearest first. */
import type { Reader } from "../../query/query.ts";
import { refusal } from "../../units/kustomize/build/links.ts";
import { isKustomizationPath } from "../../units/kustomize/entries.ts";
import { filesIn, kustomizationsIn } from "../../units/queries.ts";
import { baseName, type FileId, folderOf, isUnder, pathOf, rootOf } from "../../value/file.ts";
import { fileEntriesIn } from "../links/entries.ts";

/** Fields whose items are files, or folders with kustomizations, by what those may be. */
const MEMBERS: Readonly<Record<string, readonly ("files" | "bases" | "components")[]>> = {
  resources: ["files", "bases"],
  bases: ["bases"],
  components: ["components"],
  patchesStrategicMerge: ["files"],
  configurations: ["files"],
  crds: ["files"],
  transformers: ["files"],
  generators: ["files"],
};

const WITH_PATH = ["patches", "patchesJson6902", "replacements"];

/** What is named already is left out. */
export function pathsFor(
  db: Reader,
  file: FileId,
  field: string,
  key: string | undefined,
): readonly string[] {
  const isOfItem = WITH_PATH.includes(field) && key === "path";
  const wanted = isOfItem ? (["files"] as const) : key === undefined ? MEMBERS[field] : undefined;
  if (!wanted) return [];
  const named = new Set(db.get(fileEntriesIn, file).map(({ target }) => target));
  const isNew = (each: FileId) => each !== file && !named.has(each);
  const folder = folderOf(pathOf(file));
  const paths = [
    ...(wanted.includes("files") ? manifestsBelow(db, file).filter(isNew).map(pathOf) : []),
    ...kustomizationsFor(db, file, wanted)
      .filter(isNew)
      .map((each) => folderOf(pathOf(each))),
  ];
  return paths.map((path) => relative(folder, path)).toSorted(byNearness);
}

/** Kustomize reads single files only from the kustomization's own folder and those below. */
function manifestsBelow(db: Reader, file: FileId): readonly FileId[] {
  const folder = folderOf(pathOf(file));
  return db
    .get(filesIn, rootOf(file))
    .filter((each) => isUnder(pathOf(each), folder) && isManifest(pathOf(each)));
}

function isManifest(path: string): boolean {
  const name = baseName(path);
  return (
    /\.(ya?ml|json)$/.test(name) &&
    !name.startsWith(".") &&
    name !== "Chart.yaml" &&
    !isKustomizationPath(path)
  );
}

/** Not those that lead back, nor those above. */
function kustomizationsFor(db: Reader, file: FileId, wanted: readonly string[]): readonly FileId[] {
  return [...db.get(kustomizationsIn, rootOf(file)).values()]
    .filter(({ component }) => wanted.includes(component ? "components" : "bases"))
    .map((each) => each.file)
    .filter((each) => refusal(db, file, each) === undefined);
}

function relative(folder: string, path: string): string {
  const from = folder === "" ? [] : folder.split("/");
  const to = path.split("/");
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/");
}

function byNearness(a: string, b: string): number {
  const steps = (path: string) => path.split("/").length + (path.startsWith("..") ? 100 : 0);
  return steps(a) - steps(b) || (a < b ? -1 : 1);
}
