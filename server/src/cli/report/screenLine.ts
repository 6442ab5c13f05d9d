/**
 * A line of source as it stands on a screen, where a wide character (CJK, most emoji) takes two columns and a combining one
 * none. As much of it as there is room for, around the characters that matter.
 */
import stringWidth from "string-width";
import { harmless } from "../terminal.ts";

export interface ScreenLine {
  readonly text: string;
  /** Columns that the text takes. */
  readonly width: number;
  /** The column at which a character of the source line (in UTF-16 code units) begins. */
  readonly columnOf: (character: number) => number;
}

/** What one sees as one character. */
interface Cell {
  readonly text: string;
  /** In the source line. */
  readonly start: number;
  readonly column: number;
  readonly width: number;
}

const CUT = "…";

/** Far more than fit on a screen; a line of a megabyte is not looked at whole. */
const NEAR = 1_000;

export function screenLine(line: string, character: number, room: number): ScreenLine {
  const begin = Math.max(0, character - NEAR);
  const end = Math.min(line.length, character + NEAR);
  const cells = cellsOf(harmless(line.slice(begin, end)), begin);
  const total = widthOf(cells);
  const isShort = begin === 0 && end === line.length && total <= room;
  if (isShort) return shown(cells, "", "");
  const at = cells.find(({ start, text }) => start + text.length > character)?.column ?? total;
  const from = Math.max(0, Math.min(at - Math.floor(room / 3), total - room));
  const head = begin > 0 || from > 0 ? CUT : "";
  const tail = end < line.length || from + room < total ? CUT : "";
  const kept = cells.filter(
    ({ column, width }) => column >= from + head.length && column + width <= from + room - tail.length,
  );
  return shown(kept, head, tail);
}

function cellsOf(text: string, begin: number): readonly Cell[] {
  let column = 0;
  return [...new Intl.Segmenter().segment(text)].map(({ segment, index }) => {
    const cell = { text: segment, start: begin + index, column, width: stringWidth(segment) };
    column += cell.width;
    return cell;
  });
}

function shown(cells: readonly Cell[], head: string, tail: string): ScreenLine {
  const first = cells[0]?.column ?? 0;
  const width = head.length + widthOf(cells) + tail.length;
  return {
    text: head + cells.map(({ text }) => text).join("") + tail,
    width,
    columnOf(character) {
      const cell = cells.find(({ start, text }) => start + text.length > character);
      return cell ? head.length + cell.column - first : width - tail.length;
    },
  };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}
