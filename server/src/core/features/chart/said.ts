/**
 * The findings that are shown, by resource and without positions: what makes an edge red and what cards count. So the chart and the
 * list of problems never disagree, and a comment above a manifest wakes nothing here.
 */
import { firstAndRest, keyOf, query, type Reader } from "../../query/query.ts";
import { type DocId, fileOf } from "../../resources/identity.ts";
import type { At, Severity } from "../../rules/rule.ts";
import { builtMember, topsOfUnit } from "../../units/queries.ts";
import type { UnitId } from "../../units/unit.ts";
import type { FileId } from "../../value/file.ts";
import { isWithin, type Path } from "../../value/path.ts";
import { shownIn } from "../located.ts";

export interface Said {
  readonly code: string;
  readonly severity: Severity;
  readonly at: At;
  readonly message: string;
}

interface SaidSomewhere extends Said {
  readonly units: readonly UnitId[];
}

/** By FileId; asked for by `saidOf` alone, which cuts off what did not change. */
const saidIn = query<ReadonlyMap<DocId, readonly SaidSomewhere[]>>(
  "saidInFile",
  (db, file) => {
    const found = new Map<DocId, SaidSomewhere[]>();
    for (const { merged, severity } of db.get(shownIn, file).shown) {
      const { finding, code, units } = merged;
      const said = { code, severity, at: finding.at, message: finding.message, units };
      const before = found.get(finding.at.id);
      if (before) before.push(said);
      else found.set(finding.at.id, [said]);
    }
    return found;
  },
  { equal: () => false },
);

const NONE: readonly SaidSomewhere[] = [];

/** Hints are among them; by (unit, resource). */
export const saidOf = query<readonly Said[]>("saidOfResource", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const found = filesBehind(db, unit, id).flatMap((file) => db.get(saidIn, file).get(id) ?? NONE);
  return found.filter(({ units }) => units.includes(unit)).map(({ units: _, ...said }) => said);
});

/** Where findings on a resource may be shown: in its own file, and where a kustomization's patches and entries made it so. */
function filesBehind(db: Reader, unit: UnitId, id: DocId): readonly FileId[] {
  const tops = db.get(topsOfUnit, unit);
  const object = tops === "" ? undefined : db.get(builtMember, keyOf(tops, id));
  const documents = [id, ...(object?.touched ?? []).map(({ at }) => at.document)];
  return [...new Set(documents.map(fileOf))];
}

/** Whether something more than a hint is said at one of these fields, or below it. */
export function isSaidAt(db: Reader, unit: UnitId, id: DocId, ...paths: readonly Path[]): boolean {
  return db
    .get(saidOf, keyOf(unit, id))
    .some(({ severity, at }) => severity !== "hint" && paths.some((path) => isWithin(at.path, path)));
}
