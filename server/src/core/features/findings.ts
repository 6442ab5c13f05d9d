/**
 * Rules run per (unit, resource) and are remembered without positions. The same finding in several units is said once;
 * configuration lowers or silences it.
 */

import { outlineOf } from "../network/members.ts";
import { createNet } from "../network/relations.ts";
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import { type DocId, fileOf } from "../resources/identity.ts";
import { resourceOf } from "../resources/queries.ts";
import { factsOf, type Resource } from "../resources/resource.ts";
import { rules } from "../rules/index.ts";
import type { AnyRule, Finding, Severity } from "../rules/rule.ts";
import { clusterIn, namespaceIn, resourceIn, unitsOfFile } from "../units/queries.ts";
import { type Settings, settingsAt } from "../units/settings.ts";
import type { UnitId, UnitOutline } from "../units/unit.ts";
import { type FileId, folderOf, pathOf, rootOf } from "../value/file.ts";
import { valueOf } from "../value/known.ts";

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
  const net = createNet(db, outline, db.get(clusterIn, key));
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
  return { findings, failures };
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
  return db.get(factsOf, file).resources.flatMap((resource) => merged(db, units, resource.id));
});

function merged(db: Reader, units: readonly UnitId[], id: DocId): readonly MergedFinding[] {
  const found = new Map<string, MergedFinding>();
  const inUnits = units.filter((unit) => db.get(resourceIn, keyOf(unit, id)) !== undefined);
  const judging = inUnits.length === 0 && isKustomization(db, id) ? [ALONE] : inUnits;
  for (const unit of judging) {
    const namespace = valueOf(db.get(namespaceIn, keyOf(unit, id)).value) ?? "";
    for (const each of db.get(judged, keyOf(unit, id)).findings) {
      const key = mergeKey(each, namespace);
      const before = found.get(key);
      found.set(
        key,
        before ? harsher(before, { ...each, units: [...before.units, unit] }) : { ...each, units: [unit] },
      );
    }
  }
  return [...found.values()].flatMap((each) => {
    if (each.units.length === judging.length) return [each];
    return judging.every((unit) => isInferred(db, unit)) ? [] : [inSomeUnits(db, each)];
  });
}

/** A kustomization is no member of a unit, and yet can be wrong in itself: then it is a unit of its own. */
const ALONE: UnitId = "";

function isKustomization(db: Reader, id: DocId): boolean {
  return db.get(resourceOf, id)?.spec.family === "kustomization";
}

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

/** Which copies go with a loose file is a guess: what only some of them make wrong is not known to be wrong. */
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

function harsher(before: MergedFinding, next: MergedFinding): MergedFinding {
  return isHarsher(next.severity, before.severity) ? next : { ...before, units: next.units };
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

/** Rules that threw on a file's resources. */
export function failuresIn(db: Reader, file: FileId): readonly string[] {
  const units = db.get(unitsOfFile, file);
  const resources = db.get(factsOf, file).resources;
  return units.flatMap((unit) => resources.flatMap(({ id }) => db.get(judged, keyOf(unit, id)).failures));
}

export function ruleOf(code: string): AnyRule | undefined {
  return rules.find((rule) => rule.code === code);
}
