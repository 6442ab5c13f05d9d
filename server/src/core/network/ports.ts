/**
 * Where each port of a Service leads, per selected workload, as the EndpointSlice controller resolves it: a number is that
 * number, declared or not; a name is the first container port of that name and protocol, containers before native sidecars.
 */
import { firstAndRest, query } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { isFamily } from "../resources/resource.ts";
import type { ServicePort } from "../resources/service.ts";
import { type Container, type ContainerPort, protocolOf } from "../resources/workload.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { memberOf, type PodPorts, podPortsOf } from "./members.ts";
import type { PodPort, PortTarget } from "./net.ts";
import { selectionOf } from "./selection.ts";

/** `PortTarget` of net.ts, by DocId. */
export interface TargetIds extends Omit<PortTarget, "pods"> {
  readonly pods: readonly { readonly workload: DocId; readonly answer: PodPort["answer"] }[];
}

/** The ports of a Service; empty for anything else. */
const servicePorts = query<readonly ServicePort[]>("servicePorts", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const service = memberOf(db, unit, id);
  return service && isFamily(service, "service") ? service.spec.ports : [];
});

/** One answer a port, in order; by (unit, Service). */
export const targetsOf = query<readonly TargetIds[]>("targets", (db, key) => {
  const [unit] = firstAndRest(key);
  const { certain } = db.get(selectionOf, key);
  return db.get(servicePorts, key).map((port) => ({
    index: port.index,
    target: targetOf(port),
    pods: certain.map((workload) => ({ workload, answer: answerOn(podPortsOf(db, unit, workload), port) })),
  }));
});

/** `targetPort` after defaults: absent copies `port`. */
export function targetOf(port: ServicePort): number | string | undefined {
  return port.targetPort === undefined ? valueOf(port.port) : valueOf(port.targetPort);
}

/** Where a port of a Service leads on a pod of these ports. */
export function answerOn(pods: PodPorts, port: ServicePort): PodPort["answer"] {
  const target = targetOf(port);
  const protocol = valueOf(protocolOf(port));
  if (target === undefined || protocol === undefined) return { kind: "unknown" };
  const declared = pods.containers.flatMap((container) =>
    container.ports.map((each) => ({ container, port: each })),
  );
  const fits = declared.filter(({ port: each }) => {
    const written = typeof target === "number" ? each.containerPort : each.name;
    return valueOf<number | string>(written) === target;
  });
  const exact = fits.find(({ port: each }) => valueOf(protocolOf(each)) === protocol);
  if (exact) return declaredAt(exact.container, exact.port);
  // What is not read may be the very port, and a protocol that is not known the right one.
  if (isUnread(pods) || fits.some(({ port: each }) => !isKnown(protocolOf(each)))) return { kind: "unknown" };
  return otherProtocol(fits[0], target) ?? undeclared(target, pods);
}

interface Declared {
  readonly container: Container;
  readonly port: ContainerPort;
}

function declaredAt(container: Container, port: ContainerPort): PodPort["answer"] {
  const number = valueOf(port.containerPort);
  if (number === undefined) return { kind: "unknown" };
  return { kind: "declared", port: number, name: valueOf(port.name), ...placeOf(container, port) };
}

function otherProtocol(found: Declared | undefined, target: number | string): PodPort["answer"] | undefined {
  const protocol = found && valueOf(protocolOf(found.port));
  const number = typeof target === "number" ? target : found && valueOf(found.port.containerPort);
  if (!found || protocol === undefined || number === undefined) return undefined;
  return { kind: "other-protocol", port: number, protocol, ...placeOf(found.container, found.port) };
}

/** The path is below the pod's own `spec`, where every kind has its containers. */
function placeOf(container: Container, port: ContainerPort) {
  return {
    container: valueOf(container.name) ?? `${container.list}[${container.index}]`,
    path: ["spec", container.list, container.index, "ports", port.index],
  };
}

function undeclared(target: number | string, { spoken }: PodPorts): PodPort["answer"] {
  if (typeof target === "string") return { kind: "unresolved" };
  return { kind: "undeclared", port: target, isSpoken: spoken.includes(target) };
}

function isUnread({ open, containers }: PodPorts): boolean {
  return open || containers.some((container) => container.ports.some((port) => !isReadable(port)));
}

function isReadable(port: ContainerPort): boolean {
  return isKnown(port.containerPort) && (port.name === undefined || isKnown(port.name));
}
