/** The port at which a text dials a Service: one of the Service's ports, or none of them. */
import { keyOf, type Reader } from "../query/query.ts";
import type { ResourceOf } from "../resources/resource.ts";
import type { UnitId } from "../units/unit.ts";
import { isKnown, valueOf } from "../value/known.ts";
import type { HostMention } from "./mentions.ts";
import type { NamedPort } from "./naming.ts";
import { targetOf, targetsOf } from "./ports.ts";

/** Ports that clients take when a URL names none. */
const IMPLIED: Readonly<Record<string, number>> = { http: 80, ws: 80, https: 443, wss: 443 };

export function servicePort(
  db: Reader,
  unit: UnitId,
  service: ResourceOf<"service">,
  { scheme, port, openPort }: HostMention,
): NamedPort {
  const { clusterIP, ports } = service.spec;
  if (clusterIP !== undefined && !isKnown(clusterIP)) return { kind: "unknown" };
  if (valueOf(clusterIP) === "None") return { kind: "direct" };
  if (openPort) return { kind: "unknown" };
  const number = port?.number ?? IMPLIED[scheme ?? ""];
  if (number === undefined) return { kind: "none" };
  const found = ports.find((each) => valueOf(each.port) === number);
  if (found) return { kind: "found", index: found.index };
  if (ports.length === 0 || ports.some((each) => !isKnown(each.port))) return { kind: "unknown" };
  return {
    kind: "missing",
    number,
    implied: port === undefined,
    targetIndex: targetIndex(db, unit, service, number),
    nodeIndex: ports.find((each) => valueOf(each.nodePort) === number)?.index,
  };
}

/** The port behind which pods listen on a number, written as such or by name. */
function targetIndex(
  db: Reader,
  unit: UnitId,
  service: ResourceOf<"service">,
  number: number,
): number | undefined {
  const written = service.spec.ports.find((each) => targetOf(each) === number);
  if (written) return written.index;
  return db
    .get(targetsOf, keyOf(unit, service.id))
    .find(({ pods }) => pods.some(({ answer }) => answer.kind === "declared" && answer.port === number))
    ?.index;
}
