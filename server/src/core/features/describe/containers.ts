/** The containers of a workload: what they are made of, where they listen, how they are probed. */
import type { ContainerDescription } from "../../descriptions.ts";
import type { Workload } from "../../network/net.ts";
import { type ContainerPort, type Probe, protocolOf } from "../../resources/workload.ts";
import { valueOf } from "../../value/known.ts";

export function containersOf({ spec }: Workload): readonly ContainerDescription[] {
  return spec.containers.map(({ name, image, ports, probes, list, index }) => ({
    name: valueOf(name) ?? `${list}[${index}]`,
    image: valueOf(image) ?? "",
    ports: ports.map(portText),
    probes: probes.map(probeText),
    isSidecar: list === "initContainers",
  }));
}

/** `http 8080/TCP`. */
function portText(port: ContainerPort): string {
  const name = valueOf(port.name);
  const number = valueOf(port.containerPort) ?? "?";
  return `${name === undefined ? "" : `${name} `}${number}/${valueOf(protocolOf(port)) ?? "?"}`;
}

/** `readinessProbe httpGet http`. */
function probeText({ field, handler, port }: Probe): string {
  const at = valueOf(port);
  return `${field} ${handler}${at === undefined ? "" : ` ${at}`}`;
}
