/** The lines of a source around a range, with a mark under the exact characters. */
import type { Range } from "../../core/answers.ts";
import { harmless, type Paint, type Style } from "../terminal.ts";

export interface ExcerptOptions {
  readonly paint: Paint;
  /** The style of the mark. */
  readonly style: Style;
  readonly width: number;
}

const CUT = "…";

export function excerpt(
  text: string,
  range: Range,
  { paint, style, width }: ExcerptOptions,
): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/);
  const { start, end } = range;
  const line = lines[start.line] ?? "";
  const gutter = String(start.line + 1).length;
  const room = Math.max(20, width - gutter - 8);
  const to = end.line > start.line ? line.length : end.character;
  const shown = cut(line, start.character, room);
  const from = start.character - shown.dropped;
  const length = Math.max(1, Math.min(to - start.character, shown.text.length - from));
  const print = (number: string, bar: string, rest: string) =>
    `  ${paint("dim", `${number.padStart(gutter)} ${bar}`)} ${rest}`.trimEnd();
  const before = lines[start.line - 1];
  const context =
    before === undefined || before.trim() === ""
      ? []
      : [print(String(start.line), "│", paint("dim", cut(before, 0, room).text))];
  return [
    ...context,
    print(String(start.line + 1), "│", shown.text),
    print("", "│", " ".repeat(Math.max(0, from)) + paint(style, "^".repeat(length))),
  ];
}

/** As much of a line as there is room for, around a character of it. */
function cut(line: string, character: number, room: number): { text: string; dropped: number } {
  const text = harmless(line);
  if (text.length <= room) return { text, dropped: 0 };
  const from = Math.max(0, Math.min(character - Math.floor(room / 3), text.length - room));
  const head = from > 0 ? CUT : "";
  const tail = from + room < text.length ? CUT : "";
  const middle = text.slice(from + head.length, from + room - tail.length);
  return { text: head + middle + tail, dropped: from };
}
