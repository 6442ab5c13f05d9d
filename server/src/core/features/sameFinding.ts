/** When what several units say of one place is one finding. */
import { isKustomized } from "../network/members.ts";
import { keyOf, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import type { At } from "../rules/rule.ts";
import { builtInstances, builtMember, namespaceIn, topsOfUnit } from "../units/queries.ts";
import type { UnitId } from "../units/unit.ts";
import { valueOf } from "../value/known.ts";

interface Said {
  readonly code: string;
  readonly finding: { readonly message: string };
  readonly subject: DocId;
  readonly place: At;
}

/** Findings that differ in nothing but the namespace, or in what names of a unit begin and end with, are one. */
export function mergeKey(db: Reader, unit: UnitId, { code, finding, place, subject }: Said): string {
  const namespace = valueOf(db.get(namespaceIn, keyOf(unit, subject)).value) ?? "";
  const anywhere =
    namespace === ""
      ? finding.message
      : finding.message.replaceAll(`namespace ${namespace}`, () => "namespace");
  const text = affixesOf(db, unit, subject).reduce(without, anywhere);
  return JSON.stringify([code, place.id, place.path, place.part, place.within, text]);
}

interface Affixes {
  /** Innermost first. */
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
}

/** Of a base that is used twice those of both: what is said of the one may name the other. */
function affixesOf(db: Reader, unit: UnitId, id: DocId): readonly Affixes[] {
  if (!isKustomized(db, unit)) return [];
  const tops = db.get(topsOfUnit, unit);
  const object = db.get(builtMember, keyOf(tops, id));
  if (!object) return [];
  return object.source === undefined ? [object] : builtInstances(db, tops, object.source);
}

/** The outermost goes first; `a-` is no part of `data-1`. */
function without(text: string, { prefixes, suffixes }: Affixes): string {
  if (prefixes.length + suffixes.length === 0) return text;
  return text.replace(/[\w-]+/g, (word) => {
    const tail = prefixes.reduceRight((rest, prefix) => withoutStart(rest, prefix), word);
    return suffixes.reduceRight((rest, suffix) => withoutEnd(rest, suffix), tail);
  });
}

function withoutStart(word: string, start: string): string {
  return word.startsWith(start) ? word.slice(start.length) : word;
}

function withoutEnd(word: string, end: string): string {
  return word.endsWith(end) ? word.slice(0, word.length - end.length) : word;
}
