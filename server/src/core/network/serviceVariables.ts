/**
 * The variables that the kubelet makes of Services (`CART_SERVICE_HOST`): of those in the pod's own namespace that have an
 * address, unless `enableServiceLinks` is false. A reference to one that is not made stays as it is written.
 */
import type { DocId } from "../resources/identity.ts";
import { isFamily, type ResourceOf } from "../resources/resource.ts";
import type { Text } from "../resources/texts.ts";
import { isKnown, known, valueOf } from "../value/known.ts";
import { ALIKE, likeness } from "./alike.ts";
import { spelt } from "./cluster/serviceEnv.ts";
import { meantBy } from "./copies.ts";
import { isKustomized, isOneNamespace, memberOf, outlinesOf } from "./members.ts";
import type { Asker } from "./names.ts";
import type { VariableState } from "./naming.ts";
import { mayBeUnread } from "./unread.ts";

interface Wanted {
  /** The Service's name as variables spell it: `CART_V2`. */
  readonly service: string;
  /** A port's name as variables spell it. */
  readonly portName: string | undefined;
  readonly port: number | undefined;
}

function wantedBy(variable: string): Wanted | undefined {
  const [, service, port] = /^(.+)_PORT_(\d+)_(?:TCP|UDP|SCTP)/.exec(variable) ?? [];
  if (service !== undefined) return { service, portName: undefined, port: Number(port) };
  const [, before, portName] = /^(.+)_SERVICE_(?:HOST|PORT(?:_(.+))?)$/.exec(variable) ?? [];
  return before === undefined ? undefined : { service: before, portName, port: undefined };
}

/** Undefined for one that the container defines itself, and where it cannot be known. */
export function variableState(
  asker: Asker,
  { scope }: Text,
  variable: string,
): VariableState<DocId> | undefined {
  const { db, unit, id, namespace } = asker;
  const workload = memberOf(db, unit, id);
  const wanted = wantedBy(variable);
  if (!workload || !isFamily(workload, "workload") || !wanted || wanted.service === "KUBERNETES")
    return undefined;
  if (!scope || scope.open || scope.names.includes(variable)) return undefined;
  const outlines = outlinesOf(db, unit, "service");
  const named = outlines.filter((each) => each.name !== undefined && spelt(each.name) === wanted.service);
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
  if (facts && isFamily(facts, "service")) return stateOf(facts, wanted, workload);
  const isUnknown = places.some(({ isHere }) => isHere === "unknown") || mayBeOthers(asker, wanted.service);
  if (isUnknown) return undefined;
  return {
    kind: "no-service",
    alike: alikeTo(asker, wanted.service),
    otherNamespace: places.map((each) => each.id),
  };
}

/** Of a kustomization `$(NAME)` may be one of its `vars`; a Service that cannot be read may be the one. */
function mayBeOthers({ db, unit, namespace }: Asker, service: string): boolean {
  if (isKustomized(db, unit) || !isKnown(namespace.value)) return true;
  return mayBeUnread(db, unit, service.toLowerCase().replaceAll("_", "-"));
}

function stateOf(
  service: ResourceOf<"service">,
  wanted: Wanted,
  workload: ResourceOf<"workload">,
): VariableState<DocId> | undefined {
  const { type, clusterIP, ports } = service.spec;
  const links = workload.spec.dns.enableServiceLinks ?? known(true);
  if (!isKnown(type ?? known("")) || !isKnown(clusterIP ?? known("")) || !isKnown(links)) return undefined;
  const { id } = service;
  if (valueOf(type) === "ExternalName") return { kind: "external-name", service: id };
  if (valueOf(clusterIP) === "None") return { kind: "headless", service: id };
  if (!links.value) return { kind: "links-off", service: id };
  const hasPort = ports.some(
    (each) =>
      (wanted.port === undefined || valueOf(each.port) === wanted.port) &&
      (wanted.portName === undefined || spelt(valueOf(each.name) ?? "") === wanted.portName),
  );
  const isRead = ports.every((each) => isKnown(each.port) && (each.name === undefined || isKnown(each.name)));
  if (hasPort) return { kind: "made", service: id };
  return isRead && ports.length > 0 ? { kind: "no-port", service: id } : undefined;
}

function alikeTo({ db, unit, namespace }: Asker, service: string): readonly DocId[] {
  return outlinesOf(db, unit, "service")
    .filter((each) => isOneNamespace(namespace, each.namespace) === "yes")
    .map((each) => ({ id: each.id, score: likeness(service, spelt(each.name ?? "")) }))
    .filter(({ score }) => score >= ALIKE)
    .toSorted((a, b) => b.score - a.score)
    .map(({ id }) => id);
}
