/**
 * What the hosts that a resource's texts mention lead to, as a pod in the resource's namespace would find them: a bare name
 * in the own namespace, `cart.shop` in another one, longer names below `.svc`. What is certainly somebody else's host is left
 * out.
 */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { isFamily } from "../resources/resource.ts";
import type { Text } from "../resources/texts.ts";
import { clusterIn, namespaceAt } from "../units/queries.ts";
import type { ClusterSettings } from "../units/settings.ts";
import type { UnitId, UnitNamespace } from "../units/unit.ts";
import { known, valueOf } from "../value/known.ts";
import { ALIKE, slipLikeness } from "./alike.ts";
import { canonical } from "./cluster/addresses.ts";
import { fixedAddresses } from "./cluster/fixedAddresses.ts";
import { meantBy } from "./copies.ts";
import { serviceAt } from "./endpoints.ts";
import { isMadeByOther } from "./excuses.ts";
import { isAddress, isInRange, isLocal, type Reading, readingsOf } from "./hostNames.ts";
import { localPort } from "./localPorts.ts";
import { memberQuery } from "./member.ts";
import { hasServicesIn, memberOf, outlinesAround, servicesNamed } from "./members.ts";
import { type HostMention, type Mention, mentionsIn } from "./mentions.ts";
import { servicePort } from "./namedPorts.ts";
import { namesakesIn } from "./namesakes.ts";
import type { NameAnswer, Naming } from "./naming.ts";
import { variableState } from "./serviceVariables.ts";
import { mayBeUnread } from "./unread.ts";

interface Mentioned {
  readonly text: Text;
  readonly mentions: readonly Mention[];
}

/** Texts that mention nothing are left out. */
const mentionsOf = memberQuery<readonly Mentioned[]>("mentions", (member) =>
  (member?.texts ?? [])
    .map((text) => ({ text, mentions: mentionsIn(text) }))
    .filter(({ mentions }) => mentions.length > 0),
);

/** By (unit, resource), in the order of the manifest. */
const namingsOf = query<readonly Naming<DocId>[]>("namings", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const mentioned = mentionsOf(db, unit, id);
  if (mentioned.length === 0) return [];
  const asker = askerOf(db, key);
  return mentioned.flatMap(({ text, mentions }) =>
    mentions.flatMap((mention) => {
      const answer = answerTo(asker, text, mention);
      return answer ? [{ text, mention, answer }] : [];
    }),
  );
});

/** What the hosts lead to that the texts of a resource mention; without a text there is nothing to remember. */
export function namingsIn(db: Reader, unit: UnitId, id: DocId): readonly Naming<DocId>[] {
  return memberOf(db, unit, id)?.texts.length ? db.get(namingsOf, keyOf(unit, id)) : [];
}

/** Who looks a name up. */
export interface Asker {
  readonly db: Reader;
  readonly unit: UnitId;
  readonly id: DocId;
  readonly namespace: UnitNamespace;
  readonly cluster: ClusterSettings;
  /** Its pods ask the cluster's DNS; `hostNetwork` and `dnsPolicy` may say otherwise. */
  readonly asksCluster: boolean;
}

function askerOf(db: Reader, key: string): Asker {
  const [unit, id] = firstAndRest(key);
  const namespace = namespaceAt(db, unit, id);
  return {
    db,
    unit,
    id,
    namespace,
    cluster: clusterIn(db, unit, id),
    asksCluster: asksCluster(db, unit, id),
  };
}

/** `ClusterFirst` of a pod in the host's network is silently `Default` (PodSpec.dnsPolicy). */
function asksCluster(db: Reader, unit: UnitId, id: DocId): boolean {
  const workload = memberOf(db, unit, id);
  if (!workload || !isFamily(workload, "workload")) return true;
  const { hostNetwork, dns } = workload.spec;
  const policy = valueOf(dns.dnsPolicy ?? known("ClusterFirst"));
  if (policy === "ClusterFirstWithHostNet") return true;
  return policy === "ClusterFirst" && valueOf(hostNetwork ?? known(false)) === false;
}

function answerTo(asker: Asker, text: Text, mention: Mention): NameAnswer<DocId> | undefined {
  if (mention.kind === "variable") {
    const state = variableState(asker, text, mention.name);
    return state && { kind: "variable", state };
  }
  const { host, port } = mention;
  if (isLocal(host)) return port && localPort(asker, text, port.number);
  if (isAddress(host)) return addressAnswer(asker, host);
  // A bare name with a final dot is no name of the cluster's.
  if (mention.absolute && !host.endsWith(asker.cluster.domain)) return undefined;
  return nameAnswer(asker, mention);
}

function addressAnswer({ db, unit, cluster }: Asker, address: string): NameAnswer<DocId> | undefined {
  const service = db.get(serviceAt, keyOf(unit, address));
  if (service !== undefined) {
    const facts = memberOf(db, unit, service);
    const ports = facts && isFamily(facts, "service") ? facts.spec.ports : [];
    // Resolvers are configured by address: nothing could look up the name.
    return ports.some((port) => valueOf(port.port) === 53) ? undefined : { kind: "service-address", service };
  }
  const { serviceCIDR, podCIDR } = cluster;
  if (fixedAddresses(cluster).has(canonical(address))) return undefined;
  if (serviceCIDR !== undefined && isInRange(address, serviceCIDR))
    return { kind: "ranged-address", range: "service", cidr: serviceCIDR };
  if (podCIDR !== undefined && isInRange(address, podCIDR))
    return { kind: "ranged-address", range: "pod", cidr: podCIDR };
  return undefined;
}

function nameAnswer(asker: Asker, mention: HostMention): NameAnswer<DocId> | undefined {
  const readings = readingsOf(mention.host, asker.cluster.domain).filter((each) => isPlausible(asker, each));
  // Every cluster has it, and no manifest.
  const [first] = readings;
  if (!first || (first.service === "kubernetes" && (first.namespace ?? "default") === "default"))
    return undefined;
  if (!asker.asksCluster) return { kind: "unknown" };
  const answers = readings.map((reading) => readingAnswer(asker, mention, reading));
  return (
    answers.find((answer) => answer?.kind === "service" || answer?.kind === "external-name") ?? answers[0]
  );
}

/** `a.b` is a Service's name only if `b` is a namespace that Services are seen in; else it may be any host. */
function isPlausible(asker: Asker, { service, namespace, part, inZone }: Reading): boolean {
  if (inZone) return true;
  if (namespace !== undefined) return hasServicesIn(asker.db, asker.unit, namespace);
  return part === "service" || servicesNamed(asker.db, asker.unit, service).length > 0;
}

function readingAnswer(asker: Asker, mention: HostMention, reading: Reading): NameAnswer<DocId> | undefined {
  const { db, unit, id } = asker;
  const { service, namespace, part } = reading;
  const place = namespace === undefined ? asker.namespace : { value: known(namespace), assumed: false };
  const { here, perhaps } = namesakesIn(db, unit, id, service, place);
  if (here.length > 0) return found(asker, mention, part, here);
  if (perhaps.length > 0) return namespace === undefined ? perhapsIn(asker, perhaps) : { kind: "unknown" };
  if (mayBeUnread(db, unit, service)) return { kind: "unknown" };
  const named = meantBy(id, servicesNamed(db, unit, service));
  if (namespace === undefined) {
    return part === "service" && named.length > 0 ? { kind: "elsewhere", services: named } : undefined;
  }
  return reading.inZone ? missing(asker, service, namespace, named) : undefined;
}

/** Of several copies of a Service, the one that has the port is the one that is meant. */
function found(
  { db, unit }: Asker,
  mention: HostMention,
  part: Reading["part"],
  services: readonly DocId[],
): NameAnswer<DocId> {
  const answers = services.map((id): NameAnswer<DocId> => {
    const service = memberOf(db, unit, id);
    if (!service || !isFamily(service, "service")) return { kind: "unknown" };
    const type = valueOf(service.spec.type ?? known("ClusterIP"));
    if (type === undefined) return { kind: "unknown" };
    if (type === "ExternalName")
      return { kind: "external-name", service: id, target: valueOf(service.spec.externalName) };
    const port = part === "pod" ? { kind: "direct" as const } : servicePort(db, unit, service, mention);
    return { kind: "service", service: id, part, port };
  });
  const [first] = answers;
  const best = answers.find((answer) => answer.kind === "service" && answer.port.kind === "found");
  return best ?? first ?? { kind: "unknown" };
}

/** Nobody wrote the own namespace: which of several is meant, nothing says. */
function perhapsIn({ db, unit, namespace }: Asker, services: readonly DocId[]): NameAnswer<DocId> {
  const places = services.map((each) => namespaceAt(db, unit, each));
  const names = new Set(places.map((each) => (each.assumed ? undefined : valueOf(each.value))));
  const isAmbiguous = namespace.assumed && names.size > 1 && !names.has(undefined);
  return isAmbiguous ? { kind: "ambiguous", services } : { kind: "unknown" };
}

function missing(
  asker: Asker,
  name: string,
  namespace: string,
  otherNamespace: readonly DocId[],
): NameAnswer<DocId> | undefined {
  const { db, unit } = asker;
  if (!hasServicesIn(db, unit, namespace)) return undefined;
  if (isMadeByOther(db, unit, name)) return { kind: "unknown" };
  const alike = outlinesAround(db, unit, "service", { value: known(namespace), assumed: false })
    .filter((each) => valueOf(each.namespace.value) === namespace)
    .map((each) => ({ id: each.id, score: slipLikeness(name, each.name ?? "") }))
    .filter(({ score }) => score >= ALIKE)
    .toSorted((a, b) => b.score - a.score)
    .map(({ id }) => id);
  return { kind: "missing", name, namespace, alike, otherNamespace };
}
