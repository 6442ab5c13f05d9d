/** Who may look a name up, and which name is likely meant: what a person is offered before a name is resolved. */
import type { Asker, Askers, ResolvableName } from "../../answers.ts";
import { outlinesOf } from "../../network/members.ts";
import { keyOf, type Reader } from "../../query/query.ts";
import { type DocId, fileOf, identityOf } from "../../resources/identity.ts";
import { isFamily } from "../../resources/resource.ts";
import type { Position } from "../../text/lines.ts";
import { resourceIn, roots, unitOf, unitsIn, unitsOfFile } from "../../units/queries.ts";
import type { UnitId } from "../../units/unit.ts";
import type { FileId } from "../../value/file.ts";
import { valueOf } from "../../value/known.ts";
import { visible } from "../markdown.ts";
import { resourceAt } from "../resourceAt.ts";
import { netsOf } from "../target.ts";
import { usersOfConfig } from "./configUsers.ts";
import { hostAt, type MentionedHost } from "./mentioned.ts";

export interface AskedPlace {
  readonly file: FileId;
  readonly position: Position;
}

/** Nobody reads a longer list; one types a few letters of a name. */
const MOST_ASKERS = 5_000;

/** The workloads of the units that hold the file, the likeliest first; without a file those of all units. */
export function askers(db: Reader, at?: AskedPlace): Askers {
  const host = at && hostAt(db, at.file, at.position);
  const here = at && resourceAt(db, at.file, at.position);
  const near = new Set(host ? askersOf(db, host) : here === undefined ? [] : [here]);
  const all = unitsNear(db, at?.file).flatMap((unit) => workloadsOf(db, unit, near));
  const rank = ({ near: isNear, resource }: Asker) => (isNear ? 0 : fileOf(resource) === at?.file ? 1 : 2);
  return {
    name: host?.name ?? (here === undefined ? undefined : serviceName(db, here)),
    workloads: all.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST_ASKERS),
  };
}

/** A name in a value that can be followed at once: it is known who asks. */
export function resolvable(db: Reader, { file, position }: AskedPlace): ResolvableName | undefined {
  const host = hostAt(db, file, position);
  const [from] = host ? askersOf(db, host) : [];
  if (!host || from === undefined) return undefined;
  return {
    title: `Show how \`${visible(host.name)}\` is resolved here`,
    name: host.name,
    from,
    unit: host.net.unit.id,
  };
}

/** A workload asks for itself; what stands in a ConfigMap is asked for by those who read it. */
function askersOf(db: Reader, { resource, net }: MentionedHost): readonly DocId[] {
  if (isFamily(resource, "workload")) return [resource.id];
  return resource.identity.kind === "ConfigMap" ? usersOfConfig(db, net, resource) : [];
}

function unitsNear(db: Reader, file: FileId | undefined): readonly UnitId[] {
  const own = file === undefined ? [] : db.get(unitsOfFile, file);
  return own.length > 0
    ? own
    : db.get(roots, "").flatMap((root) => db.get(unitsIn, root).map(({ id }) => id));
}

function workloadsOf(db: Reader, unit: UnitId, near: ReadonlySet<DocId>): readonly Asker[] {
  const unitName = db.get(unitOf, unit)?.name ?? "";
  const found = outlinesOf(db, unit, "workload").flatMap(({ id, name, namespace }): readonly Asker[] => {
    if (name === undefined || db.get(resourceIn, keyOf(unit, id))?.observed) return [];
    const { kind } = identityOf(id);
    const home = valueOf(namespace.value) ?? "";
    return [{ resource: id, unit, unitName, kind, namespace: home, name, near: near.has(id) }];
  });
  return found.toSorted((a, b) => order(a).localeCompare(order(b), "en"));
}

function order({ namespace, name, kind }: Asker): string {
  return `${namespace} ${name} ${kind}`;
}

/** `cart.shop`, of a Service. */
function serviceName(db: Reader, id: DocId): string | undefined {
  const [net] = netsOf(db, id);
  const service = net?.resource(id);
  if (!net || !service || !isFamily(service, "service")) return undefined;
  const [name, namespace] = [valueOf(service.name), valueOf(net.namespaceOf(id).value)];
  return name === undefined || namespace === undefined ? name : `${name}.${namespace}`;
}
