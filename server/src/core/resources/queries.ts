import { query } from "../query/query.ts";
import { type DocId, fileOf } from "./identity.ts";
import { factsOf, type Resource } from "./resource.ts";

/** The resources of a file by DocId; asked for by `resourceOf` alone, which cuts off what did not change. */
const resourcesById = query<ReadonlyMap<DocId, Resource>>(
  "resourcesById",
  (db, file) => new Map(db.get(factsOf, file).resources.map((resource) => [resource.id, resource])),
  { equal: () => false },
);

/** One resource as written, by DocId; undefined when the file no longer holds it. */
export const resourceOf = query<Resource | undefined>(
  "resource",
  (db, id: DocId) => db.get(resourcesById, fileOf(id)).get(id),
  { gate: true },
);
