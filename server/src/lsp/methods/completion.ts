import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  type Position,
} from "vscode-languageserver";
import type { Analysis } from "../../core/analysis.ts";
import type { Completion, FileId } from "../../core/answers.ts";

const KINDS: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  field: CompletionItemKind.Field,
  value: CompletionItemKind.EnumMember,
  file: CompletionItemKind.File,
  object: CompletionItemKind.Reference,
};

/** What stands in kustomizations is offered to every editor: nothing else completes it. */
export function isOfKustomization({ kind }: CompletionItem): boolean {
  return kind === KINDS.file || kind === KINDS.object;
}

/** With explicit ranges: what a word is in YAML editors do not agree upon. */
export function completion(analysis: Analysis, file: FileId, position: Position): CompletionItem[] {
  return analysis
    .completions(file, position)
    .map(({ range, label, kind, detail, insert, filter }, index) => ({
      label,
      kind: KINDS[kind],
      insertTextFormat: InsertTextFormat.PlainText,
      // In the order of the API types, most wanted first.
      sortText: String(index).padStart(3, "0"),
      textEdit: { range, newText: insert },
      ...(detail === "" ? {} : { detail }),
      ...(filter === undefined ? {} : { filterText: filter }),
    }));
}
