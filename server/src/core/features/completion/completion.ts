/**
 * What may be written in a place that is empty or misspelt: fields of the kind, and values of fields that have a fixed set.
 * Nothing is offered where something right stands already, and nothing outside the kinds that are judged as the API server
 * does; so this never gets between a person and what other extensions know of YAML.
 */
import type { Completion } from "../../answers.ts";
import { kindOf } from "../../apiserver/kinds.ts";
import { type Choices, choicesOf } from "../../apiserver/structs/choices.ts";
import type { Struct, Type } from "../../apiserver/structs/struct.ts";
import { structs } from "../../apiserver/structs/structs.ts";
import { isAtLeast, type Version, versionOf } from "../../apiserver/version.ts";
import type { Reader } from "../../query/query.ts";
import { chunkKey, chunksOf, chunkTextOf, lineStartsOf, scanOf, textOf } from "../../syntax/queries.ts";
import { LARGEST_PARSED } from "../../syntax/scan.ts";
import { type Unfinished, unfinishedAt } from "../../syntax/unfinished.ts";
import { unfinishedInFlow } from "../../syntax/unfinishedFlow.ts";
import { offsetAt, type Position, rangeAt } from "../../text/lines.ts";
import { isKustomizationPath } from "../../units/kustomize/entries.ts";
import { settingsAt } from "../../units/settings.ts";
import { type FileId, pathOf } from "../../value/file.ts";
import { fitting } from "./fitting.ts";
import { inKustomization } from "./kustomization.ts";

export function completions(db: Reader, file: FileId, position: Position): readonly Completion[] {
  const starts = db.get(lineStartsOf, file);
  const offset = offsetAt(db.get(textOf, file) ?? "", starts, position);
  const chunk = db.get(chunksOf, file).findLast(({ start, end }) => start <= offset && offset <= end);
  if (!chunk || chunk.end - chunk.start > LARGEST_PARSED) return [];
  const key = chunkKey(file, chunk.hash);
  if (isKustomizationPath(pathOf(file)))
    return inKustomization(db, file, db.get(chunkTextOf, key), offset - chunk.start).map(
      ({ span, ...each }) => ({
        ...each,
        range: rangeAt(starts, { start: span.start + chunk.start, end: span.end + chunk.start }),
      }),
    );
  const { apiVersion, kind } = db.get(scanOf, key);
  const root = kindOf(apiVersion, kind)?.struct;
  const typed = root && typedAt(db.get(chunkTextOf, key), offset - chunk.start);
  if (root === undefined || !typed) return [];
  const version = versionOf(db.get(settingsAt, file).cluster.kubernetesVersion);
  const { start, end } = typed.span;
  const range = rangeAt(starts, { start: start + chunk.start, end: end + chunk.start });
  const isJson = pathOf(file).endsWith(".json") && typed.style === "flow";
  return offered(root, typed, version).map((each) => ({
    ...each,
    ...(isJson ? { insert: asJson(each.insert) } : {}),
    range,
  }));
}

function typedAt(text: string, offset: number): Unfinished | undefined {
  const inFlow = unfinishedInFlow(text, offset);
  return inFlow === "outside" ? unfinishedAt(text, offset) : inFlow;
}

/** JSON has its keys and texts in quotes. */
function asJson(insert: string): string {
  return /^(true|false)$/.test(insert) ? insert : insert.replace(/^[^:]*/, (word) => `"${word}"`);
}

type Offered = Omit<Completion, "range">;

function offered(root: string, typed: Unfinished, version: Version): readonly Offered[] {
  const place = placeOf(root, typed.owner);
  if (!place) return [];
  if (place.struct === undefined) return values(place.type, place.choices, typed.word, version);
  const { struct } = place;
  if (typed.key === undefined) return fields(struct, typed);
  const type = struct.fields.get(typed.key);
  return type ? values(type, choicesOf(place.name, typed.key), typed.word, version) : [];
}

interface Place {
  readonly name: string;
  /** The struct whose fields stand there; undefined where values do. */
  readonly struct: Struct | undefined;
  readonly type: Type;
  readonly choices: Choices | undefined;
}

/** From the kind's struct along a path; undefined where a field on the way is not known, or is not looked into. */
function placeOf(root: string, path: readonly string[]): Place | undefined {
  const start: Place = inType({ type: "struct", name: root }, undefined);
  return path.reduce<Place | undefined>((at, step) => at && inPlace(at, step), start);
}

function inPlace({ type, struct, name, choices }: Place, step: string): Place | undefined {
  if (step === "[]") return type.type === "list" ? inType(type.of, choices) : undefined;
  const next = struct?.fields.get(step);
  return next && inType(next, choicesOf(name, step));
}

function inType(type: Type, choices: Choices | undefined): Place {
  const name = type.type === "struct" ? type.name : "";
  return { name, struct: structs.get(name), type, choices };
}

function fields(
  { fields: all }: Struct,
  { word, siblings, isClosed, style }: Unfinished,
): readonly Offered[] {
  // What is right is left alone.
  if (all.has(word)) return [];
  const open = [...all].filter(([name]) => !siblings.includes(name));
  return fitting(
    word,
    open.map(([name]) => name),
  ).map(({ text, filter }) => ({
    label: text,
    kind: "field",
    detail: detailOf(all.get(text)),
    insert:
      isClosed || style === "quoted"
        ? text
        : `${text}:${isScalar(all.get(text)) || style === "flow" ? " " : ""}`,
    ...(filter === undefined ? {} : { filter }),
  }));
}

function isScalar(type: Type | undefined): boolean {
  return type !== undefined && !["list", "map", "struct", "any"].includes(type.type);
}

const DETAILS: Readonly<Record<Type["type"], string>> = {
  string: "text",
  bool: "true or false",
  int32: "number",
  int64: "number",
  IntOrString: "number or name",
  any: "",
  list: "list",
  map: "map of texts",
  struct: "fields",
};

function detailOf(type: Type | undefined): string {
  return type ? DETAILS[type.type] : "";
}

/** A list's choices are those of its items. */
function values(
  type: Type,
  choices: Choices | undefined,
  word: string,
  version: Version,
): readonly Offered[] {
  if (type.type === "list") return [];
  const all = type.type === "bool" ? ["true", "false"] : (choices?.values ?? []);
  const served = all.filter((each) => isAtLeast(version, choices?.since?.[each] ?? 0));
  if (served.includes(word)) return [];
  return fitting(word, served).map(({ text, filter }) => ({
    label: text,
    kind: "value",
    detail: text === choices?.fallback ? "default" : "",
    insert: text,
    ...(filter === undefined ? {} : { filter }),
  }));
}
