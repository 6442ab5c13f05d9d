/** Services that are there but cannot be read (templates, broken documents, patches): each may be the one that is looked for. */
import { query, type Reader } from "../query/query.ts";
import { unitOf } from "../units/queries.ts";
import type { UnitId } from "../units/unit.ts";
import { valueOf } from "../value/known.ts";
import { isServiceSeen } from "./cluster/dump.ts";
import { memberOf } from "./members.ts";

/** Whether a Service of this name may be there for all that can be read, or was seen in the cluster. */
export function mayBeUnread(db: Reader, unit: UnitId, name: string): boolean {
  const unread = db.get(unreadServices, unit);
  return unread.nameless || unread.names.includes(name) || isServiceSeen(db, unit, name);
}

interface UnreadServices {
  /** One of them has a name that is not known either. */
  readonly nameless: boolean;
  readonly names: readonly string[];
}

const unreadServices = query<UnreadServices>("unreadServices", (db, unit) => {
  const names = (db.get(unitOf, unit)?.members ?? []).flatMap((id) => {
    const member = memberOf(db, unit, id);
    if (member?.identity.kind !== "Service") return [];
    const name = valueOf(member.name);
    return member.spec.family === "opaque" || name === undefined ? [name] : [];
  });
  const known = names.filter((name) => name !== undefined);
  return { nameless: known.length < names.length, names: [...new Set(known)].toSorted() };
});
