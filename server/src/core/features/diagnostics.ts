/**
 * Findings → diagnostics: comments and configuration silence or lower them, and the place in the text is looked up last.
 */
import type { Diagnostic, FileDiagnostics, Location, ResourceName } from "../answers.ts";
import { locationOf } from "../documents/locate.ts";
import type { Net } from "../network/net.ts";
import { createNet } from "../network/relations.ts";
import { keyOf, query, type Reader } from "../query/query.ts";
import { type DocId, fileOf, identityOf } from "../resources/identity.ts";
import type { Resource } from "../resources/resource.ts";
import type { AnyRule, At, Fix, Severity } from "../rules/rule.ts";
import { ignoresOf } from "../syntax/queries.ts";
import { isIgnored } from "../units/ignored.ts";
import { clusterIn, namespaceIn } from "../units/queries.ts";
import { isConfiguration, settingsAt } from "../units/settings.ts";
import type { UnitOutline } from "../units/unit.ts";
import type { FileId } from "../value/file.ts";
import { valueOf } from "../value/known.ts";
import { printPath } from "../value/path.ts";
import { configurationDiagnostics } from "./configuration.ts";
import {
  configuredLevel,
  findingsOf,
  isHarsher,
  type MergedFinding,
  outlineIn,
  ruleOf,
  subjectIn,
} from "./findings.ts";

/** A finding that is shown, with all that a quick fix needs. */
export interface LocatedFinding {
  readonly rule: AnyRule;
  readonly merged: MergedFinding;
  readonly severity: Severity;
  readonly location: Location;
  readonly resource: Resource;
  /** The first unit that has it. */
  readonly net: Net;
}

/** The findings of a file that are shown, sorted by place and code. */
export function findingsIn(db: Reader, file: FileId): readonly LocatedFinding[] {
  return located(db, file).shown;
}

export const diagnosticsOf = query<FileDiagnostics>("diagnostics", (db, file) => {
  if (isConfiguration(file)) return { shown: configurationDiagnostics(db, file), suppressed: 0 };
  const { shown, suppressed } = located(db, file);
  return { shown: shown.map((each) => toDiagnostic(db, each)), suppressed };
});

function located(
  db: Reader,
  file: FileId,
): { readonly shown: readonly LocatedFinding[]; readonly suppressed: number } {
  const shown: LocatedFinding[] = [];
  let suppressed = 0;
  for (const merged of db.get(findingsOf, file)) {
    const each = locatedFinding(db, merged);
    if (each && isSilenced(db, file, each)) suppressed += 1;
    else if (each) shown.push(each);
  }
  return { shown: shown.toSorted(byPlace), suppressed };
}

function byPlace(a: LocatedFinding, b: LocatedFinding): number {
  const [left, right] = [a.location.range.start, b.location.range.start];
  return left.line - right.line || left.character - right.character || (a.rule.code < b.rule.code ? -1 : 1);
}

/** Undefined when the rule is switched off, or when the place is gone: the document no longer parses. */
function locatedFinding(db: Reader, merged: MergedFinding): LocatedFinding | undefined {
  const { at } = merged.finding;
  const unit = merged.units[0] ?? "";
  const rule = ruleOf(merged.code);
  const resource = subjectIn(db, unit, at.id);
  const outline = outlineIn(db, unit, at.id);
  if (!rule || !resource || !outline) return undefined;
  const settings = db.get(settingsAt, fileOf(at.id));
  const configured = configuredLevel(rule, settings);
  if (configured === "off") return undefined;
  const location = locationOf(db, at.id, at.path, at.part, at.within);
  if (!location) return undefined;
  const severity = configured && isHarsher(merged.severity, configured) ? configured : merged.severity;
  return { rule, merged, severity, location, resource, net: netOf(db, outline, at.id) };
}

function netOf(db: Reader, outline: UnitOutline, id: DocId): Net {
  return createNet(db, outline, db.get(clusterIn, keyOf(outline.id, id)));
}

function isSilenced(db: Reader, file: FileId, found: LocatedFinding): boolean {
  const { rule, resource } = found;
  const lines = linesOf(db, found);
  const byComment = db
    .get(ignoresOf, file)
    .some(
      (ignore) =>
        (ignore.rules.includes(rule.code) || ignore.rules.includes(rule.name)) &&
        (ignore.scope === "file" || lines.includes(ignore.target)),
    );
  return byComment || isIgnored(db, resource, rule);
}

/** A comment cannot stand inside a block scalar: there it stands where the scalar begins. */
function linesOf(db: Reader, { merged, location }: LocatedFinding): readonly number[] {
  const { at } = merged.finding;
  const whole = at.within && locationOf(db, at.id, at.path, at.part);
  return [location, ...(whole ? [whole] : [])].map(({ range }) => range.start.line);
}

function toDiagnostic(db: Reader, found: LocatedFinding): Diagnostic {
  const { rule, merged, severity, location } = found;
  const { finding, units } = merged;
  return {
    ...location,
    code: rule.code,
    name: rule.name,
    severity,
    message: finding.message,
    resource: resourceName(db, units[0] ?? "", finding.at),
    path: printPath(finding.at.path),
    ...(finding.apiError === undefined ? {} : { apiError: finding.apiError }),
    units: units.map((unit) => outlineIn(db, unit, finding.at.id)?.name ?? unit).toSorted(),
    related: finding.related.flatMap(({ at, message }) => {
      const place = locationOf(db, at.id, at.path, at.part, at.within);
      const resource = resourceName(db, units[0] ?? "", at);
      return place ? [{ ...place, message, resource, path: printPath(at.path) }] : [];
    }),
    fixes: fixesFor(found).map(({ title, safety }) => ({ title, safe: safety === "safe" })),
  };
}

/** A rule's fixes; none when it throws: a finding without its fix is better than none. */
export function fixesFor({ rule, merged, resource, net }: LocatedFinding): readonly Fix[] {
  try {
    return rule.fixes(merged.finding, resource, net);
  } catch {
    return [];
  }
}

function resourceName(db: Reader, unit: string, { id }: At): ResourceName {
  const { apiVersion, kind, name } = identityOf(id);
  return { apiVersion, kind, name, namespace: valueOf(db.get(namespaceIn, keyOf(unit, id)).value) ?? "" };
}
