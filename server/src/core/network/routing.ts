/** Where an Ingress leads: each backend's Service in the Ingress's own namespace, and the port of that Service. */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import type { IngressBackend } from "../resources/ingress.ts";
import type { LabelMap } from "../resources/labels.ts";
import { isFamily } from "../resources/resource.ts";
import type { ServicePort } from "../resources/service.ts";
import { namespaceIn } from "../units/queries.ts";
import type { UnitId } from "../units/unit.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { ALIKE, likeness } from "./alike.ts";
import { meantBy } from "./copies.ts";
import { isOneNamespace, memberOf, membersOf, outlinesOf, sameNamespace, servicesNamed } from "./members.ts";
import { targetOf } from "./ports.ts";
import { mayBeUnread } from "./unread.ts";

/** `BackendAnswer` of net.ts, by DocId. */
export type BackendIds =
  | { readonly kind: "found"; readonly service: DocId; readonly portIndex: number }
  | {
      readonly kind: "no-service";
      readonly alike: readonly DocId[];
      readonly otherNamespace: readonly DocId[];
    }
  | { readonly kind: "no-port"; readonly service: DocId; readonly targetPortIndex: number | undefined }
  | { readonly kind: "unknown" };

const UNKNOWN: BackendIds = { kind: "unknown" };

/** One answer a backend, in the order of the Ingress's facts; by (unit, Ingress). */
export const backendsOf = query<readonly BackendIds[]>("backends", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const ingress = memberOf(db, unit, id);
  if (!ingress || !isFamily(ingress, "ingress")) return [];
  return ingress.spec.backends.map((backend) =>
    isInvented(backend, ingress.annotations) ? UNKNOWN : leadsTo(db, unit, id, backend),
  );
});

/** Controllers give meaning to backends that name no Service: AWS `use-annotation` and `actions.<name>`. */
function isInvented(backend: IngressBackend, annotations: LabelMap): boolean {
  const name = valueOf(backend.service);
  if (name === undefined || valueOf(backend.port) === "use-annotation") return true;
  return annotations.pairs.some((annotation) =>
    annotation.key.endsWith(`ingress.kubernetes.io/actions.${name}`),
  );
}

function leadsTo(db: Reader, unit: UnitId, ingress: DocId, backend: IngressBackend): BackendIds {
  const name = valueOf(backend.service) ?? "";
  const named = meantBy(ingress, servicesNamed(db, unit, name));
  const here = named.filter((service) => sameNamespace(db, unit, ingress, service) === "yes");
  const perhaps = named.filter((service) => sameNamespace(db, unit, ingress, service) === "unknown");
  // Of several copies of a Service, the one that has the port is the one that is meant.
  const answers = here.map((service) => portOf(db, unit, service, backend));
  const [answer] = answers;
  if (answer) return answers.find(({ kind }) => kind === "found") ?? answer;
  const maybe = perhaps.map((service) => portOf(db, unit, service, backend));
  if (maybe.length > 0) return maybe.find(({ kind }) => kind === "found") ?? UNKNOWN;
  // Where no Service is in sight at all, they live elsewhere.
  if (mayBeUnread(db, unit, name) || membersOf(db, unit, "service").length === 0) return UNKNOWN;
  return { kind: "no-service", alike: alikeTo(db, unit, ingress, name), otherNamespace: named };
}

function alikeTo(db: Reader, unit: UnitId, ingress: DocId, name: string): readonly DocId[] {
  const namespace = db.get(namespaceIn, keyOf(unit, ingress));
  return outlinesOf(db, unit, "service")
    .filter((service) => isOneNamespace(namespace, service.namespace) !== "no")
    .map((service) => ({ service: service.id, score: likeness(name, service.name ?? "") }))
    .filter(({ score }) => score >= ALIKE)
    .toSorted((a, b) => b.score - a.score)
    .map(({ service }) => service);
}

function portOf(db: Reader, unit: UnitId, id: DocId, backend: IngressBackend): BackendIds {
  const service = memberOf(db, unit, id);
  const wanted = valueOf(backend.port);
  if (!service || !isFamily(service, "service") || wanted === undefined) return UNKNOWN;
  const { ports } = service.spec;
  const found = ports.find((port) => isPort(port, wanted));
  if (found) return { kind: "found", service: id, portIndex: found.index };
  if (ports.length === 0 || ports.some((port) => !isReadable(port))) return UNKNOWN;
  return {
    kind: "no-port",
    service: id,
    targetPortIndex: ports.find((port) => targetOf(port) === wanted)?.index,
  };
}

/** A backend by name never matches an unnamed port. */
function isPort(port: ServicePort, wanted: number | string): boolean {
  return valueOf<number | string>(typeof wanted === "number" ? port.port : port.name) === wanted;
}

function isReadable(port: ServicePort): boolean {
  return isKnown(port.port) && (port.name === undefined || isKnown(port.name));
}
