/** Where texts use the names of single pods: `db-0.db`, `db-0.db.shop.svc.cluster.local`. */
import { firstAndRest, keyOf, query } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { isFamily } from "../resources/resource.ts";
import { namespaceIn } from "../units/queries.ts";
import { known, valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { memberQuery } from "./member.ts";
import { isOneNamespace, memberOf, membersWith } from "./members.ts";
import type { Stretch } from "./mentions.ts";

/** A text that uses the name of one of a StatefulSet's pods. */
export interface PodNameUse {
  readonly resource: DocId;
  readonly path: Path;
  readonly within: Stretch;
  /** `db-0.db`. */
  readonly name: string;
}

interface PodName extends PodNameUse {
  readonly set: string;
  readonly service: string;
  /** What comes next: a namespace, if it is one. */
  readonly third: string | undefined;
}

const POD_NAME = /(?<![\w.-])([a-z0-9][a-z0-9-]*)-\d+\.([a-z][a-z0-9-]*)(?:\.([a-z0-9-]+))?(?![\w-])/g;

const namesIn = memberQuery<readonly PodName[]>("podNamesIn", (member) => {
  if (!member) return [];
  return member.texts.flatMap(({ path, text }) =>
    [...text.matchAll(POD_NAME)].map(({ 0: whole, 1: set = "", 2: service = "", 3: third, index }) => {
      const name = third === undefined ? whole : whole.slice(0, -third.length - 1);
      return {
        resource: member.id,
        path,
        within: { start: index, end: index + name.length },
        name,
        set,
        service,
        third,
      };
    }),
  );
});

/** By StatefulSet and Service, as they are called. */
const namesBySet = query<ReadonlyMap<string, readonly PodName[]>>("podNamesBySet", (db, unit) => {
  const found = new Map<string, PodName[]>();
  for (const id of membersWith(db, unit, "texts")) {
    for (const each of namesIn(db, unit, id)) {
      const key = `${each.set}.${each.service}`;
      const before = found.get(key);
      if (before) before.push(each);
      else found.set(key, [each]);
    }
  }
  return found;
});

/** By (unit, StatefulSet): the names are those below its `serviceName`, in its namespace. */
export const podNameUsesOf = query<readonly PodNameUse[]>("podNameUses", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const workload = memberOf(db, unit, id);
  if (!workload || !isFamily(workload, "workload")) return [];
  const name = valueOf(workload.name);
  const service = valueOf(workload.spec.serviceName);
  if (name === undefined || service === undefined) return [];
  const own = db.get(namespaceIn, key);
  return (db.get(namesBySet, unit).get(`${name}.${service}`) ?? [])
    .filter(({ resource, third }) => {
      const meant = third === undefined ? undefined : { value: known(third), assumed: false };
      return isOneNamespace(own, meant ?? db.get(namespaceIn, keyOf(unit, resource))) !== "no";
    })
    .map(({ resource, path, within, name: written }) => ({ resource, path, within, name: written }));
});
