/**
 * The variables that the kubelet makes of a Service for every container that starts after it in its namespace (kubelet
 * `envvars.FromServices`). Names and ports are exact; the address is the cluster's to give.
 */
import type { DocId } from "../../resources/identity.ts";
import type { ServicePort } from "../../resources/service.ts";
import { protocolOf } from "../../resources/workload.ts";
import { isKnown, type Known, valueOf } from "../../value/known.ts";
import { type Family, familyOf } from "./addresses.ts";
import type { NormalService } from "./normalise.ts";

/** The primary cluster IP of a Service, which a cluster has yet to give out. */
export interface AwaitedIP {
  readonly kind: "cluster-ip";
  /** Undefined for the API server's own, `default/kubernetes`, which no manifest makes. */
  readonly service: DocId | undefined;
  readonly family: Family;
}

/** Text, or what takes the place of an address in it. */
export type ServicePiece = string | AwaitedIP;

export interface ServiceVariable {
  readonly name: string;
  readonly value: readonly ServicePiece[];
}

interface Port {
  readonly name: string | undefined;
  readonly port: number;
  readonly protocol: string;
}

interface Host {
  readonly piece: ServicePiece;
  readonly family: Family | undefined;
}

/** With an address that is written, or made up to be shown. */
export function serviceVariables(
  service: string,
  host: string,
  ports: readonly ServicePort[],
): readonly { readonly name: string; readonly value: string }[] | undefined {
  const made = madeOf(service, { piece: host, family: familyOf(host) }, ports);
  return made?.map(({ name, value }) => ({ name, value: value.join("") }));
}

/**
 * Of a Service with its defaults: none without a cluster IP. Undefined when it cannot be known which there are: any name may
 * hang on a port.
 */
export function variablesOf(
  service: Pick<NormalService, "id" | "name" | "publication" | "clusterIPs" | "ports">,
): readonly ServiceVariable[] | undefined {
  const { publication, name, clusterIPs } = service;
  if (publication.kind === "unknown") return undefined;
  if (publication.kind !== "cluster") return [];
  const [primary] = clusterIPs;
  if (!isKnown(name) || !primary) return undefined;
  const { text, family } = primary;
  const awaited: AwaitedIP = { kind: "cluster-ip", service: service.id, family };
  return madeOf(name.value, { piece: text ?? awaited, family }, service.ports);
}

/** Of `default/kubernetes`, which the API server makes for itself and every pod is told of. */
export function apiServerVariables(family: Family): readonly ServiceVariable[] {
  const piece = { kind: "cluster-ip", service: undefined, family } as const;
  const https = { name: "https", port: 443, protocol: "TCP" };
  return madeOfPorts("kubernetes", { piece, family }, [https]);
}

type WrittenPort = Pick<ServicePort, "name" | "port" | "protocol">;

function madeOf(
  service: string,
  host: Host,
  ports: readonly WrittenPort[],
): readonly ServiceVariable[] | undefined {
  const known = ports.flatMap((each) => portOf(each) ?? []);
  return known.length < ports.length ? undefined : madeOfPorts(service, host, known);
}

function madeOfPorts(service: string, host: Host, ports: readonly Port[]): readonly ServiceVariable[] {
  const [first] = ports;
  if (!first) return [];
  const prefix = spelt(service);
  const named = ports.flatMap(({ name, port }) =>
    name ? [variable(`${prefix}_SERVICE_PORT_${spelt(name)}`, String(port))] : [],
  );
  return [
    variable(`${prefix}_SERVICE_HOST`, host.piece),
    variable(`${prefix}_SERVICE_PORT`, String(first.port)),
    ...named,
    variable(`${prefix}_PORT`, ...url(first, host)),
    ...ports.flatMap((port) => linkVariables(prefix, port, host)),
  ];
}

function variable(name: string, ...value: readonly ServicePiece[]): ServiceVariable {
  return { name, value };
}

function portOf(port: WrittenPort): Port | undefined {
  const [number, protocol] = [valueOf(port.port), valueOf(protocolOf(port))];
  if (number === undefined || protocol === undefined || isUnread(port.name)) return undefined;
  return { name: valueOf(port.name), port: number, protocol };
}

function isUnread(item: Known<string> | undefined): boolean {
  return item !== undefined && !isKnown(item);
}

/** The form of Docker's links. */
function linkVariables(prefix: string, port: Port, host: Host): readonly ServiceVariable[] {
  const stem = `${prefix}_PORT_${port.port}_${port.protocol.toUpperCase()}`;
  return [
    variable(stem, ...url(port, host)),
    variable(`${stem}_PROTO`, port.protocol.toLowerCase()),
    variable(`${stem}_PORT`, String(port.port)),
    variable(`${stem}_ADDR`, host.piece),
  ];
}

function url({ port, protocol }: Port, { piece, family }: Host): readonly ServicePiece[] {
  const scheme = `${protocol.toLowerCase()}://`;
  return family === "IPv6" ? [`${scheme}[`, piece, `]:${port}`] : [scheme, piece, `:${port}`];
}

/** As the kubelet spells a name in a variable. */
export function spelt(name: string): string {
  return name.toUpperCase().replaceAll("-", "_");
}
