/**
 * What a line belongs to while it is being typed. A document that is being written mostly does not parse, or parses to
 * something else than is meant, so this is a look at indentation alone: block style, as manifests are written. Where lines
 * do not fit together it says nothing.
 */
import type { Span } from "../text/lines.ts";

export interface Unfinished {
  /** The mapping, or the item of a list, that the word stands in: `["spec", "ports", "[]"]`. */
  readonly owner: readonly string[];
  /** The key whose value is being typed; undefined where the word is a key, or an item of a list, itself. */
  readonly key: string | undefined;
  /** What stands there so far, without quotes. */
  readonly word: string;
  /** Of the word; offsets in the text that was given. */
  readonly span: Span;
  /** A colon stands behind the word. */
  readonly isClosed: boolean;
  /** The other keys of the same mapping. */
  readonly siblings: readonly string[];
  /** How it is written: on a line of its own, among brackets, or there in quotes, which the span leaves out. */
  readonly style: "block" | "flow" | "quoted";
}

/** The word under an offset of a document's text; undefined where nothing can be told. */
export function unfinishedAt(text: string, offset: number): Unfinished | undefined {
  const start = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const typed = typedIn(restOfLine(text, start), offset - start);
  if (!typed) return undefined;
  const above = readLines(text.slice(0, start));
  const owner = ownerOf(above, typed.dashes, typed.column);
  if (!owner) return undefined;
  const below = readLines(text.slice(start).replace(/^[^\r\n]*/, ""));
  const { key, word, isClosed } = typed;
  return {
    owner,
    key,
    word,
    isClosed,
    span: { start: start + typed.start, end: start + typed.start + word.length },
    siblings: [...siblingsIn(above.toReversed(), typed, "above"), ...siblingsIn(below, typed, "below")],
    style: "block",
  };
}

/** What a line belongs to by the text above it: its dashes, and the column behind them. */
export function ownerOfLine(
  above: string,
  dashes: readonly number[],
  column: number,
): readonly string[] | undefined {
  return ownerOf(readLines(above), dashes, column);
}

interface Line {
  /** Columns of the dashes before the key: `- - key`. */
  readonly dashes: readonly number[];
  /** Where the key, or whatever stands there, begins. */
  readonly column: number;
  readonly key: string | undefined;
  /** Nothing but a comment stands behind the colon. */
  readonly isOpen: boolean;
}

interface Typed extends Omit<Line, "isOpen"> {
  readonly word: string;
  readonly start: number;
  readonly isClosed: boolean;
}

const LINE =
  /^( *)((?:- +)*)(?:(?:"([^"]+)"|'([^']+)'|([^\s"'#[\]{},&*!|>%@`-][^\s:#]*))[ \t]*:(?=[ \t]|$))?(.*)$/;

function readLine(line: string): Line | undefined {
  const [, indent = "", marks = "", double, single, plain, rest = ""] = LINE.exec(line) ?? [];
  const bare = /^-$/.test(rest) ? "- " : "";
  const dashes = dashesIn(indent.length, marks + bare);
  const column = indent.length + marks.length + bare.length;
  const isBlank = /^[ \t]*(#|$)/.test(rest);
  const key = double ?? single ?? plain;
  if (key === undefined && isBlank && dashes.length === 0) return undefined;
  return { dashes, column, key, isOpen: isBlank };
}

function readLines(text: string): readonly Line[] {
  return text
    .split(/\r\n|\n|\r/)
    .map(readLine)
    .filter((line) => line !== undefined);
}

function restOfLine(text: string, start: number): string {
  return /^[^\r\n]*/.exec(text.slice(start, start + LONGEST_LINE))?.[0] ?? "";
}

/** No key and no value of a fixed set is on a longer one. */
const LONGEST_LINE = 500;

function dashesIn(indent: number, marks: string): readonly number[] {
  return [...marks].flatMap((mark, index) => (mark === "-" ? [indent + index] : []));
}

const KEY = /^( *)((?:- +)*)([A-Za-z]*)([ \t]*:(?=[ \t]|$))?[ \t]*$/;
const KEY_BEFORE_VALUE = /^( *)((?:- +)*)([A-Za-z]*)([ \t]*:[ \t].*)$/;
const VALUE = /^( *)((?:- +)*)([A-Za-z]+)([ \t]*:[ \t]+)(["']?)([\w.-]*)(["']?)[ \t]*(?:#.*)?$/;

function typedIn(line: string, character: number): Typed | undefined {
  return valueTyped(line, character) ?? keyTyped(line, character);
}

function valueTyped(line: string, character: number): Typed | undefined {
  const [whole, indent = "", marks = "", key = "", colon = "", quote = "", word = ""] =
    VALUE.exec(line) ?? [];
  if (whole === undefined) return undefined;
  const column = indent.length + marks.length;
  const behind = column + key.length + colon.length;
  // Of an empty value every place between the colon and what follows will do.
  const isEmpty = word === "" && quote === "";
  const start = isEmpty ? Math.min(character, behind) : behind + quote.length;
  const first = isEmpty ? column + key.length + 2 : start;
  if (character < first || character > start + word.length) return undefined;
  return { dashes: dashesIn(indent.length, marks), column, key, word, start, isClosed: false };
}

function keyTyped(line: string, character: number): Typed | undefined {
  const matched = KEY.exec(line) ?? KEY_BEFORE_VALUE.exec(line);
  if (!matched) return undefined;
  const [, indent = "", marks = "", word = "", colon] = matched;
  const isBlank = word === "" && marks === "" && colon === undefined;
  const column = isBlank ? character : indent.length + marks.length;
  if (character < column || character > column + word.length) return undefined;
  return {
    dashes: dashesIn(indent.length, marks),
    column,
    key: undefined,
    word,
    start: column,
    isClosed: colon !== undefined,
  };
}

/** The path of the mapping whose keys stand at a column, by the lines above, last one first. */
function ownerOf(
  above: readonly Line[],
  dashes: readonly number[],
  column: number,
): readonly string[] | undefined {
  const path: string[] = [];
  let place = intoItem(dashes, column, path);
  for (const line of above.toReversed()) {
    if (isDeeper(line, place)) continue;
    if (place.inList ? line.dashes[0] === place.column : line.column === place.column) {
      // A neighbour: its dash, if it has one, is that of the item that both are in.
      if (!place.inList) place = intoItem(line.dashes, place.column, path);
      continue;
    }
    if (line.key === undefined || !line.isOpen) return undefined;
    path.unshift(line.key);
    place = intoItem(line.dashes, line.column, path);
  }
  return place.column === 0 || above.length === 0 ? path : undefined;
}

interface Place {
  readonly column: number;
  /** The column is that of a list's dashes. */
  readonly inList: boolean;
}

function intoItem(dashes: readonly number[], column: number, path: string[]): Place {
  const [first] = dashes;
  if (first === undefined) return { column, inList: false };
  path.unshift(...dashes.map(() => "[]"));
  return { column: first, inList: true };
}

/** Whether a line lies further in than what is looked for. A list may stand in the column of its key. */
function isDeeper({ dashes, column }: Line, place: Place): boolean {
  const begins = dashes[0] ?? column;
  if (!place.inList) return begins > place.column || (dashes.length > 0 && column > place.column);
  return begins > place.column;
}

/** Keys of the same mapping on one side of the line, the nearest first. */
function siblingsIn(lines: readonly Line[], typed: Typed, side: "above" | "below"): readonly string[] {
  const found: string[] = [];
  if (side === "above" && typed.dashes.length > 0) return found;
  for (const line of lines) {
    const begins = line.dashes[0] ?? line.column;
    const opensItem = line.dashes.length > 0 && begins < typed.column;
    if (line.column < typed.column || (opensItem && side === "below")) break;
    if (line.column === typed.column && line.key !== undefined) found.push(line.key);
    if (opensItem && line.column === typed.column) break;
  }
  return found;
}
