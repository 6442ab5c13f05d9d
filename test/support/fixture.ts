/**
 * Fixtures: legal YAML that people can read, with what is expected written into it.
 *
 *   # file: shop/cart.yaml        begins a file; text before the first one is its description, or the only file
 *       app: crat
 *   #        ^^^^ PTL101: …       a finding on these columns of the line above; several lines may follow one another
 *   #<^^^^^^^ PTL102 warning: …   one that begins in the first column
 *   #   ^^^> PTL901: …            one that goes on below the line
 *   $0                            the cursor
 *
 * The severity may be left out, and a message that ends in … is a beginning. The reader knows nothing of the analysis.
 */
import type { Position, Range } from "../../server/src/core/text/lines.ts";

export interface FixtureFile {
  readonly path: string;
  /** Without expectations and cursor. */
  readonly text: string;
}

export interface Fixture {
  readonly files: readonly FixtureFile[];
  readonly expectations: readonly Expectation[];
  readonly cursor: (Position & { readonly path: string }) | undefined;
  /** Every line of the fixture, as written. */
  readonly lines: readonly Line[];
}

export interface Expectation {
  readonly path: string;
  /** Zero-based, in the file's text. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** Whether it ends on a later line. */
  readonly open: boolean;
  readonly code: string;
  readonly severity: string | undefined;
  readonly message: string;
}

/** What a fixture's expectations are compared with. */
export interface FixtureFinding {
  readonly path: string;
  readonly range: Range;
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

export type Line =
  | { readonly kind: "preamble" | "file"; readonly raw: string }
  | { readonly kind: "text"; readonly raw: string; readonly path: string; readonly line: number }
  | { readonly kind: "expectation"; readonly raw: string; readonly expectation: Expectation };

const HEADER = /^# file: (\S+)\s*$/;
const EXPECTATION = /^(\s*)#( *)(<?)(\^*)(>?) (PTL\d{3})(?: (error|warning|information|hint))?: (.*)$/;
const CURSOR = "$0";

export function readFixture(source: string, only = "manifest.yaml"): Fixture {
  const raws = source.replace(/\n$/, "").split("\n");
  const lines: Line[] = [];
  const texts = new Map<string, string[]>();
  let path = raws.some((raw) => HEADER.test(raw)) ? undefined : only;
  let cursor: Fixture["cursor"];
  for (const raw of raws) {
    const header = HEADER.exec(raw)?.[1];
    if (header !== undefined) {
      path = header;
      lines.push({ kind: "file", raw });
      continue;
    }
    if (path === undefined) {
      lines.push({ kind: "preamble", raw });
      continue;
    }
    const text = texts.get(path) ?? [];
    texts.set(path, text);
    const expectation = expectationIn(raw, path, text.length - 1);
    if (expectation) {
      lines.push({ kind: "expectation", raw, expectation });
      continue;
    }
    const character = raw.indexOf(CURSOR);
    if (character >= 0) cursor = { path, line: text.length, character };
    lines.push({ kind: "text", raw, path, line: text.length });
    text.push(raw.replace(CURSOR, ""));
  }
  return {
    files: [...texts].map(([name, text]) => ({ path: name, text: `${text.join("\n")}\n` })),
    expectations: lines.flatMap((line) => (line.kind === "expectation" ? [line.expectation] : [])),
    cursor,
    lines,
  };
}

function expectationIn(raw: string, path: string, line: number): Expectation | undefined {
  const match = EXPECTATION.exec(raw);
  if (!match) return undefined;
  const [, indent = "", gap = "", first = "", carets = "", open = "", code = "", severity, message = ""] =
    match;
  if (first === "" && carets === "") return undefined;
  const start = first === "<" ? indent.length : indent.length + 1 + gap.length;
  const end = indent.length + 1 + gap.length + first.length + carets.length;
  return { path, line, start, end, open: open !== "", code, severity, message };
}

/** Whether a finding is what was expected. */
export function meets(finding: FixtureFinding, expected: Expectation): boolean {
  const { start, end } = finding.range;
  return (
    finding.path === expected.path &&
    start.line === expected.line &&
    start.character === expected.start &&
    end.line > start.line === expected.open &&
    (expected.open || end.character === expected.end) &&
    finding.code === expected.code &&
    (expected.severity === undefined || finding.severity === expected.severity) &&
    saysSo(finding.message, expected.message)
  );
}

function saysSo(message: string, expected: string): boolean {
  return expected.endsWith("…") ? message.startsWith(expected.slice(0, -1)) : message === expected;
}

/** The fixture as it would be if the findings were right: expectations that hold are kept as they were written. */
export function rewriteFixture(fixture: Fixture, findings: readonly FixtureFinding[]): string {
  const left = new Set(findings);
  const isMet = (expected: Expectation) => {
    const finding = [...left].find((each) => meets(each, expected));
    return finding !== undefined && left.delete(finding);
  };
  const kept = fixture.lines.filter((line) => line.kind !== "expectation" || isMet(line.expectation));
  return kept
    .flatMap((line, index) => {
      const next = kept[index + 1];
      if (next?.kind === "expectation") return [line.raw];
      return [line.raw, ...missing(kept, index, left)];
    })
    .map((raw) => `${raw}\n`)
    .join("");
}

/** Findings that no expectation foretold, for the text line that ends at `index`. */
function missing(
  lines: readonly Line[],
  index: number,
  left: ReadonlySet<FixtureFinding>,
): readonly string[] {
  const text = lines.slice(0, index + 1).findLast((line) => line.kind === "text" || line.kind === "file");
  if (text?.kind !== "text") return [];
  const raw = text.raw.replace(CURSOR, "");
  return [...left]
    .filter((finding) => finding.path === text.path && finding.range.start.line === text.line)
    .toSorted((a, b) => a.range.start.character - b.range.start.character || a.code.localeCompare(b.code))
    .map((finding) => rendered(finding, raw.length));
}

function rendered({ range, code, severity, message }: FixtureFinding, lineLength: number): string {
  const isOpen = range.end.line > range.start.line;
  const start = range.start.character;
  const end = Math.max(isOpen ? lineLength : range.end.character, start + 1);
  const mark =
    start === 0
      ? `#<${"^".repeat(Math.max(0, end - 2))}`
      : `#${" ".repeat(start - 1)}${"^".repeat(end - start)}`;
  return `${mark}${isOpen ? ">" : ""} ${code} ${severity}: ${message}`;
}
