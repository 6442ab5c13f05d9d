/** What a document says, for tests: plain JavaScript values, paths and comments. */
import { Lexer } from "yaml";
import { parse } from "../../server/src/core/syntax/parse.ts";
import { plain } from "../../server/src/core/syntax/plain.ts";
import type { Path } from "../../server/src/core/value/path.ts";
import { resolve } from "../../server/src/core/value/scalar.ts";
import type { Value } from "../../server/src/core/value/value.ts";

/** A document's tree; throws when it does not parse. */
export function treeIn(text: string) {
  const parsed = parse(text);
  if (!("tree" in parsed)) throw new Error(`${parsed.problem.message}\n${text}`);
  return parsed.tree;
}

/** A document's plain value; throws when it cannot be read. */
export function valueIn(text: string): Value | undefined {
  const read = plain(treeIn(text));
  if ("problem" in read) throw new Error(`${read.problem}\n${text}`);
  return read.value;
}

/** As JSON would carry it. */
export function read(text: string): unknown {
  return toJson(valueIn(text));
}

export function toJson(value: Value | undefined): unknown {
  switch (value?.type) {
    case "scalar":
      return resolve(value);
    case "sequence":
      return value.items.map(toJson);
    case "mapping":
      return Object.fromEntries(value.entries.map((entry) => [entry.key, toJson(entry.value)]));
    default:
      return undefined;
  }
}

/** Every path of a value, the root's first. */
export function pathsIn(value: Value | undefined, path: Path = []): readonly Path[] {
  const inner =
    value?.type === "mapping"
      ? value.entries.flatMap((entry) => pathsIn(entry.value, [...path, entry.key]))
      : value?.type === "sequence"
        ? value.items.flatMap((item, index) => pathsIn(item, [...path, index]))
        : [];
  return [path, ...inner];
}

export function valueAt(value: Value | undefined, path: Path): Value | undefined {
  return path.reduce<Value | undefined>((at, step) => {
    if (at?.type === "sequence") return at.items[Number(step)];
    return at?.type === "mapping" ? at.entries.find((entry) => entry.key === step)?.value : undefined;
  }, value);
}

/** The comments of a text in order, each with its offset. */
export function commentsIn(text: string): readonly { readonly text: string; readonly offset: number }[] {
  const comments: { text: string; offset: number }[] = [];
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (MARKS.has(token)) continue;
    if (token.startsWith("#")) comments.push({ text: token, offset });
    offset += token.length;
  }
  return comments;
}

/** What the lexer says between the tokens of the text: document, flow error, scalar. */
const MARKS = new Set(["\u0002", "\u0018", "\u001f"]);
