/**
 * Files that kustomizations name and that are no manifests of the workspace: texts, certificates, images for ConfigMaps and
 * Secrets, patches with endings of their own. The host reads exactly these.
 */
import { query, type Reader } from "../../../query/query.ts";
import { documentsIn, type WholeDocument } from "../../../resources/documents.ts";
import { type FileId, fileId, folderOf, isUnder, pathOf, rootOf } from "../../../value/file.ts";
import { itemsOf, member, type Value } from "../../../value/value.ts";
import { filesIn } from "../../inputs.ts";
import { isKustomizationPath, isRemote, pathFrom } from "../entries.ts";
import { documentsAt, isListed, named } from "./files.ts";
import { kustomizationIn } from "./kustomization.ts";
import { rawOf } from "./values.ts";

/** By workspace folder; sorted. */
export const attachmentsIn = query<readonly FileId[]>("attachmentsIn", (db, root) => {
  const kustomizations = db.get(filesIn, root).filter((file) => isKustomizationPath(pathOf(file)));
  return [...new Set(kustomizations.flatMap((file) => db.get(attachmentsOf, file)))].toSorted();
});

const attachmentsOf = query<readonly FileId[]>("attachmentsOf", (db, file) => {
  const own = db.get(kustomizationIn, file);
  if (!own) return [];
  const paths = [...generatedFrom(db, file, own.value), ...otherFiles(db, file, own.value)];
  const folder = folderOf(pathOf(file));
  return paths.flatMap((path) => {
    const below = pathFrom(pathOf(file), path);
    if (below === undefined || !isUnder(below, folder) || isRemote(path)) return [];
    const target = fileId(rootOf(file), below);
    return db.get(isListed, target) ? [] : [target];
  });
});

function generatedFrom(db: Reader, file: FileId, value: Value): readonly string[] {
  const own = ["configMapGenerator", "secretGenerator"].flatMap((field) => itemsOf(member(value, field)));
  const plugins = itemsOf(member(value, "generators")).flatMap((item) => generatorsOf(db, file, rawOf(item)));
  return [...own, ...plugins].flatMap((generator) => {
    const files = itemsOf(member(generator, "files")).map((item) => rawOf(item).replace(/^[^=]*=/, ""));
    const envs = [...itemsOf(member(generator, "envs")), member(generator, "env")].map(rawOf);
    return [...files, ...envs].filter((path) => path !== "");
  });
}

function generatorsOf(db: Reader, file: FileId, entry: string): readonly Value[] {
  const meant = entry.includes("\n") ? undefined : named(db, file, entry);
  const documents: readonly WholeDocument[] =
    meant?.kind === "file" ? (documentsAt(db, meant.file) ?? []) : db.get(documentsIn, entry);
  return documents.flatMap((document) => ("value" in document ? [document.value] : []));
}

const NAMED = ["resources", "configurations", "crds", "transformers", "generators", "patchesStrategicMerge"];
const WITH_PATH = ["patches", "patchesJson6902", "replacements"];

function otherFiles(db: Reader, file: FileId, value: Value): readonly string[] {
  const entries = [
    ...NAMED.flatMap((field) => itemsOf(member(value, field))),
    ...WITH_PATH.flatMap((field) => itemsOf(member(value, field)).map((item) => member(item, "path"))),
  ];
  return entries.map(rawOf).filter((path) => {
    if (path === "" || /\n|: /.test(path)) return false;
    return named(db, file, path).kind !== "kustomization";
  });
}
