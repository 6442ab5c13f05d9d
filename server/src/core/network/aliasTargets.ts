/**
 * What an ExternalName leads to inside the cluster. Its target is looked up as it stands, without any search list: of `cart.shop`
 * DNS is asked for a host in the zone `shop`, whatever Services there are.
 */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { isFamily } from "../resources/resource.ts";
import { clusterIn, namespaceAt } from "../units/queries.ts";
import type { UnitId } from "../units/unit.ts";
import { valueOf } from "../value/known.ts";
import { familyOf } from "./cluster/addresses.ts";
import { isMadeByOther } from "./excuses.ts";
import { type Reading, readingsOf } from "./hostNames.ts";
import { hasServicesIn, memberOf, servicesPlaced } from "./members.ts";
import { mayBeUnread } from "./unread.ts";

/** S stands for a Service: its DocId in queries, itself in Net. */
export type AliasTarget<S> =
  /** A Service's name, cut short: nothing completes it. `full` is what would be right. */
  | { readonly kind: "short"; readonly full: string; readonly service: S | undefined }
  /** Its own name: a circle. */
  | { readonly kind: "itself" }
  /** A full name of a namespace of which Services are seen, and not this one. */
  | {
      readonly kind: "missing";
      readonly name: string;
      readonly namespace: string;
      /** Services of this name in other namespaces. */
      readonly otherNamespace: readonly S[];
    };

/** By (unit, Service); undefined for a target outside the cluster, or one that is right. */
const aliasTargets = query<AliasTarget<DocId> | undefined>("aliasTarget", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const host = targetOf(db, unit, id);
  if (host === undefined) return undefined;
  const { domain } = clusterIn(db, unit, id);
  const isFull = host === `svc.${domain}` || host.endsWith(`.svc.${domain}`);
  const readings = readingsOf(host, domain);
  return isFull ? fullTarget(db, key, readings[0]) : shortTarget(db, key, host, readings);
});

export function aliasTargetIn(db: Reader, unit: UnitId, id: DocId): AliasTarget<DocId> | undefined {
  return targetOf(db, unit, id) === undefined ? undefined : db.get(aliasTargets, keyOf(unit, id));
}

/** `externalName` without a final dot, in lower case. */
function targetOf(db: Reader, unit: UnitId, id: DocId): string | undefined {
  const service = memberOf(db, unit, id);
  if (!service || !isFamily(service, "service") || valueOf(service.spec.type) !== "ExternalName")
    return undefined;
  const target = valueOf(service.spec.externalName)?.toLowerCase().replace(/\.$/, "");
  return target === undefined || target === "" || familyOf(target) ? undefined : target;
}

function fullTarget(db: Reader, key: string, reading: Reading | undefined): AliasTarget<DocId> | undefined {
  const [unit, id] = firstAndRest(key);
  if (reading?.namespace === undefined) return undefined;
  const { service: name, namespace, part } = reading;
  const placed = servicesPlaced(db, unit, name);
  const isHere = placed.some((each) => valueOf(each.namespace.value) === namespace);
  const own = namespaceAt(db, unit, id);
  const isOwn =
    part === "service" && placed.some((each) => each.id === id) && valueOf(own.value) === namespace;
  if (isOwn && !own.assumed) return { kind: "itself" };
  const isUnknown = placed.some(
    ({ namespace: where }) => where.assumed || valueOf(where.value) === undefined,
  );
  if (isHere || isUnknown || !hasServicesIn(db, unit, namespace)) return undefined;
  if (mayBeUnread(db, unit, name) || isMadeByOther(db, unit, name) || isApiServer(name, namespace))
    return undefined;
  return { kind: "missing", name, namespace, otherNamespace: placed.map((each) => each.id) };
}

function isApiServer(name: string, namespace: string): boolean {
  return name === "kubernetes" && namespace === "default";
}

/** `cart.shop.svc` can be nothing else; `cart.shop` and `cart` are taken for a Service where there is one. */
function shortTarget(
  db: Reader,
  key: string,
  host: string,
  readings: readonly Reading[],
): AliasTarget<DocId> | undefined {
  const [unit, id] = firstAndRest(key);
  const { domain } = clusterIn(db, unit, id);
  const own = valueOf(namespaceAt(db, unit, id).value);
  for (const { service: name, namespace = own, inZone, part } of readings) {
    if (part !== "service" && !inZone) continue;
    const there = servicesPlaced(db, unit, name).filter(
      (each) => each.id !== id && valueOf(each.namespace.value) === namespace,
    );
    const [service] = there;
    if (namespace === undefined || (!service && !inZone)) continue;
    const full = inZone ? `${host}.${domain}` : `${name}.${namespace}.svc.${domain}`;
    return { kind: "short", full, service: service?.id };
  }
  return undefined;
}
