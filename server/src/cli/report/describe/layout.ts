/**
 * How a description is laid out: sections under bold titles, tables in columns, sentences broken where the screen ends. What a
 * manifest says is made harmless here, once for all.
 */
import stringWidth from "string-width";
import type { Severity } from "../../../core/answers.ts";
import { harmless, type Paint } from "../../terminal.ts";
import { severityStyles } from "../text.ts";

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  /** Cells in columns, the last one broken over lines where it is words. */
  | {
      readonly kind: "table";
      readonly header?: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly more?: number;
    }
  | { readonly kind: "fields"; readonly rows: readonly { readonly label: string; readonly text: string }[] }
  | { readonly kind: "text"; readonly text: string }
  /** What is wrong, in its colour, with what would mend it. */
  | {
      readonly kind: "finding";
      readonly severity: Severity;
      readonly code: string;
      readonly text: string;
      readonly fixes: readonly { readonly verb: string; readonly title: string }[];
    }
  /** A line above what belongs to it. */
  | { readonly kind: "heading"; readonly text: string }
  /** Lines to copy, as they stand. */
  | { readonly kind: "lines"; readonly lines: readonly string[]; readonly more?: number };

export interface LayoutOptions {
  readonly paint: Paint;
  /** Columns of the screen. */
  readonly width: number;
}

/** Longer lines are hard to read. */
export const WIDEST = 110;
const NARROWEST = 40;
const INDENT = "  ";

/** A section with nothing in it is left out. */
export function printSections(sections: readonly Section[], options: LayoutOptions): string {
  return sections
    .map((each) => ({ ...each, blocks: each.blocks.filter(hasContent) }))
    .filter(({ blocks }) => blocks.length > 0)
    .map(({ title, blocks }) =>
      [options.paint("bold", harmless(title)), ...blocks.flatMap((block) => printBlock(block, options))].join(
        "\n",
      ),
    )
    .join("\n\n");
}

function hasContent(block: Block): boolean {
  switch (block.kind) {
    case "table":
    case "fields":
      return block.rows.length > 0;
    case "lines":
      return block.lines.length > 0;
    case "text":
    case "heading":
    case "finding":
      return block.text !== "";
  }
}

function printBlock(block: Block, options: LayoutOptions): readonly string[] {
  switch (block.kind) {
    case "table":
      return tableLines(block, options);
    case "fields":
      return fieldLines(block.rows, options);
    case "finding":
      return findingLines(block, options);
    case "heading":
      return headingLines(harmless(block.text), options);
    case "lines":
      return [...block.lines.map((line) => INDENT + harmless(line)), ...moreLine(block.more, options)];
    case "text":
      return wrapped(harmless(block.text), roomIn(options) - 2).map(
        (line, index) => `${INDENT}${index === 0 ? "- " : "  "}${line}`,
      );
  }
}

/** Commands and names of chains stay whole. */
function headingLines(text: string, options: LayoutOptions): readonly string[] {
  const lines = text.startsWith("$ ") ? [text] : wrapped(text, roomIn(options));
  return lines.map((line, index) => INDENT + options.paint("cyan", `${index === 0 ? "" : "  "}${line}`));
}

/** `error PTL101 …`, as `check` paints it. */
function findingLines(
  { severity, code, text, fixes }: Extract<Block, { kind: "finding" }>,
  options: LayoutOptions,
): readonly string[] {
  const { paint } = options;
  const head = `${severity} ${code}`;
  const [first = "", ...rest] = wrapped(`${head} ${harmless(text)}`, roomIn(options));
  const painted = `${paint(severityStyles[severity], severity)} ${paint("dim", code)}${first.slice(head.length)}`;
  return [
    INDENT + painted,
    ...rest.map((line) => `${INDENT}  ${line}`),
    ...fixes.map(
      ({ verb, title }) => `${INDENT}  ${paint("dim", "✓")} ${paint("green", verb)} ${harmless(title)}`,
    ),
  ];
}

function roomIn({ width }: LayoutOptions): number {
  return Math.max(NARROWEST, Math.min(width, WIDEST)) - INDENT.length;
}

const GAP = 2;

function tableLines(
  { header, rows, more }: Extract<Block, { kind: "table" }>,
  options: LayoutOptions,
): readonly string[] {
  const clean = rows.map((row) => row.map(harmless));
  const widths = columnWidths(header ? [header, ...clean] : clean);
  const line = (row: readonly string[]) => INDENT + aligned(row, widths).trimEnd();
  return [
    ...(header ? [options.paint("dim", line(header))] : []),
    ...clean.map(line),
    ...moreLine(more, options),
  ];
}

function moreLine(more: number | undefined, { paint }: LayoutOptions): readonly string[] {
  return more === undefined || more === 0 ? [] : [paint("dim", `${INDENT}… and ${more} more`)];
}

/** A cell that is much wider than the others is not waited for. */
const WIDEST_CELL = 64;

function columnWidths(rows: readonly (readonly string[])[]): readonly number[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => stringWidth(row[column] ?? "")).filter((width) => width <= WIDEST_CELL)),
  );
}

function aligned(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) => (column === row.length - 1 ? cell : padded(cell, (widths[column] ?? 0) + GAP)))
    .join("");
}

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(GAP, width - stringWidth(text)));
}

/** `Type      NodePort: …`, the text broken beside its label. */
function fieldLines(
  rows: readonly { readonly label: string; readonly text: string }[],
  options: LayoutOptions,
): readonly string[] {
  const labels = rows.map(({ label }) => harmless(label));
  const width = Math.max(0, ...labels.map((label) => stringWidth(label))) + GAP;
  return rows.flatMap(({ text }, index) => {
    const lines = wrapped(harmless(text), Math.max(NARROWEST / 2, roomIn(options) - width));
    return lines.map((line, nth) => {
      const label = nth === 0 ? (labels[index] ?? "") : "";
      return INDENT + options.paint("dim", padded(label, width)) + line;
    });
  });
}

/** What stands between backticks stays together, unless that is long. */
const WORD = /(?:`[^`]{0,40}`|[^\s`]|`)+/g;

/** A word that is longer than a line stands alone in one. */
export function wrapped(text: string, room: number): readonly string[] {
  const lines: string[] = [];
  let last = 0;
  for (const word of text.match(WORD) ?? []) {
    const width = stringWidth(word);
    if (lines.length > 0 && last + 1 + width <= room) {
      lines[lines.length - 1] += ` ${word}`;
      last += 1 + width;
    } else {
      lines.push(word);
      last = width;
    }
  }
  return lines;
}
