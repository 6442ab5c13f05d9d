import type { Probed } from "../network/probedPorts.ts";
import { valueOf } from "../value/known.ts";

/** Why pods never get ready: `the readinessProbe of container web asks for port htpp, which that does not declare`. */
export function blindText({ container, probe, port }: Probed): string {
  const name = valueOf(container.name) ?? String(container.index);
  return `the ${probe.field} of container ${name} asks for port ${port}, which that does not declare`;
}
