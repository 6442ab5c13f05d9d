/** The lines of a source around a range, with a mark under the exact characters. */
import type { Range } from "../../core/answers.ts";
import type { Paint, Style } from "../terminal.ts";
import { screenLine } from "./screenLine.ts";

export interface ExcerptOptions {
  readonly paint: Paint;
  /** The style of the mark. */
  readonly style: Style;
  readonly width: number;
}

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
  const shown = screenLine(line, start.character, room);
  const from = shown.columnOf(start.character);
  const to = shown.columnOf(end.line > start.line ? line.length : end.character);
  const print = (number: string, bar: string, rest: string) =>
    `  ${paint("dim", `${number.padStart(gutter)} ${bar}`)} ${rest}`.trimEnd();
  const before = lines[start.line - 1];
  const context =
    before === undefined || before.trim() === ""
      ? []
      : [print(String(start.line), "│", paint("dim", screenLine(before, 0, room).text))];
  return [
    ...context,
    print(String(start.line + 1), "│", shown.text),
    print("", "│", " ".repeat(from) + paint(style, "^".repeat(Math.max(1, to - from)))),
  ];
}
