/** The ports that a workload's containers and native sidecars declare, as far as they are known. */
import type { Workload } from "../network/net.ts";
import { protocolOf } from "../resources/workload.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { listed, quoted } from "./words.ts";

export interface DeclaredPort {
  readonly container: string;
  readonly name: string | undefined;
  readonly number: number;
  readonly protocol: string | undefined;
  /** The port itself: `spec.template.spec.containers[0].ports[0]`. */
  readonly path: Path;
}

export function declaredPorts(workload: Workload): readonly DeclaredPort[] {
  const { podPath, containers } = workload.spec;
  return containers.flatMap((container) =>
    container.ports.flatMap((port) => {
      const number = valueOf(port.containerPort);
      if (number === undefined) return [];
      return [
        {
          container: valueOf(container.name) ?? String(container.index),
          name: valueOf(port.name),
          number,
          protocol: valueOf(protocolOf(port)),
          path: [...podPath, "spec", container.list, container.index, "ports", port.index],
        },
      ];
    }),
  );
}

/** `http` (8080), or 8080 when it has no name. */
export function portWords(port: DeclaredPort): string {
  return port.name === undefined ? String(port.number) : `${quoted(port.name)} (${port.number})`;
}

/** What `targetPort` would say to reach it: its name if it has one. */
export function referenceTo(port: DeclaredPort): string | number {
  return port.name ?? port.number;
}

/** `declared are `http` (8080) and 9090` */
export function declaredWords(workload: Workload): string {
  const ports = [...new Set(declaredPorts(workload).map(portWords))];
  if (ports.length === 0) return "it declares no ports";
  return `declared ${ports.length === 1 ? "is" : "are"} ${listed(ports)}`;
}
