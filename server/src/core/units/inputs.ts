/** What units are told from outside: which workspace folders there are, and which files. */
import { input } from "../query/query.ts";
import type { FileId } from "../value/file.ts";

/** The workspace folders, by the one key `""`, in the editor's order. */
export const roots = input<readonly string[]>("roots", []);

/** The files of one workspace folder that may hold manifests, by folder; paths sorted. */
export const filesIn = input<readonly FileId[]>("files", []);
