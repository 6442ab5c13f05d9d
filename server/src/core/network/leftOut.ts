/**
 * Files that lie beside a kustomization which does not name them: mostly switched off (`# - auth_proxy_service.yaml`), so that
 * what they miss is missed by nobody.
 */
import { query } from "../query/query.ts";
import { filesIn, unitsOfFile } from "../units/queries.ts";
import { baseName, folderOf, pathOf, rootOf } from "../value/file.ts";
import { outlineOf } from "./members.ts";

const KUSTOMIZATION = /^kustomization(\.ya?ml)?$/i;

const kustomizedFolders = query<ReadonlySet<string>>("kustomizedFolders", (db, root) => {
  const paths = db.get(filesIn, root).map(pathOf);
  return new Set(paths.filter((path) => KUSTOMIZATION.test(baseName(path))).map(folderOf));
});

/** By FileId. */
export const isLeftOut = query<boolean>("isLeftOut", (db, file) => {
  if (!db.get(kustomizedFolders, rootOf(file)).has(folderOf(pathOf(file)))) return false;
  return db.get(unitsOfFile, file).every((unit) => db.get(outlineOf, unit)?.kind === "plain");
});
