/**
 * What the host asks of a file system. `node.ts` answers on a disk; a build for browsers would bring another. Nothing is
 * ever written or executed.
 */
import type { Attachment } from "../core/analysis.ts";
import type { FileId } from "../core/value/file.ts";

export interface Disk {
  /** The files below a workspace folder that may hold manifests. */
  list(root: string, options: ListOptions): Promise<Listing>;
  read(file: FileId): Promise<Reading>;
  /** A file of any kind that a kustomization names; undefined when it is not there. */
  attachment(file: FileId): Promise<Attachment | undefined>;
  isFolder(uri: string): Promise<boolean>;
}

export interface ListOptions {
  /** Globs below the folder, as in the editor's `files.exclude`. */
  readonly excludes: readonly string[];
  /** Folders below that are workspace folders themselves. */
  readonly inner: readonly string[];
  /** Paths to judge even though they may not be on disk: documents that are open and not saved yet. */
  readonly also: readonly string[];
  readonly signal: AbortSignal;
}

export interface Listing {
  /** Paths below the folder, sorted. */
  readonly files: readonly string[];
  /** Those of `also` that are not on disk, and that neither an ignore file nor an exclude keeps out. */
  readonly admitted: readonly string[];
  /** Those of `also` that are kept out. */
  readonly refused: readonly string[];
  /** Folders that could not be entered. */
  readonly unreadable: readonly Unread[];
}

export interface Unread {
  readonly path: string;
  readonly reason: string;
}

export type Reading =
  | { readonly kind: "text"; readonly text: string }
  /** It is there, and what it says is not known. */
  | { readonly kind: "unreadable"; readonly reason: string }
  /** Too large to be read; it may say anything. */
  | { readonly kind: "large"; readonly reason: string }
  /** Not a text, so not a manifest. */
  | { readonly kind: "binary"; readonly reason: string }
  | { readonly kind: "gone" };
