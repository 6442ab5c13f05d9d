/**
 * What a word in `{…}` or `[…]` belongs to while it is being typed, in YAML and in JSON: a look at brackets, commas, colons
 * and quotes alone. Where they do not fit together it says nothing.
 */
import type { Span } from "../text/lines.ts";
import { ownerOfLine, type Unfinished } from "./unfinished.ts";

/** `outside`: no bracket is open at the offset. */
export function unfinishedInFlow(text: string, offset: number): Unfinished | undefined | "outside" {
  const opening = openingBefore(text, offset);
  if (!opening || isBesides(opening, text, offset)) return "outside";
  const tokens = tokensIn(text, opening.at, offset);
  if (tokens.isOver) return "outside";
  const above = ownerOfLine(text.slice(0, opening.line), opening.dashes, opening.column);
  const base = above && [...above, ...(opening.key === undefined ? [] : [opening.key])];
  const frames = base && framesIn(tokens.before, base);
  const frame = frames?.at(-1);
  return frame && typedIn(frame, tokens);
}

interface Opening {
  readonly at: number;
  /** Where its line begins. */
  readonly line: number;
  readonly dashes: readonly number[];
  readonly column: number;
  readonly key: string | undefined;
}

/** A line whose value, item or whole begins with a bracket. */
const OPENING = /^( *)((?:- +)*)(?:(["']?)([\w./-]+)\3:[ \t]+)?[{[]/;

/** The last line before the offset from which a bracket is open there. */
function openingBefore(text: string, offset: number): Opening | undefined {
  let line = 0;
  while (line <= offset) {
    const end = lineEnd(text, line);
    const [all, indent = "", marks = "", , key] = OPENING.exec(text.slice(line, end)) ?? [];
    const at = line + (all?.length ?? 0) - 1;
    if (all === undefined || at >= offset) line = end + 1;
    else {
      const { isOver, over } = tokensIn(text, at, offset);
      const dashes = [...marks].flatMap((mark, index) => (mark === "-" ? [indent.length + index] : []));
      if (!isOver) return { at, line, dashes, column: indent.length + marks.length, key };
      line = Math.max(end, lineEnd(text, over)) + 1;
    }
  }
  return undefined;
}

/** A line that does not stand further in than the key goes on with the block, whatever was left open. */
function isBesides({ line, dashes, column, key }: Opening, text: string, offset: number): boolean {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  if (start === line || (key === undefined && dashes.length === 0)) return false;
  const indent = /^ */.exec(text.slice(start, offset))?.[0].length ?? 0;
  return indent <= (dashes[0] ?? column);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

interface Token {
  readonly text: string;
  readonly span: Span;
  readonly type: "mark" | "word";
  /** It stands in quotes, which the span leaves out. */
  readonly isQuoted: boolean;
}

interface Tokens {
  /** Those that end before the offset. */
  readonly before: readonly Token[];
  /** The word that the offset is in, or an empty one. */
  readonly word: Token;
  readonly after: readonly Token[];
  /** The brackets are closed before the offset: where. */
  readonly isOver: boolean;
  readonly over: number;
}

const TOKEN =
  /[{}[\],]|:(?=[\s,[\]{}"']|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\n]|'')*'?|#[^\n]*|(?:[^\s{}[\],:"'#]|:(?![\s,[\]{}"']|$)|(?<=\S)#|(?<=\S)["'])+(?:[ \t]+(?:[^\s{}[\],:"'#]|:(?![\s,[\]{}]|$))+)*/g;

/** No more is looked at of what stands behind the word. */
const FARTHEST_BEHIND = 5_000;

function tokensIn(text: string, from: number, offset: number): Tokens {
  const [before, after]: [Token[], Token[]] = [[], []];
  const empty: Token = { text: "", span: { start: offset, end: offset }, type: "word", isQuoted: false };
  let word = empty;
  let depth = 0;
  const part = text.slice(from, offset + FARTHEST_BEHIND);
  for (const match of part.matchAll(TOKEN)) {
    const token = tokenOf(match[0], from + match.index);
    if (!token) continue;
    const { start, end } = token.span;
    if (token.type === "word" && start <= offset && offset <= end) word = token;
    else (end <= offset && start < offset ? before : after).push(token);
    if (start < offset) depth += OPENS.has(match[0]) ? 1 : CLOSES.has(match[0]) ? -1 : 0;
    if (depth === 0 && start < offset) return { before, word, after, isOver: true, over: end };
  }
  return { before, word, after, isOver: false, over: offset };
}

const OPENS = new Set(["{", "["]);
const CLOSES = new Set(["}", "]"]);
const MARKS = new Set([...OPENS, ...CLOSES, ",", ":"]);

function tokenOf(text: string, at: number): Token | undefined {
  if (text.startsWith("#")) return undefined;
  if (MARKS.has(text)) return { text, span: { start: at, end: at + 1 }, type: "mark", isQuoted: false };
  const quote = text[0] ?? "";
  if (quote !== '"' && quote !== "'")
    return { text, span: { start: at, end: at + text.length }, type: "word", isQuoted: false };
  const isClosed = text.length > 1 && text.endsWith(quote);
  const inside = text.slice(1, isClosed ? -1 : undefined);
  return { text: inside, span: { start: at + 1, end: at + 1 + inside.length }, type: "word", isQuoted: true };
}

interface Frame {
  readonly bracket: string;
  /** The path of what it holds. */
  readonly path: readonly string[];
  readonly keys: string[];
  /** The key whose value comes next. */
  key: string | undefined;
  last: Token | undefined;
}

/** No field of any kind lies deeper; each bracket holds its path. */
const DEEPEST = 50;

/** The brackets that are open after some tokens, the innermost last; undefined where they do not fit together. */
function framesIn(tokens: readonly Token[], base: readonly string[]): readonly Frame[] | undefined {
  const frames: Frame[] = [];
  for (const token of tokens) {
    const frame = frames.at(-1);
    if (token.type === "word") {
      if (!frame || frame.last?.type === "word") return undefined;
      frame.last = token;
    } else if (OPENS.has(token.text)) {
      if (frames.length === DEEPEST || (frame?.bracket === "{" && frame.key === undefined)) return undefined;
      const inside =
        frame === undefined ? base : frame.bracket === "[" ? frame.path : [...frame.path, frame.key ?? ""];
      frames.push(frameOf(token.text, inside));
    } else if (!frame) return undefined;
    else if (CLOSES.has(token.text)) {
      if ((frame.bracket === "{") !== (token.text === "}")) return undefined;
      frames.pop();
    } else goOn(frame, token);
  }
  return frames;
}

function frameOf(bracket: string, path: readonly string[]): Frame {
  return {
    bracket,
    path: bracket === "[" ? [...path, "[]"] : path,
    keys: [],
    key: undefined,
    last: undefined,
  };
}

function goOn(frame: Frame, { text }: Token): void {
  if (text === ":" && frame.last) {
    frame.key = frame.last.text;
    frame.keys.push(frame.key);
  }
  if (text === ",") frame.key = undefined;
  frame.last = undefined;
}

const WORD = /^[\w.-]*$/;

function typedIn(frame: Frame, { word, after }: Tokens): Unfinished | undefined {
  if (!WORD.test(word.text) || frame.last) return undefined;
  const isClosed = after[0]?.text === ":" && after[0].type === "mark";
  return {
    owner: frame.path,
    key: frame.bracket === "{" ? frame.key : undefined,
    word: word.text,
    span: word.span,
    isClosed,
    siblings: [...frame.keys, ...keysBehind(after)],
    style: word.isQuoted ? "quoted" : "flow",
  };
}

/** Keys of the same mapping behind the word. */
function keysBehind(after: readonly Token[]): readonly string[] {
  const keys: string[] = [];
  let depth = 0;
  for (const [index, { text, type }] of after.entries()) {
    if (type === "mark") depth += OPENS.has(text) ? 1 : CLOSES.has(text) ? -1 : 0;
    if (depth < 0) break;
    const next = after[index + 1];
    if (depth === 0 && type === "word" && next?.text === ":" && next.type === "mark") keys.push(text);
  }
  return keys;
}
