import { type Hover, MarkupKind, type Position } from "vscode-languageserver";
import type { Analysis } from "../../core/analysis.ts";
import type { FileId } from "../../core/answers.ts";

export function hover(
  analysis: Analysis,
  file: FileId,
  position: Position,
  format: MarkupKind,
): Hover | null {
  const answer = analysis.hover(file, position);
  if (!answer) return null;
  const kind = format === MarkupKind.Markdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  // Our Markdown reads well as it is, where it is not rendered.
  return { range: answer.range, contents: { kind, value: answer.markdown } };
}
