/** Offsets and positions of one text, in UTF-16 code units, zero-based, as LSP counts. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where each line starts; `\r\n`, `\n` and a lone `\r` end a line. */
export type LineStarts = readonly number[];

export function lineStarts(text: string): LineStarts {
  const starts = [0];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
  }
  return starts;
}

export function positionAt(starts: LineStarts, offset: number): Position {
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low, character: offset - (starts[low] ?? 0) };
}

/** The offset of a position; a line past the end gives the text's length, a character past the line's end the line's end. */
export function offsetAt(text: string, starts: LineStarts, position: Position): number {
  const start = starts[position.line];
  if (start === undefined) return text.length;
  const end = starts[position.line + 1] ?? text.length + 1;
  return Math.min(start + position.character, Math.max(start, end - 1));
}

export function rangeAt(starts: LineStarts, span: Span): Range {
  return { start: positionAt(starts, span.start), end: positionAt(starts, span.end) };
}
