import { nearest } from "../../network/alike.ts";
import type { PortTarget, Workload } from "../../network/net.ts";
import { declaredPorts } from "../../rules/containerPorts.ts";
import { podRowName } from "./ports.ts";

/** The row of a workload that a target port most likely means: its own, that of the nearest name, or the only one there is. */
export function meantRow(
  workload: Workload,
  target: PortTarget["target"],
  protocol: string,
): string | undefined {
  const ports = declaredPorts(workload).filter((port) => port.protocol === protocol);
  const near = nearest(
    String(target),
    ports.flatMap((port) => port.name ?? []),
  );
  const exact = ports.find((port) => port.number === target || port.name === target);
  const [only, ...others] = ports;
  const chosen =
    exact ??
    ports.find((port) => near !== undefined && port.name === near) ??
    (others.length === 0 ? only : undefined);
  return chosen && podRowName(chosen.number, protocol);
}
