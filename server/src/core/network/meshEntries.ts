/** Hosts that ServiceEntries of a unit add to those of its Services. */
import { query, type Reader } from "../query/query.ts";
import { identityOf } from "../resources/identity.ts";
import { isFamily } from "../resources/resource.ts";
import type { UnitId } from "../units/unit.ts";
import { isKnown } from "../value/known.ts";
import { memberOf, membersOf } from "./members.ts";

/** Whether a ServiceEntry of the unit gives a host, or may. */
export function isMeshEntry(db: Reader, unit: UnitId, host: string): boolean {
  const { hosts, open } = db.get(entryHosts, unit);
  return (
    open || hosts.some((each) => each === host || (each.startsWith("*") && host.endsWith(each.slice(1))))
  );
}

interface EntryHosts {
  readonly hosts: readonly string[];
  /** Some cannot be read. */
  readonly open: boolean;
}

const entryHosts = query<EntryHosts>("meshEntryHosts", (db, unit) => {
  const written = membersOf(db, unit, "serviceEntry").flatMap((id) => {
    const entry = memberOf(db, unit, id);
    return entry && isFamily(entry, "serviceEntry") ? entry.spec.hosts : [];
  });
  const isUnread = membersOf(db, unit, "opaque").some((id) => identityOf(id).kind === "ServiceEntry");
  const hosts = written.flatMap((host) => (isKnown(host) ? [host.value] : []));
  return { hosts, open: isUnread || hosts.length < written.length };
});
