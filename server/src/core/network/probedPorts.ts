/** The ports that probes ask, and the probes that ask for one that their container does not give. */
import { groupOf } from "../resources/identity.ts";
import type { Container, Probe } from "../resources/workload.ts";
import { isKnown, valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import type { Workload } from "./net.ts";

/** Kinds whose pods the kubelet runs as they are written. */
const GROUPS: ReadonlySet<string> = new Set(["", "apps", "batch", "argoproj.io"]);

export function isRunAsWritten({ identity }: Pick<Workload, "identity">): boolean {
  return GROUPS.has(groupOf(identity.apiVersion));
}

export interface Probed {
  readonly container: Container;
  readonly probe: Probe;
  readonly port: number | string;
  /** Where the port is. */
  readonly path: Path;
}

/** Of containers whose ports can all be read. */
export function probedPorts({ spec }: Pick<Workload, "spec">): readonly Probed[] {
  if (spec.open) return [];
  return spec.containers.flatMap((container) => {
    const isReadable = container.ports.every(
      (port) => isKnown(port.containerPort) && (port.name === undefined || isKnown(port.name)),
    );
    if (container.open || !isReadable) return [];
    const at: Path = [...spec.podPath, "spec", container.list, container.index];
    return container.probes.flatMap((probe) => {
      const port = valueOf(probe.port);
      const asks = probe.handler === "httpGet" || probe.handler === "tcpSocket";
      return asks && port !== undefined
        ? [{ container, probe, port, path: [...at, probe.field, probe.handler, "port"] }]
        : [];
    });
  });
}

/**
 * The probe for which the pods of a workload never get ready: a readinessProbe or startupProbe by a name that none of its
 * container's ports has. The kubelet throws away a result that it cannot get, and readiness begins with a failure (pkg/kubelet/prober).
 */
export function blindProbe(workload: Pick<Workload, "identity" | "spec">): Probed | undefined {
  if (!isRunAsWritten(workload)) return undefined;
  return probedPorts(workload).find(
    ({ container, probe, port }) =>
      probe.field !== "livenessProbe" &&
      typeof port === "string" &&
      !container.ports.some(({ name }) => valueOf(name) === port),
  );
}
