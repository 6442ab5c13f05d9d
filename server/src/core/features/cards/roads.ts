/** The road of one port, from the client to the container, and what becomes of it on the way. */
import type { PodPort, Workload } from "../../network/net.ts";
import type { Label } from "../../resources/labels.ts";
import type { Container, Probe } from "../../resources/workload.ts";
import { valueOf } from "../../value/known.ts";
import type { Behind } from "../behind.ts";
import { code, escaped, prose } from "../markdown.ts";
import { countText, podsBehind, podsOfAll, scaleOf, seenText } from "../pods.ts";
import { called, hostOf, inNamespace, listed, nameOf } from "../words.ts";
import { isHeadless, type PortView, portText } from "./view.ts";

/** The road as list lines: all of it in one line when it has one end. */
export function roadLines(view: PortView): readonly string[] {
  const ends = view.pods.map((pod) => endOf(view, pod));
  const perhaps = view.behind.kind === "pods" ? view.behind.perhaps : [];
  const more = perhaps.length > 0 ? [`perhaps also ${listed(perhaps.map(escapedName))}`] : [];
  const start = `client → ${code(`${hostOf(view.net, view.service)}:${portText(view)}`)} → ${target(view)}`;
  const [only, ...others] = ends;
  if (only === undefined) return [];
  return others.length === 0
    ? [`${start} → ${only}`, ...more]
    : [start, ...ends.map((end) => `→ ${end}`), ...more];
}

function target({ port, target: written }: PortView): string {
  if (port.targetPort === undefined) return "same port";
  return written === undefined ? "a targetPort that cannot be known" : `targetPort ${code(written)}`;
}

/** Where the road ends on one workload. */
export function endOf(view: PortView, { workload, answer }: PodPort): string {
  const pods = `${escapedName(workload)} (${shareOf(view, workload)})`;
  const name = view.target === undefined ? "" : code(view.target);
  switch (answer.kind) {
    case "declared":
      return `${code(`${answer.container}:${answer.port}`)} on ${pods}`;
    case "undeclared":
      return `${code(answer.port)} on ${pods}, which no container declares: it works if something listens there`;
    case "other-protocol":
      return `${code(`${answer.container}:${answer.port}`)} on ${pods}, which is declared for ${escaped(answer.protocol)} only`;
    case "unresolved":
      return `nothing on ${pods}: no container declares a port ${name}`;
    case "unknown":
      return `${pods}; the port cannot be known: not all of its ports can be read`;
  }
}

/** `3 replicas`; where ordinals are selected, `1 of 3 replicas`. */
function shareOf({ db, net, service }: PortView, workload: Workload): string {
  const [all, own] = [podsOfAll(db, net, [workload]), podsBehind(db, net, service, [workload])];
  const scale = scaleOf(db, net, workload);
  return own.pods === all.pods ? scale : `${own.pods} of ${scale}`;
}

export function escapedName(resource: Workload): string {
  return escaped(called(resource));
}

/** The ports that are reached, each once. */
export function reached(pods: readonly PodPort[]): readonly number[] {
  const ports = pods.flatMap(({ answer }) => ("port" in answer ? [answer.port] : []));
  return [...new Set(ports)];
}

/** The pods that are reached: `3 pods of Deployment web`. */
export function podsText({ db, net, service }: PortView, pods: readonly PodPort[]): string {
  const workloads = pods.map(({ workload }) => workload);
  const [only, ...others] = workloads;
  if (only?.identity.kind === "Pod" && others.length === 0) return escapedName(only);
  const count = podsBehind(db, net, service, workloads);
  return `${countText(count)} of ${listed(workloads.map(escapedName))}${seenText(count)}`;
}

/** `Deployment web and StatefulSet db`. */
export function workloadsText(pods: readonly PodPort[]): string {
  return listed(pods.map(({ workload }) => escapedName(workload)));
}

/** Why a Service has no pods to lead to, as the end of a sentence; undefined when it has some. */
export function whyNoPods(view: Pick<PortView, "net" | "service">, found: Behind): string | undefined {
  switch (found.kind) {
    case "pods":
      return undefined;
    case "alias":
      return `an ExternalName has no pods, its ports are ignored`;
    case "by-hand":
      return "it has no selector";
    case "elsewhere":
      return `only pods in another namespace carry its labels (${listed(found.workloads.map((each) => escapedName(each) + inNamespace(view.net, each)))})`;
    case "nothing": {
      const pairs = listed(found.pairs.map(pairText));
      const where = escaped(inNamespace(view.net, view.service));
      return `no pod${where} carries ${pairs}${found.together ? " together" : ""}`;
    }
    case "unknown":
      return prose(found.detail);
  }
}

export function pairText(label: Label): string {
  const value = valueOf(label.value);
  return code(value === undefined ? label.key : `${label.key}: ${value === "" ? '""' : value}`);
}

/** The readiness probes that ask this very port. */
export function probeLines(view: PortView): readonly string[] {
  const lines = view.pods.flatMap(({ workload, answer }) => {
    if (answer.kind !== "declared") return [];
    return workload.spec.containers.flatMap((container) =>
      container.probes
        .filter((probe) => probe.field === "readinessProbe" && asks(container, probe, answer.port))
        .map(
          (probe) =>
            `a pod gets traffic while its readinessProbe (${probe.handler} on ${probePort(probe)}) succeeds`,
        ),
    );
  });
  return [...new Set(lines)];
}

function asks(container: Container, probe: Probe, port: number): boolean {
  const wanted = valueOf<number | string>(probe.port);
  if (typeof wanted !== "string") return wanted === port;
  const named = container.ports.find((each) => valueOf(each.name) === wanted);
  return valueOf(named?.containerPort) === port;
}

function probePort(probe: Probe): string {
  return code(valueOf<number | string>(probe.port) ?? "");
}

/** A headless Service translates no port. */
export function headlessLines(view: PortView): readonly string[] {
  if (!isHeadless(view.service)) return [];
  const port = valueOf(view.port.port);
  const others = reached(view.pods).filter((each) => each !== port);
  const dial =
    others.length > 0 && port !== undefined
      ? `; clients dial ${listed(others.map(String), "or")}, not ${port}`
      : "";
  return [`headless: the name ${code(nameOf(view.service))} gives the pods' own addresses${dial}`];
}
