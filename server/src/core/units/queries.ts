/**
 * What the rest of core may ask about units. The functions behind these names are in this folder.
 */
import { input } from "../query/query.ts";
import type { FileId } from "../value/file.ts";

/** The workspace folders, by the one key `""`, in the editor's order. */
export const roots = input<readonly string[]>("roots", []);

/** The files of one workspace folder that may hold manifests, by folder; paths sorted. */
export const filesIn = input<readonly FileId[]>("files", []);
