/**
 * What a kustomization names: files and folders of the workspace folder, and files that the host reads for it alone because no
 * manifest would be looked for in them.
 */
import { input, query, type Reader } from "../../../query/query.ts";
import { documentsIn, documentsOf, outlinesOf, type WholeDocument } from "../../../resources/documents.ts";
import { type FileId, fileId, folderOf, isUnder, pathOf, rootOf } from "../../../value/file.ts";
import { filesIn } from "../../inputs.ts";
import { isRemote, kustomizationPaths, pathFrom } from "../entries.ts";

/** The bytes of a file that a kustomization names and that is no manifest of the workspace. */
export type Attachment =
  /** Valid UTF-8, byte order mark included. */
  | { readonly kind: "text"; readonly text: string }
  /** Anything else, as base64 in one line. */
  | { readonly kind: "binary"; readonly base64: string }
  | { readonly kind: "unreadable"; readonly reason: string };

/** Whether CustomResourceDefinitions are read whole, as they are printed, or in outline, as networking needs them. */
export type Detail = "whole" | "outline";

/** Told by the host, by FileId; undefined for a file that is not there. */
export const attachments = input<Attachment | undefined>("attachments", undefined);

const listed = query<ReadonlySet<FileId>>("listedFiles", (db, root) => new Set(db.get(filesIn, root)));

export const isListed = query<boolean>("isListed", (db, file) => db.get(listed, rootOf(file)).has(file));

/** What an entry of `resources`, `components`, `transformers` … means. */
export type Named =
  | { readonly kind: "file"; readonly file: FileId; readonly isBelow: boolean }
  | { readonly kind: "kustomization"; readonly file: FileId; readonly others: readonly FileId[] }
  | { readonly kind: "remote" | "absolute" | "outside" | "missing" };

/** A file, else a folder with a kustomization, else an address, in kustomize's order. */
export function named(db: Reader, from: FileId, entry: string): Named {
  if (entry.startsWith("/")) return { kind: "absolute" };
  const path = pathFrom(pathOf(from), entry);
  if (path === undefined) return { kind: isRemote(entry) ? "remote" : "outside" };
  const root = rootOf(from);
  const file = fileId(root, path);
  if (db.get(isListed, file) || db.get(attachments, file) !== undefined)
    return { kind: "file", file, isBelow: isUnder(path, folderOf(pathOf(from))) };
  const [kustomization, ...others] = kustomizationPaths(path)
    .map((each) => fileId(root, each))
    .filter((each) => db.get(isListed, each));
  if (kustomization !== undefined) return { kind: "kustomization", file: kustomization, others };
  return { kind: isRemote(entry) ? "remote" : "missing" };
}

/** The documents of a file of any name; undefined when it is not there or no text. */
export function documentsAt(
  db: Reader,
  file: FileId,
  detail: Detail = "whole",
): readonly WholeDocument[] | undefined {
  const own = db.get(detail === "whole" ? documentsOf : outlinesOf, file);
  if (own) return own;
  const attached = db.get(attachments, file);
  return attached?.kind === "text" ? db.get(documentsIn, attached.text) : undefined;
}
