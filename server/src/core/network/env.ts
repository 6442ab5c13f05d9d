/**
 * The environment variables that the kubelet makes of a Service for every container that starts after it in its namespace
 * (kubelet `envvars.FromServices`); none without a cluster IP.
 */
import type { ServicePort } from "../resources/service.ts";
import { protocolOf } from "../resources/workload.ts";
import { valueOf } from "../value/known.ts";
import { familyOf } from "./cluster/addresses.ts";

export interface Variable {
  readonly name: string;
  readonly value: string;
}

interface Port {
  readonly name: string | undefined;
  readonly port: number;
  readonly protocol: string;
}

/** `host` is the primary cluster IP, as it is written. Undefined when a port is not known: any name may hang on it. */
export function serviceVariables(
  service: string,
  host: string,
  ports: readonly ServicePort[],
): readonly Variable[] | undefined {
  const known = ports.flatMap((each) => portOf(each) ?? []);
  const [first] = known;
  if (known.length < ports.length) return undefined;
  if (!first) return [];
  const prefix = spelt(service);
  const named = known.flatMap(({ name, port }) =>
    name ? [{ name: `${prefix}_SERVICE_PORT_${spelt(name)}`, value: String(port) }] : [],
  );
  return [
    { name: `${prefix}_SERVICE_HOST`, value: host },
    { name: `${prefix}_SERVICE_PORT`, value: String(first.port) },
    ...named,
    { name: `${prefix}_PORT`, value: address(first, host) },
    ...known.flatMap((port) => linkVariables(prefix, port, host)),
  ];
}

function portOf(port: ServicePort): Port | undefined {
  const [number, protocol] = [valueOf(port.port), valueOf(protocolOf(port))];
  const isUnnamed = port.name !== undefined && valueOf(port.name) === undefined;
  if (number === undefined || protocol === undefined || isUnnamed) return undefined;
  return { name: valueOf(port.name), port: number, protocol };
}

/** The form of Docker's links. */
function linkVariables(prefix: string, port: Port, host: string): readonly Variable[] {
  const stem = `${prefix}_PORT_${port.port}_${port.protocol.toUpperCase()}`;
  return [
    { name: stem, value: address(port, host) },
    { name: `${stem}_PROTO`, value: port.protocol.toLowerCase() },
    { name: `${stem}_PORT`, value: String(port.port) },
    { name: `${stem}_ADDR`, value: host },
  ];
}

function address({ port, protocol }: Port, host: string): string {
  const shown = familyOf(host) === "IPv6" ? `[${host}]` : host;
  return `${protocol.toLowerCase()}://${shown}:${port}`;
}

/** As the kubelet spells a name in a variable. */
export function spelt(name: string): string {
  return name.toUpperCase().replaceAll("-", "_");
}
