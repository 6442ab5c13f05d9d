/**
 * Text → documents → trees and plain values, remembered. A document's answers are keyed by its file and the hash of its
 * text: they never change, and go when no file asks for them.
 */
import { input, keyOf, partsOf, query } from "../query/query.ts";
import { type LineStarts, lineStarts } from "../text/lines.ts";
import { type Ignore, ignoresIn } from "./ignores.ts";
import { largeList } from "./largeList.ts";
import { type Parsed, parse } from "./parse.ts";
import { type Plain, plain } from "./plain.ts";
import { quickValue } from "./quick/quick.ts";
import { LARGEST_PARSED, type Scan, scan } from "./scan.ts";
import { type Chunk, split } from "./split.ts";

/** How many trees and values stay in memory; facts stay for all. */
const RECENT = 64;

/** The text of a file, without byte order mark; undefined when it is not there. */
export const textOf = input<string | undefined>("text", undefined);

/** Why a listed file could not be read at all; undefined for one that was. */
export const unreadableFile = input<string | undefined>("unreadableFile", undefined);

export const chunksOf = query<readonly Chunk[]>("chunks", (db, file) => split(db.get(textOf, file) ?? ""));

export const lineStartsOf = query<LineStarts>(
  "lineStarts",
  (db, file) => lineStarts(db.get(textOf, file) ?? ""),
  {
    equal: () => false,
    keep: RECENT,
  },
);

export const ignoresOf = query<readonly Ignore[]>("ignores", (db, file) =>
  ignoresIn(db.get(textOf, file) ?? ""),
);

/** Key of the per-document queries below. */
export function chunkKey(file: string, hash: string): string {
  return keyOf(file, hash);
}

/** The documents' texts by hash. */
const chunkTexts = query<ReadonlyMap<string, string>>(
  "chunkTexts",
  (db, file) => {
    const text = db.get(textOf, file) ?? "";
    return new Map(db.get(chunksOf, file).map(({ hash, start, end }) => [hash, text.slice(start, end)]));
  },
  { equal: () => false, keep: RECENT },
);

/** What follows from a document's text and nothing else; the hash of the text is in the key. */
const ofText = { fixed: true, keep: RECENT } as const;

export const chunkTextOf = query<string>(
  "chunkText",
  (db, key) => {
    const [file = "", hash = ""] = partsOf(key);
    return db.get(chunkTexts, file).get(hash) ?? "";
  },
  ofText,
);

export const scanOf = query<Scan>("scan", (db, key) => scan(db.get(chunkTextOf, key)), ofText);

const TOO_LARGE = "larger than 2 MB: read by its lines only";

export const treeOf = query<Parsed>(
  "parse",
  (db, key) => {
    const text = db.get(chunkTextOf, key);
    return text.length > LARGEST_PARSED ? { problem: { message: TOO_LARGE, at: 0 } } : parse(text);
  },
  ofText,
);

export const plainOf = query<Plain>(
  "plain",
  (db, key) => {
    const text = db.get(chunkTextOf, key);
    const quick = text.length > LARGEST_PARSED ? largeList(text) : quickValue(text);
    if (quick) return { value: quick, duplicateKeys: [] };
    const parsed = db.get(treeOf, key);
    return "tree" in parsed ? plain(parsed.tree) : { problem: parsed.problem.message };
  },
  ofText,
);
