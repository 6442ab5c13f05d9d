/**
 * The variables that the kubelet makes of Services (`CART_SERVICE_HOST`): of those in the pod's own namespace that have an
 * address, unless `enableServiceLinks` is false. A reference to one that is not made stays as it is written.
 */
import { keyOf } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { isFamily, type ResourceOf } from "../resources/resource.ts";
import type { Text } from "../resources/texts.ts";
import { isKnown, known, valueOf } from "../value/known.ts";
import { ALIKE, likeness } from "./alike.ts";
import { normalServiceOf } from "./cluster/planned.ts";
import { spelt, variablesOf } from "./cluster/serviceEnv.ts";
import { meantBy } from "./copies.ts";
import { isKustomized, isOneNamespace, memberOf, outlinesOf } from "./members.ts";
import type { Asker } from "./names.ts";
import type { VariableState } from "./naming.ts";
import { mayBeUnread } from "./unread.ts";

/** The Service's name as variables spell it: `CART_V2`. */
function serviceIn(variable: string): string | undefined {
  const [, linked] = /^(.+)_PORT_\d+_(?:TCP|UDP|SCTP)/.exec(variable) ?? [];
  const [, named] = /^(.+)_SERVICE_(?:HOST|PORT(?:_.+)?)$/.exec(variable) ?? [];
  return linked ?? named;
}

/** Undefined for one that the container defines itself, and where it cannot be known. */
export function variableState(
  asker: Asker,
  { scope }: Text,
  variable: string,
): VariableState<DocId> | undefined {
  const { db, unit, id, namespace } = asker;
  const workload = memberOf(db, unit, id);
  const wanted = serviceIn(variable);
  if (!workload || !isFamily(workload, "workload") || wanted === undefined || wanted === "KUBERNETES")
    return undefined;
  if (!scope || scope.open || scope.names.includes(variable)) return undefined;
  const outlines = outlinesOf(db, unit, "service");
  const named = outlines.filter((each) => each.name !== undefined && spelt(each.name) === wanted);
  const meant = new Set(
    meantBy(
      id,
      named.map((each) => each.id),
    ),
  );
  const places = named
    .filter((each) => meant.has(each.id))
    .map((each) => ({ id: each.id, isHere: isOneNamespace(namespace, each.namespace) }));
  const here = places.find(({ isHere }) => isHere === "yes");
  const facts = here && memberOf(db, unit, here.id);
  if (facts && isFamily(facts, "service")) return stateOf(asker, facts, variable, workload);
  const [maker] = makersOf(asker, variable);
  if (maker !== undefined) return { kind: "made", service: maker };
  const isUnknown = places.some(({ isHere }) => isHere === "unknown") || mayBeOthers(asker, wanted);
  if (isUnknown) return undefined;
  return {
    kind: "no-service",
    alike: alikeTo(asker, wanted),
    otherNamespace: places.map((each) => each.id),
  };
}

/** The Services of the asker's namespace that make a variable: `redis` and `redis-service` both make `REDIS_SERVICE_PORT`. */
function makersOf({ db, unit, namespace }: Asker, variable: string): readonly DocId[] {
  const isMade = (id: DocId) => {
    const service = db.get(normalServiceOf, keyOf(unit, id));
    return service && variablesOf(service)?.some(({ name }) => name === variable);
  };
  return outlinesOf(db, unit, "service")
    .filter(({ name }) => name !== undefined && variable.startsWith(`${spelt(name)}_`))
    .filter((each) => isOneNamespace(namespace, each.namespace) === "yes" && isMade(each.id))
    .map(({ id }) => id);
}

/** Of a kustomization `$(NAME)` may be one of its `vars`; a Service that cannot be read may be the one. */
function mayBeOthers({ db, unit, namespace }: Asker, service: string): boolean {
  if (isKustomized(db, unit) || !isKnown(namespace.value)) return true;
  return mayBeUnread(db, unit, service.toLowerCase().replaceAll("_", "-"));
}

function stateOf(
  { db, unit }: Asker,
  service: ResourceOf<"service">,
  variable: string,
  workload: ResourceOf<"workload">,
): VariableState<DocId> | undefined {
  const { type, clusterIP, ports } = service.spec;
  const links = workload.spec.dns.enableServiceLinks ?? known(true);
  if (!isKnown(type ?? known("")) || !isKnown(clusterIP ?? known("")) || !isKnown(links)) return undefined;
  const { id } = service;
  if (valueOf(type) === "ExternalName") return { kind: "external-name", service: id };
  if (valueOf(clusterIP) === "None") return { kind: "headless", service: id };
  if (!links.value) return { kind: "links-off", service: id };
  const normal = db.get(normalServiceOf, keyOf(unit, id));
  const made = normal && variablesOf(normal);
  if (!made || ports.length === 0) return undefined;
  return { kind: made.some(({ name }) => name === variable) ? "made" : "no-port", service: id };
}

function alikeTo({ db, unit, namespace }: Asker, service: string): readonly DocId[] {
  return outlinesOf(db, unit, "service")
    .filter((each) => isOneNamespace(namespace, each.namespace) === "yes")
    .map((each) => ({ id: each.id, score: likeness(service, spelt(each.name ?? "")) }))
    .filter(({ score }) => score >= ALIKE)
    .toSorted((a, b) => b.score - a.score)
    .map(({ id }) => id);
}
