/** Whether a Service has the port that a reference to it names. */
import type { Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import type { ServiceReference } from "../resources/reference.ts";
import { isFamily } from "../resources/resource.ts";
import type { ServicePort } from "../resources/service.ts";
import type { UnitId } from "../units/unit.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { memberOf } from "./members.ts";
import { targetOf } from "./ports.ts";

export type ReferredPort =
  | { readonly kind: "found"; readonly service: DocId; readonly portIndex: number | undefined }
  | {
      readonly kind: "no-port";
      readonly service: DocId;
      /** The port that was probably meant: behind it, or for a Route in front of it, stands the number or name. */
      readonly meantIndex: number | undefined;
    }
  | { readonly kind: "unknown" };

const UNKNOWN: ReferredPort = { kind: "unknown" };

export function portOf(db: Reader, unit: UnitId, id: DocId, reference: ServiceReference): ReferredPort {
  const service = memberOf(db, unit, id);
  if (!service || !isFamily(service, "service")) return UNKNOWN;
  if (reference.port === undefined) return { kind: "found", service: id, portIndex: undefined };
  const wanted = valueOf(reference.port);
  if (wanted === undefined) return UNKNOWN;
  const { ports } = service.spec;
  const found = ports.find((port) => isPort(port, wanted, reference.portMeans));
  if (found) return { kind: "found", service: id, portIndex: found.index };
  const isReadable = ports.every((port) => canBeRead(port, wanted, reference.portMeans));
  if (ports.length === 0 || !isReadable) return UNKNOWN;
  const meant = ports.find((port) => targetOf(port) === wanted || valueOf(port.port) === wanted);
  return { kind: "no-port", service: id, meantIndex: meant?.index };
}

/**
 * A reference by name never matches an unnamed port. An OpenShift Route looks among the endpoints' ports, whose numbers
 * are the pods' and whose names are the Service's (RoutePort.targetPort).
 */
function isPort(port: ServicePort, wanted: number | string, means: ServiceReference["portMeans"]): boolean {
  if (means === "target-port" && targetOf(port) === wanted) return true;
  if (typeof wanted === "string") return valueOf(port.name) === wanted;
  return means === "port" && valueOf(port.port) === wanted;
}

function canBeRead(
  port: ServicePort,
  wanted: number | string,
  means: ServiceReference["portMeans"],
): boolean {
  // Which number a name stands for, the pods decide.
  if (means === "target-port" && typeof wanted === "number") return typeof targetOf(port) === "number";
  return isKnown(port.port) && (port.name === undefined || isKnown(port.name));
}
