/** What may be written in a kustomization: files and folders that are there, and the objects that a patch may be for. */
import type { Completion } from "../../answers.ts";
import type { Reader } from "../../query/query.ts";
import { groupOf, type Identity, identityOf } from "../../resources/identity.ts";
import { type Unfinished, unfinishedAt } from "../../syntax/unfinished.ts";
import type { Span } from "../../text/lines.ts";
import { built } from "../../units/kustomize/build/built.ts";
import { anyIds } from "../../units/kustomize/build/identity.ts";
import { unitsIn } from "../../units/queries.ts";
import { type FileId, rootOf } from "../../value/file.ts";
import { fitting } from "./fitting.ts";
import { pathsFor } from "./paths.ts";

export type Placed = Omit<Completion, "range"> & { readonly span: Span };

/** Nobody looks through more. */
const MOST = 100;

/** `text` is that of the document, `offset` and the spans are in it. */
export function inKustomization(db: Reader, file: FileId, text: string, offset: number): readonly Placed[] {
  const typed = typedAt(text, offset);
  if (!typed) return [];
  const [kind, words] = wordsFor(db, file, typed);
  if (words.includes(typed.word)) return [];
  return fitting(typed.word, words)
    .slice(0, MOST)
    .map(({ text: word, filter }) => ({
      label: word,
      kind,
      detail: "",
      insert: word,
      span: typed.span,
      ...(filter === undefined ? {} : { filter }),
    }));
}

type Typed = Pick<Unfinished, "owner" | "key" | "word" | "span">;

const WORD = /^( *(?:- +)*(?:[A-Za-z0-9]+:[ \t]+)?)(["']?)([^"'\s#]*)\2[ \t]*(?:#.*)?$/;

/** A path holds characters that end a word elsewhere: its line is read without it. */
function typedAt(text: string, offset: number): Typed | undefined {
  const begin = text.lastIndexOf("\n", offset - 1) + 1;
  const line = /^[^\r\n]*/.exec(text.slice(begin))?.[0] ?? "";
  const [whole, before = "", quote = "", word = ""] = line.length > LONGEST ? [] : (WORD.exec(line) ?? []);
  const start = begin + before.length + quote.length;
  if (whole === undefined || offset < start || offset > start + word.length) return undefined;
  const bare = text.slice(0, begin + before.length) + text.slice(begin + line.length);
  const place = unfinishedAt(bare, begin + before.length);
  return place && { ...place, word, span: { start, end: start + word.length } };
}

const LONGEST = 500;

function wordsFor(
  db: Reader,
  file: FileId,
  { owner, key }: Typed,
): readonly [Completion["kind"], readonly string[]] {
  const [field = "", item, part, ...deeper] = owner;
  if (item !== "[]" || deeper.length > 0) return ["file", []];
  if (part === undefined) return ["file", pathsFor(db, file, field, key)];
  const isTarget = field.startsWith("patches") && part === "target" && key !== undefined;
  return ["object", isTarget ? targetsFor(db, file, key) : []];
}

const PARTS: Readonly<Record<string, (identity: Identity) => string>> = {
  kind: ({ kind }) => kind,
  name: ({ name }) => name,
  namespace: ({ namespace }) => namespace,
  group: ({ apiVersion }) => groupOf(apiVersion),
  version: ({ apiVersion }) => apiVersion.slice(apiVersion.lastIndexOf("/") + 1),
};

function targetsFor(db: Reader, file: FileId, key: string): readonly string[] {
  const part = PARTS[key];
  if (!part) return [];
  const words = identitiesFor(db, file).map(part);
  return [...new Set(words)].filter((word) => word !== "").toSorted();
}

/** Of what the kustomization builds; while it does not parse, of all that is there. */
function identitiesFor(db: Reader, file: FileId): readonly Identity[] {
  const own = db.get(built, file).objects.flatMap(anyIds);
  if (own.length > 0) return own;
  return db.get(unitsIn, rootOf(file)).flatMap(({ members }) => members.map(identityOf));
}
