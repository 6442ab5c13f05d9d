/**
 * A text on its way through several changes: what is left of the original, and what was put in. So changes may be made one
 * after the other, each on the outcome of the last, and still come out as edits of the original.
 */
import type { TextEdit } from "../../text/edits.ts";
import type { Span } from "../../text/lines.ts";

export type Piece = { readonly kept: Span } | { readonly added: string };

export function wholeOf(text: string): readonly Piece[] {
  return [{ kept: { start: 0, end: text.length } }];
}

function lengthOf(piece: Piece): number {
  return "kept" in piece ? piece.kept.end - piece.kept.start : piece.added.length;
}

function slice(piece: Piece, from: number, to: number): readonly Piece[] {
  if (from >= to) return [];
  if ("added" in piece) return [{ added: piece.added.slice(from, to) }];
  return [{ kept: { start: piece.kept.start + from, end: piece.kept.start + to } }];
}

/** The pieces after an edit of the text that they make up. */
export function revise(pieces: readonly Piece[], { span, text }: TextEdit): readonly Piece[] {
  const before: Piece[] = [];
  const after: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const length = lengthOf(piece);
    before.push(...slice(piece, 0, Math.min(length, span.start - at)));
    after.push(...slice(piece, Math.max(0, span.end - at), length));
    at += length;
  }
  return [...before, ...(text === "" ? [] : [{ added: text }]), ...after];
}

/** The edits that make the pieces out of a text of this length. */
export function editsOf(pieces: readonly Piece[], length: number): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let end = 0;
  let added = "";
  for (const piece of [...pieces, { kept: { start: length, end: length } }]) {
    if ("added" in piece) {
      added += piece.added;
      continue;
    }
    if (added !== "" || piece.kept.start > end) {
      edits.push({ span: { start: end, end: piece.kept.start }, text: added });
    }
    added = "";
    end = piece.kept.end;
  }
  return edits;
}
