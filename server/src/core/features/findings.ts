/**
 * Rules run per (unit, resource) and are remembered without positions. The same finding in several units is said once;
 * configuration lowers or silences it.
 */

import { isJudged } from "../apiserver/judge.ts";
import { isKindCluster } from "../network/kindPorts.ts";
import { isKustomized, memberOf, outlineOf } from "../network/members.ts";
import { createNet } from "../network/relations.ts";
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import { type DocId, fileOf } from "../resources/identity.ts";
import { resourceOf } from "../resources/queries.ts";
import { factsOf, type Resource } from "../resources/resource.ts";
import { rules } from "../rules/index.ts";
import type { AnyRule, At, Finding, Severity } from "../rules/rule.ts";
import { withOneVoice } from "../rules/voices.ts";
import { clusterIn, documentsBuilt, resourceIn, topsOfUnit, unitOf, unitsOfFile } from "../units/queries.ts";
import { type Settings, settingsAt } from "../units/settings.ts";
import type { UnitId, UnitOutline } from "../units/unit.ts";
import { type FileId, folderOf, pathOf, rootOf } from "../value/file.ts";
import { kustomizeFindings } from "./kustomizations.ts";
import { writtenAt } from "./origins.ts";
import { mergeKey } from "./sameFinding.ts";

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

/** The answer for nearly all. */
const NOTHING_SAID: Judged = { findings: [], failures: [] };

/** By (unit, resource). */
const judged = query<Judged>("findings", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const resource = subjectIn(db, unit, id);
  const outline = outlineIn(db, unit, id);
  if (!resource || !outline || resource.observed) return NOTHING_SAID;
  const settings = db.get(settingsAt, fileOf(id));
  const net = createNet(db, outline, clusterIn(db, unit, id));
  const findings: UnitFinding[] = [];
  const failures: string[] = [];
  for (const rule of concerning(resource)) {
    if (rule.offByDefault && configuredLevel(rule, settings) === undefined) continue;
    try {
      for (const finding of rule.check(resource, net)) {
        findings.push({ code: rule.code, severity: finding.severity ?? rule.severity, finding });
      }
    } catch (error) {
      failures.push(`${rule.code}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (findings.length + failures.length === 0) return NOTHING_SAID;
  return { findings: withOneVoice(findings), failures };
});

/** What rules are about, each once: dozens of rules are about Services. */
const SUBJECTS: readonly AnyRule["concerns"][] = [...new Set(rules.map(({ concerns }) => concerns))];
const SUBJECT_OF: readonly number[] = rules.map(({ concerns }) => SUBJECTS.indexOf(concerns));

/** The rules that a resource is a subject of, in their order. */
function concerning(resource: Resource): readonly AnyRule[] {
  const isSubject = SUBJECTS.map((concerns) => concerns(resource));
  return rules.filter((_, index) => isSubject[SUBJECT_OF[index] ?? 0]);
}

/** What configuration says of a rule, by code or by name. */
export function configuredLevel({ code, name }: AnyRule, settings: Settings): Severity | "off" | undefined {
  return settings.rules[code] ?? settings.rules[name];
}

/** A finding at the place where its author can mend it. */
interface PlacedFinding extends UnitFinding {
  /** The member that it is about; its id is in `finding.at`, too, with the path in the object as it is applied. */
  readonly subject: DocId;
  /** Where that is written: elsewhere than `finding.at` for what a kustomization builds. */
  readonly place: At;
}

/** A finding merged over the units that have it. */
export interface MergedFinding extends PlacedFinding {
  readonly units: readonly UnitId[];
  /** The resource is in other units, too, and right there. */
  readonly isPartial?: true;
}

/** The findings of a file's resources before configuration and comments have their say. */
export function findingsOf(db: Reader, file: FileId): readonly MergedFinding[] {
  const units = db.get(unitsOfFile, file);
  const resources = db.get(factsOf, file).resources.filter((each) => !isMute(each));
  const isGuess = units.length > 0 && units.every((unit) => isInferred(db, unit));
  const own = isGuess
    ? resources.flatMap(({ id, spec }) => (spec.family === "kustomization" ? [] : inAll(db, units, id)))
    : inAny(db, units, file, resources);
  const alone = resources.filter(({ spec }) => spec.family === "kustomization");
  return [
    ...own,
    ...alone.flatMap(({ id }) => db.get(judged, keyOf(ALONE, id)).findings.map((each) => inAlone(each, id))),
    ...kustomizeFindings(db, file).map((each) => inAlone(each, each.finding.at.id)),
  ];
}

/** Files of no more resources are judged in one go. */
const MANY = 50;

/** What a file's findings are put together from, resource by resource: whoever has no time may stop between two of them. */
export function* findInPieces(db: Reader, file: FileId): Generator<readonly MergedFinding[], void> {
  const { resources } = db.get(factsOf, file);
  const units = db.get(unitsOfFile, file);
  const isGuess = units.length > 0 && units.every((unit) => isInferred(db, unit));
  for (const resource of resources.length > MANY ? resources : []) {
    if (isMute(resource)) continue;
    if (isGuess) yield inAll(db, units, resource.id);
    else for (const unit of units) db.get(judged, keyOf(unit, resource.id));
    yield [];
  }
}

function inAlone(finding: UnitFinding, subject: DocId): MergedFinding {
  return { ...finding, subject, place: finding.finding.at, units: [ALONE] };
}

/** What a unit that is built says, by the file where it is written; asked for by `landedIn` alone. */
const landed = query<ReadonlyMap<FileId, readonly PlacedFinding[]>>(
  "landedFindings",
  (db, unit) => {
    const found = new Map<FileId, PlacedFinding[]>();
    for (const id of db.get(unitOf, unit)?.members ?? []) {
      const resource = subjectIn(db, unit, id);
      if (!resource || isMute(resource)) continue;
      for (const each of db.get(judged, keyOf(unit, id)).findings) {
        const place = writtenAt(db, unit, each.finding.at);
        const file = fileOf(place.id);
        const before = found.get(file);
        if (before) before.push({ ...each, subject: id, place });
        else found.set(file, [{ ...each, subject: id, place }]);
      }
    }
    return found;
  },
  { equal: () => false },
);

/** By (unit, file). */
const landedIn = query<readonly PlacedFinding[]>("landedFindingsIn", (db, key) => {
  const [unit, file] = firstAndRest(key);
  return db.get(landed, unit).get(file) ?? [];
});

function isMember(db: Reader, unit: UnitId, id: DocId): boolean {
  return db.get(resourceIn, keyOf(unit, id)) !== undefined;
}

const MUTE: ReadonlySet<string> = new Set<Resource["spec"]["family"]>([
  ...(["other", "namespace", "opaque", "gateway", "route"] as const),
]);

/** Nothing in it that a rule could speak about: known by its name only. */
function isMute({ identity, spec, references, texts, duplicateKeys }: Resource): boolean {
  if (isJudged(identity.apiVersion, identity.kind) || isKindCluster(identity)) return false;
  return MUTE.has(spec.family) && references.length === 0 && texts.length === 0 && duplicateKeys.length === 0;
}

/** In written units each finding counts, wherever it is. */
function inAny(
  db: Reader,
  units: readonly UnitId[],
  file: FileId,
  resources: readonly Resource[],
): readonly MergedFinding[] {
  const found = new Map<string, MergedFinding>();
  for (const unit of units) {
    for (const each of findingsIn(db, unit, file, resources)) {
      const key = mergeKey(db, unit, each);
      found.set(key, together(found.get(key), each, unit));
    }
  }
  return [...found.values()].map((each) => {
    const using = units.filter((unit) => isUsed(db, unit, each.place.id));
    return each.units.length === using.length ? each : inSomeUnits(db, each);
  });
}

function findingsIn(
  db: Reader,
  unit: UnitId,
  file: FileId,
  resources: readonly Resource[],
): readonly PlacedFinding[] {
  if (isKustomized(db, unit)) return db.get(landedIn, keyOf(unit, file));
  return resources
    .filter(({ id }) => isMember(db, unit, id))
    .flatMap(({ id }) =>
      db
        .get(judged, keyOf(unit, id))
        .findings.map((each) => ({ ...each, subject: id, place: each.finding.at })),
    );
}

/** Whether a document has a part in what a unit holds. */
function isUsed(db: Reader, unit: UnitId, document: DocId): boolean {
  if (isMember(db, unit, document)) return true;
  const tops = db.get(topsOfUnit, unit);
  return tops !== "" && db.get(documentsBuilt, tops).has(document);
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
      const placed = { ...each, subject: id, place: at };
      if (!found || found.has(key))
        common.set(key, together(found?.get(key) ?? common.get(key), placed, unit));
    }
    if (common.size === 0) return [];
    found = common;
  }
  return [...(found?.values() ?? [])];
}

function together(before: MergedFinding | undefined, next: PlacedFinding, unit: UnitId): MergedFinding {
  if (!before) return { ...next, units: [unit] };
  const units = before.units.includes(unit) ? before.units : [...before.units, unit];
  return isHarsher(next.severity, before.severity) ? { ...next, units } : { ...before, units };
}

/** A kustomization is no member of a unit, and yet can be wrong in itself: then it is a unit of its own. */
const ALONE: UnitId = "";

/** A member as it is judged in a unit. */
export function subjectIn(db: Reader, unit: UnitId, id: DocId): Resource | undefined {
  return unit === ALONE ? db.get(resourceOf, id) : memberOf(db, unit, id);
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
