/**
 * Rules run per (unit, resource) and are remembered without positions. The same finding in several units is said once;
 * configuration lowers or silences it.
 */

import { isJudged } from "../apiserver/judge.ts";
import { outlineOf } from "../network/members.ts";
import { createNet } from "../network/relations.ts";
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import { type DocId, fileOf } from "../resources/identity.ts";
import { resourceOf } from "../resources/queries.ts";
import { factsOf, type Resource } from "../resources/resource.ts";
import { rules } from "../rules/index.ts";
import type { AnyRule, Finding, Severity } from "../rules/rule.ts";
import { withOneVoice } from "../rules/voices.ts";
import { clusterIn, namespaceIn, resourceIn, unitsOfFile } from "../units/queries.ts";
import { type Settings, settingsAt } from "../units/settings.ts";
import type { UnitId, UnitOutline } from "../units/unit.ts";
import { type FileId, folderOf, pathOf, rootOf } from "../value/file.ts";
import { valueOf } from "../value/known.ts";
import { kustomizeFindings } from "./kustomizations.ts";

/** What one rule says about one resource in one unit. */
interface UnitFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly finding: Finding;
}

interface Judged {
  readonly findings: readonly UnitFinding[];
  /** Rules that threw, with the message; said once in the log. */
  readonly failures: readonly string[];
}

/** By (unit, resource). */
const judged = query<Judged>("findings", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const resource = subjectIn(db, unit, id);
  const outline = outlineIn(db, unit, id);
  if (!resource || !outline || resource.observed) return { findings: [], failures: [] };
  const settings = db.get(settingsAt, fileOf(id));
  const net = createNet(db, outline, clusterIn(db, unit, id));
  const findings: UnitFinding[] = [];
  const failures: string[] = [];
  for (const rule of rules) {
    if (rule.offByDefault && configuredLevel(rule, settings) === undefined) continue;
    try {
      for (const finding of rule.check(resource, net)) {
        findings.push({ code: rule.code, severity: finding.severity ?? rule.severity, finding });
      }
    } catch (error) {
      failures.push(`${rule.code}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { findings: withOneVoice(findings), failures };
});

/** What configuration says of a rule, by code or by name. */
export function configuredLevel({ code, name }: AnyRule, settings: Settings): Severity | "off" | undefined {
  return settings.rules[code] ?? settings.rules[name];
}

/** A finding merged over the units that have it. */
export interface MergedFinding extends UnitFinding {
  readonly units: readonly UnitId[];
  /** The resource is in other units, too, and right there. */
  readonly isPartial?: true;
}

/** The findings of a file's resources before configuration and comments have their say; by FileId. */
export const findingsOf = query<readonly MergedFinding[]>("findingsOfFile", (db, file) => {
  const units = db.get(unitsOfFile, file);
  const own = db.get(factsOf, file).resources.flatMap((resource) => merged(db, units, resource.id));
  return [...own, ...kustomizeFindings(db, file).map((each) => ({ ...each, units: [ALONE] }))];
});

function merged(db: Reader, units: readonly UnitId[], id: DocId): readonly MergedFinding[] {
  const written = db.get(resourceOf, id);
  if (!written || isMute(written)) return [];
  const isGuess = units.length > 0 && units.every((unit) => isInferred(db, unit));
  if (isGuess && written.spec.family !== "kustomization") return inAll(db, units, id);
  const inUnits = units.filter((unit) => isMember(db, unit, id));
  const isAlone = inUnits.length === 0 && written.spec.family === "kustomization";
  return inAny(db, isAlone ? [ALONE] : inUnits, id);
}

function isMember(db: Reader, unit: UnitId, id: DocId): boolean {
  return db.get(resourceIn, keyOf(unit, id)) !== undefined;
}

const MUTE: ReadonlySet<string> = new Set<Resource["spec"]["family"]>([
  ...(["other", "namespace", "opaque", "gateway", "route"] as const),
]);

/** Nothing in it that a rule could speak about: known by its name only. */
function isMute({ identity, spec, references, texts, duplicateKeys }: Resource): boolean {
  if (isJudged(identity.apiVersion, identity.kind)) return false;
  return MUTE.has(spec.family) && references.length === 0 && texts.length === 0 && duplicateKeys.length === 0;
}

/** In written units each finding counts, wherever it is. */
function inAny(db: Reader, units: readonly UnitId[], id: DocId): readonly MergedFinding[] {
  const found = new Map<string, MergedFinding>();
  for (const unit of units) {
    const namespace = valueOf(db.get(namespaceIn, keyOf(unit, id)).value) ?? "";
    for (const each of db.get(judged, keyOf(unit, id)).findings) {
      const key = mergeKey(each, namespace);
      found.set(key, together(found.get(key), each, unit));
    }
  }
  return [...found.values()].map((each) =>
    each.units.length === units.length ? each : inSomeUnits(db, each),
  );
}

/**
 * Which copies go with a loose file is a guess: what only some of them make wrong is not known to be wrong. So nothing needs
 * to be asked of the other units once one has nothing to say.
 */
function inAll(db: Reader, units: readonly UnitId[], id: DocId): readonly MergedFinding[] {
  let found: ReadonlyMap<string, MergedFinding> | undefined;
  for (const unit of units) {
    if (!isMember(db, unit, id)) continue;
    const common = new Map<string, MergedFinding>();
    for (const each of db.get(judged, keyOf(unit, id)).findings) {
      const { at } = each.finding;
      const key = JSON.stringify([each.code, at.id, at.path, at.part, at.within]);
      if (!found || found.has(key)) common.set(key, together(found?.get(key) ?? common.get(key), each, unit));
    }
    if (common.size === 0) return [];
    found = common;
  }
  return [...(found?.values() ?? [])];
}

function together(before: MergedFinding | undefined, next: UnitFinding, unit: UnitId): MergedFinding {
  if (!before) return { ...next, units: [unit] };
  const units = before.units.includes(unit) ? before.units : [...before.units, unit];
  return isHarsher(next.severity, before.severity) ? { ...next, units } : { ...before, units };
}

/** A kustomization is no member of a unit, and yet can be wrong in itself: then it is a unit of its own. */
const ALONE: UnitId = "";

/** A resource as it is judged in a unit. */
export function subjectIn(db: Reader, unit: UnitId, id: DocId): Resource | undefined {
  return unit === ALONE ? db.get(resourceOf, id) : db.get(resourceIn, keyOf(unit, id));
}

export function outlineIn(db: Reader, unit: UnitId, id: DocId): UnitOutline | undefined {
  if (unit !== ALONE) return db.get(outlineOf, unit);
  const file = fileOf(id);
  const folder = folderOf(pathOf(file));
  return { id: ALONE, kind: "kustomization", name: folder || ".", root: rootOf(file), folder, gaps: [] };
}

function isInferred(db: Reader, unit: UnitId): boolean {
  return db.get(outlineOf, unit)?.kind === "plain";
}

/** Findings that differ in nothing but the namespace are one. */
function mergeKey({ code, finding }: UnitFinding, namespace: string): string {
  const { at, message } = finding;
  const text = namespace === "" ? message : message.replaceAll(`namespace ${namespace}`, "namespace");
  return JSON.stringify([code, at.id, at.path, at.part, at.within, text]);
}

const ORDER: readonly Severity[] = ["error", "warning", "information", "hint"];

export function isHarsher(a: Severity, b: Severity): boolean {
  return ORDER.indexOf(a) < ORDER.indexOf(b);
}

function inSomeUnits(db: Reader, merged: MergedFinding): MergedFinding {
  const names = merged.units.map((unit) => db.get(outlineOf, unit)?.name ?? unit).toSorted();
  const named = names.slice(0, MOST_UNITS).map((name) => (name === "." ? "the loose files" : name));
  const more = names.length > MOST_UNITS ? ` and ${names.length - MOST_UNITS} more` : "";
  const message = `${merged.finding.message.replace(/\.$/, "")} (in ${named.join(", ")}${more}).`;
  return { ...merged, finding: { ...merged.finding, message }, isPartial: true };
}

/** How many units a message names. */
const MOST_UNITS = 3;

/** Rules that threw on a file's resources, each with its message; by the first unit of each, which is always asked. */
export function failuresIn(db: Reader, file: FileId): readonly string[] {
  const units = db.get(unitsOfFile, file);
  const failures = db.get(factsOf, file).resources.flatMap((resource) => {
    const first = units.find((unit) => isMember(db, unit, resource.id)) ?? ALONE;
    const isJudged = !isMute(resource) && (first !== ALONE || resource.spec.family === "kustomization");
    return isJudged ? db.get(judged, keyOf(first, resource.id)).failures : [];
  });
  return [...new Set(failures)];
}

export function ruleOf(code: string): AnyRule | undefined {
  return rules.find((rule) => rule.code === code);
}
