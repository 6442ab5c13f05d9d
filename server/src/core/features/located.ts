/**
 * Which findings of a file are shown, how loudly and where: comments and configuration silence or lower them, and the place
 * in the text is looked up last. Remembered, since editors ask at every move of the cursor.
 */
import type { Location } from "../answers.ts";
import { locationOf } from "../documents/locate.ts";
import type { Net } from "../network/net.ts";
import { createNet } from "../network/relations.ts";
import { keyOf, query, type Reader } from "../query/query.ts";
import { type DocId, fileOf } from "../resources/identity.ts";
import type { Resource } from "../resources/resource.ts";
import type { AnyRule, Severity } from "../rules/rule.ts";
import { ignoresOf } from "../syntax/queries.ts";
import type { Range } from "../text/lines.ts";
import { isIgnored } from "../units/ignored.ts";
import { clusterIn } from "../units/queries.ts";
import { settingsAt } from "../units/settings.ts";
import type { UnitOutline } from "../units/unit.ts";
import type { FileId } from "../value/file.ts";
import {
  configuredLevel,
  findInPieces,
  findingsOf,
  isHarsher,
  type MergedFinding,
  outlineIn,
  ruleOf,
  subjectIn,
} from "./findings.ts";
import { touches } from "./ranges.ts";

/** A finding that is shown, with its place. */
interface Shown {
  readonly merged: MergedFinding;
  readonly severity: Severity;
  readonly location: Location;
}

/** By FileId; sorted by place and code. */
export const shownIn = query<{ readonly shown: readonly Shown[]; readonly suppressed: number }>(
  "shownFindings",
  (db, file) => {
    const shown: Shown[] = [];
    let suppressed = 0;
    for (const merged of findingsOf(db, file)) {
      const each = placed(db, merged);
      if (each && isSilenced(db, file, each)) suppressed += 1;
      else if (each) shown.push(each);
    }
    return { shown: shown.toSorted(byPlace), suppressed };
  },
);

/** The judgement and the places of a file's findings, piece by piece; `shownIn` then finds them remembered. */
export function* judgeInPieces(db: Reader, file: FileId): Generator<undefined, void> {
  for (const found of findInPieces(db, file)) {
    for (const each of found) placed(db, each);
    yield;
  }
}

function byPlace(a: Shown, b: Shown): number {
  const [left, right] = [a.location.range.start, b.location.range.start];
  const isBefore = a.merged.code < b.merged.code;
  return left.line - right.line || left.character - right.character || (isBefore ? -1 : 1);
}

/** Undefined when the rule is switched off, or when the place is gone: the document no longer parses. */
function placed(db: Reader, merged: MergedFinding): Shown | undefined {
  const { place } = merged;
  const rule = ruleOf(merged.code);
  const configured = rule && configuredLevel(rule, db.get(settingsAt, fileOf(place.id)));
  if (!rule || configured === "off") return undefined;
  const location = locationOf(db, place.id, place.path, place.part, place.within);
  if (!location) return undefined;
  const severity = configured && isHarsher(merged.severity, configured) ? configured : merged.severity;
  return { merged, severity, location };
}

function isSilenced(db: Reader, file: FileId, found: Shown): boolean {
  const rule = ruleOf(found.merged.code);
  const resource = subjectIn(db, found.merged.units[0] ?? "", found.merged.subject);
  if (!rule || !resource) return false;
  const lines = linesOf(db, found);
  const byComment = db
    .get(ignoresOf, file)
    .some(
      (ignore) =>
        (ignore.rules.includes(rule.code) || ignore.rules.includes(rule.name)) &&
        (ignore.scope === "file" || lines.includes(ignore.target)),
    );
  return byComment || isIgnored(db, resource, rule, file);
}

/** A comment cannot stand inside a block scalar: there it stands where the scalar begins. */
function linesOf(db: Reader, { merged, location }: Shown): readonly number[] {
  const { place } = merged;
  const whole = place.within && locationOf(db, place.id, place.path, place.part);
  return [location, ...(whole ? [whole] : [])].map(({ range }) => range.start.line);
}

/** A shown finding with all that a quick fix needs. */
export interface LocatedFinding extends Shown {
  readonly rule: AnyRule;
  readonly resource: Resource;
  /** The first unit that has it. */
  readonly net: Net;
}

/** The findings of a file that are shown, and touch a range if one is given. */
export function findingsIn(db: Reader, file: FileId, range?: Range): readonly LocatedFinding[] {
  const { shown } = db.get(shownIn, file);
  const wanted = range ? shown.filter(({ location }) => touches(location.range, range)) : shown;
  const nets = new Map<string, Net>();
  return wanted.flatMap((each) => withNet(db, each, nets));
}

/** The findings of one resource share their net: what one has asked it answers to the thousands of others, too. */
function withNet(db: Reader, shown: Shown, nets: Map<string, Net>): readonly LocatedFinding[] {
  const { subject, units, code } = shown.merged;
  const [unit = ""] = units;
  const rule = ruleOf(code);
  const resource = subjectIn(db, unit, subject);
  const outline = outlineIn(db, unit, subject);
  if (!rule || !resource || !outline) return [];
  const key = keyOf(unit, subject);
  const net = nets.get(key) ?? netOf(db, outline, subject);
  nets.set(key, net);
  return [{ ...shown, rule, resource, net }];
}

function netOf(db: Reader, outline: UnitOutline, id: DocId): Net {
  return createNet(db, outline, clusterIn(db, outline.id, id));
}
