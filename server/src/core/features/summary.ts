/** What was read, and what was not: for the summary line, the status item and the JSON. */
import type { Summary } from "../answers.ts";
import { placesIn } from "../documents/facts.ts";
import type { Reader } from "../query/query.ts";
import { type DocId, fileOf, identityOf } from "../resources/identity.ts";
import { factsOf } from "../resources/resource.ts";
import { fixtureOf } from "../units/fixture.ts";
import { aboutCluster, filesIn, roots, unitsIn } from "../units/queries.ts";
import { type FileId, pathOf } from "../value/file.ts";

/** Every listed file, folder by folder. */
export function filesOf(db: Reader): readonly FileId[] {
  return db.get(roots, "").flatMap((root) => db.get(filesIn, root));
}

export function summarise(db: Reader): Summary {
  const files = filesOf(db);
  const facts = files.map((file) => ({ file, facts: db.get(factsOf, file) }));
  return {
    files: files.length,
    documents: files.reduce(
      (sum, file) => sum + new Set([...db.get(placesIn, file).values()].map(({ start }) => start)).size,
      0,
    ),
    resources: facts.reduce((sum, each) => sum + each.facts.resources.length, 0),
    observed: db.get(roots, "").flatMap((root) => db.get(aboutCluster, root).observed.filter(isInUse)).length,
    units: db
      .get(roots, "")
      .flatMap((root) => db.get(unitsIn, root).map(({ name }) => name))
      .toSorted(),
    skipped: facts.flatMap((each) => skipped(each.file, each.facts.unreadable)),
  };
}

const IN_USE = new Set(["Pod", "Service", "EndpointSlice", "Endpoints", "Node"]);

/** Test data stands for no cluster, and what else was dumped decides nothing. */
function isInUse(id: DocId): boolean {
  return IN_USE.has(identityOf(id).kind) && fixtureOf(pathOf(fileOf(id))) === undefined;
}

function skipped(
  file: FileId,
  unreadable: readonly { readonly detail: string }[],
): readonly { readonly file: FileId; readonly reason: string }[] {
  const [first] = unreadable;
  if (!first) return [];
  const more = unreadable.length > 1 ? ` (and ${unreadable.length - 1} more of its documents)` : "";
  return [{ file, reason: `${first.detail}${more}` }];
}
