/** What one source says, read from its value when it is asked for. */
import { firstAndRest, query } from "../../query/query.ts";
import type { Fact } from "./fact.ts";

/** By (SourceKind, DocId). */
export const factsOfSource = query<readonly Fact[]>("factsOfSource", (_db, key) => {
  const [_kind, _id] = firstAndRest(key);
  return [];
});
