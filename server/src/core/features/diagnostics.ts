/** Shown findings → diagnostics, with what is related and which fixes there are. */
import type { Diagnostic, FileDiagnostics, ResourceName } from "../answers.ts";
import { locationOf } from "../documents/locate.ts";
import { keyOf, query, type Reader } from "../query/query.ts";
import { identityOf } from "../resources/identity.ts";
import type { At, Fix } from "../rules/rule.ts";
import { namespaceIn } from "../units/queries.ts";
import { isConfiguration } from "../units/settings.ts";
import { valueOf } from "../value/known.ts";
import { printPath } from "../value/path.ts";
import { configurationDiagnostics } from "./configuration.ts";
import { outlineIn, subjectIn } from "./findings.ts";
import { findingsIn, type LocatedFinding, shownIn } from "./located.ts";
import { sentence } from "./markdown.ts";
import { changesWritten, writtenAt } from "./origins.ts";

export const diagnosticsOf = query<FileDiagnostics>("diagnostics", (db, file) => {
  if (isConfiguration(file)) return { shown: configurationDiagnostics(db, file), suppressed: 0 };
  const { suppressed } = db.get(shownIn, file);
  return { shown: findingsIn(db, file).map((each) => toDiagnostic(db, each)), suppressed };
});

function toDiagnostic(db: Reader, found: LocatedFinding): Diagnostic {
  const { rule, merged, severity, location } = found;
  const { finding, units } = merged;
  const [unit = ""] = units;
  return {
    ...location,
    code: rule.code,
    name: rule.name,
    severity,
    message: sentence(finding.message),
    resource: resourceName(db, unit, finding.at),
    path: printPath(finding.at.path),
    ...(finding.apiError === undefined ? {} : { apiError: finding.apiError }),
    units: units.map((unit) => outlineIn(db, unit, finding.at.id)?.name ?? unit).toSorted(),
    related: finding.related.flatMap(({ at, message }) => {
      const written = writtenAt(db, unit, at);
      const place = locationOf(db, written.id, written.path, written.part, written.within);
      const resource = resourceName(db, unit, at);
      return place ? [{ ...place, message: sentence(message), resource, path: printPath(at.path) }] : [];
    }),
    fixes: fixesFor(db, found).map(({ title, safety }) => ({ title, safe: safety === "safe" })),
  };
}

/**
 * A rule's fixes; none when it throws: a finding without its fix is better than none. What mends one unit may break another
 * that holds the same text, so no fix is safe for a finding that only some units have. What a kustomization makes is mended
 * where it is written, and not at all where that is no field of its own.
 */
export function fixesFor(db: Reader, { rule, merged, resource, net }: LocatedFinding): readonly Fix[] {
  try {
    const [unit = ""] = merged.units;
    const fixes = rule.fixes(merged.finding, resource, net).flatMap((fix) => {
      const changes = changesWritten(db, unit, fix.changes);
      return changes ? [{ ...fix, title: sentence(fix.title), changes }] : [];
    });
    return merged.isPartial ? fixes.map((fix) => ({ ...fix, safety: "suggestion" as const })) : fixes;
  } catch {
    return [];
  }
}

function resourceName(db: Reader, unit: string, { id }: At): ResourceName {
  const { apiVersion, kind, name } = subjectIn(db, unit, id)?.identity ?? identityOf(id);
  return { apiVersion, kind, name, namespace: valueOf(db.get(namespaceIn, keyOf(unit, id)).value) ?? "" };
}
