/** Lenses of an open file may change because of another file; an editor asks for them again only when it is told to. */
import type { CodeLens } from "vscode-languageserver";
import type { FileId } from "../core/answers.ts";

export interface LensRefresh {
  /** What was answered for a file. */
  answered(file: FileId, lenses: readonly CodeLens[]): void;
  /** Whether any answer would be another one by now. */
  isDue(lensesOf: (file: FileId) => readonly CodeLens[]): boolean;
  /** The editor asks only about files that are open. */
  closed(isOpen: (file: FileId) => boolean): void;
}

export function createLensRefresh(): LensRefresh {
  const answers = new Map<FileId, string>();
  return {
    answered: (file, lenses) => answers.set(file, JSON.stringify(lenses)),
    isDue: (lensesOf) => [...answers].some(([file, answer]) => JSON.stringify(lensesOf(file)) !== answer),
    closed(isOpen) {
      for (const file of answers.keys()) if (!isOpen(file)) answers.delete(file);
    },
  };
}
