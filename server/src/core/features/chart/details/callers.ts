/** Whose values name a Service: by unit, asked for when a panel is open. */
import { namingsIn } from "../../../network/names.ts";
import type { NameAnswer } from "../../../network/naming.ts";
import { firstAndRest, query } from "../../../query/query.ts";
import type { DocId } from "../../../resources/identity.ts";
import { unitOf } from "../../../units/queries.ts";

export interface Caller {
  readonly id: DocId;
  /** The host, as it is written. */
  readonly words: string;
  /** The variable or key that holds it; empty for an argument. */
  readonly variable: string;
}

/** By unit; asked for by `callersOf` alone. */
const allCallers = query<ReadonlyMap<DocId, readonly Caller[]>>(
  "chartCallers",
  (db, unit) => {
    const found = new Map<DocId, Caller[]>();
    for (const id of db.get(unitOf, unit)?.members ?? []) {
      for (const { answer, mention, text } of namingsIn(db, unit, id)) {
        const service = serviceIn(answer);
        if (service === undefined) continue;
        const words = text.text.slice(
          mention.at.start,
          mention.kind === "host" ? endOf(mention) : mention.at.end,
        );
        const caller = { id, words, variable: text.name };
        const before = found.get(service);
        if (before) before.push(caller);
        else found.set(service, [caller]);
      }
    }
    return found;
  },
  { equal: () => false },
);

function endOf({
  at,
  port,
}: {
  readonly at: { readonly end: number };
  readonly port: { readonly at: { readonly end: number } } | undefined;
}): number {
  return port?.at.end ?? at.end;
}

function serviceIn(answer: NameAnswer<DocId>): DocId | undefined {
  switch (answer.kind) {
    case "service":
    case "external-name":
    case "service-address":
      return answer.service;
    case "variable":
      return answer.state.kind === "made" ? answer.state.service : undefined;
    default:
      return undefined;
  }
}

/** By (unit, Service). */
export const callersOf = query<readonly Caller[]>("chartCallersOf", (db, key) => {
  const [unit, service] = firstAndRest(key);
  return db.get(allCallers, unit).get(service) ?? [];
});
