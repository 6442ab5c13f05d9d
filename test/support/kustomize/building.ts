/** Kustomizations in memory: files in, what they build out. The engine alone, without the rest of the product. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { documentBindings } from "../../../server/src/core/documents/facts.ts";
import { wholeDocumentBindings } from "../../../server/src/core/documents/whole.ts";
import { verdictBinding } from "../../../server/src/core/network/verdicts.ts";
import { createDatabase, type Database } from "../../../server/src/core/query/database.ts";
import { textOf } from "../../../server/src/core/syntax/queries.ts";
import { filesIn } from "../../../server/src/core/units/inputs.ts";
import { attachmentsIn } from "../../../server/src/core/units/kustomize/build/attached.ts";
import { built, builtWhole } from "../../../server/src/core/units/kustomize/build/built.ts";
import { attachments } from "../../../server/src/core/units/kustomize/build/files.ts";
import type { Built } from "../../../server/src/core/units/kustomize/build/object.ts";
import { type FileId, fileId, pathOf } from "../../../server/src/core/value/file.ts";
import { attachmentOf } from "../../../server/src/host/attachments.ts";

export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface Kustomizations {
  readonly db: Database;
  /** Every object whole, of the kustomization in a folder. */
  build(folder?: string): Built;
  /** As networking reads it. */
  outline(folder?: string): Built;
  set(path: string, text: string): void;
}

const ROOT = "/shop";

export function fileAt(path: string): FileId {
  return fileId(ROOT, path);
}

const MANIFEST = /\.(ya?ml|json)$|(^|\/)Kustomization$/;

export function kustomizations(files: Files): Kustomizations {
  const db = createDatabase([...documentBindings, ...wholeDocumentBindings, verdictBinding]);
  const manifests = Object.keys(files).filter((path) => MANIFEST.test(path));
  db.set(filesIn, ROOT, manifests.map(fileAt).toSorted());
  const bytesOf = (path: string) => Buffer.from(files[path] ?? "");
  for (const path of manifests) db.set(textOf, fileAt(path), bytesOf(path).toString("utf8"));
  for (const file of db.get(attachmentsIn, ROOT)) {
    const path = pathOf(file);
    if (Object.hasOwn(files, path)) db.set(attachments, file, attachmentOf(bytesOf(path)));
  }
  const fileIn = (folder = "") => {
    const names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
    const paths = names.map((name) => (folder === "" ? name : `${folder}/${name}`));
    return fileAt(paths.find((path) => Object.hasOwn(files, path)) ?? paths[0] ?? "");
  };
  return {
    db,
    build: (folder) => db.get(builtWhole, fileIn(folder)),
    outline: (folder) => db.get(built, fileIn(folder)),
    set: (path, text) => db.set(textOf, fileAt(path), text),
  };
}

/** All files below a folder of the repository. */
export function filesBelow(folder: string): Files {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).replaceAll("\\", "/"), readFileSync(path)]),
  );
}
