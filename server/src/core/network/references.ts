/**
 * Where every reference to a Service leads: Ingress and route backends, webhooks, mesh hosts. One resolution for all kinds,
 * by (unit, referring resource), one answer a reference in the order of the resource's facts.
 */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import type { LabelMap } from "../resources/labels.ts";
import type { ServiceReference } from "../resources/reference.ts";
import { isFamily, type Resource } from "../resources/resource.ts";
import type { ServicePort } from "../resources/service.ts";
import { namespaceIn, unitOf } from "../units/queries.ts";
import { settingsAt } from "../units/settings.ts";
import type { UnitId, UnitNamespace } from "../units/unit.ts";
import { type Answer, isKnown, type Known, known, valueOf } from "../value/known.ts";
import { ALIKE, likeness } from "./alike.ts";
import { memberOf, membersOf, nameOf, servicesNamed } from "./members.ts";
import { targetOf } from "./ports.ts";

/** `ReferenceAnswer` of net.ts, by DocId. */
export type ReferenceIds =
  | { readonly kind: "found"; readonly service: DocId; readonly portIndex: number | undefined }
  | {
      readonly kind: "no-service";
      readonly alike: readonly DocId[];
      readonly otherNamespace: readonly DocId[];
    }
  | { readonly kind: "no-port"; readonly service: DocId; readonly targetPortIndex: number | undefined }
  | { readonly kind: "unknown" };

const UNKNOWN: ReferenceIds = { kind: "unknown" };

export const referencesOf = query<readonly ReferenceIds[]>("references", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const member = memberOf(db, unit, id);
  if (!member) return [];
  return member.references.map((reference) =>
    isInvented(reference, member.annotations) ? UNKNOWN : leadsTo(db, unit, member, reference),
  );
});

/** Controllers give meaning to backends that name no Service: AWS `use-annotation` and `actions.<name>`. */
function isInvented(reference: ServiceReference, annotations: LabelMap): boolean {
  const name = valueOf(reference.service);
  if (name === undefined || valueOf(reference.port) === "use-annotation") return true;
  return annotations.pairs.some(({ key }) => key.endsWith(`ingress.kubernetes.io/actions.${name}`));
}

/** The Service that a reference names: its name, and the namespace to look in. */
interface Wanted {
  readonly name: string;
  readonly namespace: UnitNamespace;
}

function leadsTo(db: Reader, unit: UnitId, from: Resource, reference: ServiceReference): ReferenceIds {
  const wanted = wantedBy(db, unit, from, reference);
  if (!wanted) return UNKNOWN;
  const named = servicesNamed(db, unit, wanted.name);
  const answers = named.map((service) => ({ service, answer: isIn(db, unit, service, wanted.namespace) }));
  const here = answers.find(({ answer }) => answer === "yes")?.service;
  if (here !== undefined) return portOf(db, unit, here, reference);
  const maybe = answers.find(({ answer }) => answer === "unknown")?.service;
  if (maybe !== undefined) {
    const answer = portOf(db, unit, maybe, reference);
    return answer.kind === "found" ? answer : UNKNOWN;
  }
  if (db.get(unreadServices, unit) || !isPeopled(db, unit, from, reference)) return UNKNOWN;
  return { kind: "no-service", alike: alikeTo(db, unit, wanted), otherNamespace: named };
}

function wantedBy(db: Reader, unit: UnitId, from: Resource, reference: ServiceReference): Wanted | undefined {
  const text = valueOf(reference.service);
  if (text === undefined) return undefined;
  const own = db.get(namespaceIn, keyOf(unit, from.id));
  const namespace = reference.namespace ? { value: reference.namespace, assumed: false } : own;
  if (reference.grammar === "name") return isKnown(namespace.value) ? { name: text, namespace } : undefined;
  return meshHost(text, db.get(settingsAt, from.file).cluster.domain, own);
}

/** Istio takes a host without dots for a Service of the rule's own namespace, and any other as a full name. */
function meshHost(host: string, domain: string, own: UnitNamespace): Wanted | undefined {
  if (host.includes("*")) return undefined;
  if (!host.includes(".")) return { name: host, namespace: own };
  const suffix = `.svc.${domain}`;
  const [name, namespace, ...rest] = host.endsWith(suffix) ? host.slice(0, -suffix.length).split(".") : [];
  if (name === undefined || namespace === undefined || rest.length > 0) return undefined;
  return { name, namespace: { value: known(namespace), assumed: false } };
}

function isIn(db: Reader, unit: UnitId, service: DocId, namespace: UnitNamespace): Answer {
  const own = db.get(namespaceIn, keyOf(unit, service));
  if (!isKnown(own.value) || !isKnown(namespace.value)) return "unknown";
  if (own.value.value === namespace.value.value) return "yes";
  return own.assumed || namespace.assumed ? "unknown" : "no";
}

/** A namespace of which the unit holds no Service is somebody else's: what is in it cannot be known here. */
function isPeopled(db: Reader, unit: UnitId, from: Resource, reference: ServiceReference): boolean {
  if (reference.namespace === undefined) return true;
  const wanted = valueOf(reference.namespace);
  return (
    membersOf(db, unit, "service").some((service) => {
      const namespace: Known<string> = db.get(namespaceIn, keyOf(unit, service)).value;
      return valueOf(namespace) === wanted;
    }) || valueOf(db.get(namespaceIn, keyOf(unit, from.id)).value) === wanted
  );
}

/** Some Service's name is not known: it may be the one. */
const unreadServices = query<boolean>("unreadServices", (db, unit) =>
  (db.get(unitOf, unit)?.members ?? []).some((id) => {
    const member = memberOf(db, unit, id);
    if (member?.identity.kind !== "Service") return false;
    return member.spec.family === "opaque" || !isKnown(member.name);
  }),
);

function alikeTo(db: Reader, unit: UnitId, { name, namespace }: Wanted): readonly DocId[] {
  return membersOf(db, unit, "service")
    .filter((service) => isIn(db, unit, service, namespace) !== "no")
    .map((service) => ({ service, score: likeness(name, db.get(nameOf, keyOf(unit, service)) ?? "") }))
    .filter(({ score }) => score >= ALIKE)
    .toSorted((a, b) => b.score - a.score)
    .map(({ service }) => service);
}

function portOf(db: Reader, unit: UnitId, id: DocId, reference: ServiceReference): ReferenceIds {
  const service = memberOf(db, unit, id);
  if (!service || !isFamily(service, "service")) return UNKNOWN;
  const wanted = valueOf(reference.port);
  if (reference.port === undefined) return { kind: "found", service: id, portIndex: undefined };
  if (wanted === undefined) return UNKNOWN;
  const { ports } = service.spec;
  const found = ports.find((port) => isPort(port, wanted, reference.portMeans));
  if (found) return { kind: "found", service: id, portIndex: found.index };
  if (ports.length === 0 || ports.some((port) => !isReadable(port))) return UNKNOWN;
  return {
    kind: "no-port",
    service: id,
    targetPortIndex: ports.find((port) => targetOf(port) === wanted)?.index,
  };
}

/** A reference by name never matches an unnamed port. */
function isPort(port: ServicePort, wanted: number | string, means: ServiceReference["portMeans"]): boolean {
  if (means === "target-port" && targetOf(port) === wanted) return true;
  return valueOf<number | string>(typeof wanted === "number" ? port.port : port.name) === wanted;
}

function isReadable(port: ServicePort): boolean {
  return isKnown(port.port) && (port.name === undefined || isKnown(port.name));
}
