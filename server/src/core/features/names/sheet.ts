/**
 * A sheet to read and to copy from: sections of blocks, each with remarks over lines that hold nothing but what one would
 * copy. Columns are aligned within a section.
 */

import { speltOut } from "../markdown.ts";

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly remarks: readonly string[];
  /** Each a line, in columns. */
  readonly rows: readonly (readonly string[])[];
}

/** Half of a common screen: the sheet stands beside the manifest. */
const WIDTH = 60;

/** Lines that say nothing new are counted. */
const MOST_ROWS = 24;

export function printSheet(heading: readonly string[], sections: readonly Section[]): string {
  const [first = "", ...remarks] = heading;
  return [
    speltOut(first),
    ...(remarks.length > 0 ? ["", ...remarks.flatMap(remark)] : []),
    ...sections.flatMap(section),
    "",
  ]
    .map((line) => line.trimEnd())
    .join("\n");
}

function section({ title, blocks }: Section): readonly string[] {
  const rule = `── ${title} `.padEnd(WIDTH, "─");
  const shown = blocks.map(cut);
  const widths = columnWidths(shown.flatMap(({ rows }) => rows));
  const lines = shown.map(({ remarks, rows, more }) => [
    ...remarks.flatMap(remark),
    ...rows.map((row) => aligned(row, widths)),
    ...(more > 0 ? remark(`… and ${more} more`) : []),
  ]);
  return ["", rule, ...lines.flatMap((each) => ["", ...each])];
}

function cut({ remarks, rows }: Block) {
  const clean = rows.map((row) => row.map(speltOut));
  if (clean.length <= MOST_ROWS) return { remarks, rows: clean, more: 0 };
  return { remarks, rows: clean.slice(0, MOST_ROWS - 1), more: clean.length - MOST_ROWS + 1 };
}

/** A longer cell, such as the reverse name of an IPv6 address, does not push the others' neighbours out of sight. */
const WIDEST = 48;

function columnWidths(rows: readonly (readonly string[])[]): readonly number[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, index) => {
    const lengths = rows.filter((row) => row.length > index + 1).map((row) => row[index]?.length ?? 0);
    return Math.max(0, ...lengths.filter((length) => length <= WIDEST));
  });
}

function aligned(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
    .join("   ");
}

/** What stands between backticks stays together. */
const WORD = /(?:`[^`]*`|[^\s`])+/g;

/** A remark in lines that can be read without scrolling. */
function remark(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.match(WORD) ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH - 2)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `# ${speltOut(line)}`);
}
