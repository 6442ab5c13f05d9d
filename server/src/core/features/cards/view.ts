/** What every card about a port needs to know. */
import type { Net, PodPort, PortTarget, Service } from "../../network/net.ts";
import type { Reader } from "../../query/query.ts";
import type { ServicePort } from "../../resources/service.ts";
import { protocolOf } from "../../resources/workload.ts";
import { type Known, valueOf } from "../../value/known.ts";
import { type Behind, behind } from "../behind.ts";
import { because, nameOf } from "../words.ts";

export interface PortView {
  readonly db: Reader;
  readonly net: Net;
  readonly service: Service;
  readonly port: ServicePort;
  readonly target: PortTarget["target"];
  /** Where it leads on each workload that is certainly selected. */
  readonly pods: readonly PodPort[];
  readonly behind: Behind;
}

export function portView(db: Reader, net: Net, service: Service, index: number): PortView | undefined {
  const port = service.spec.ports[index];
  if (!port) return undefined;
  const answer = net.targets(service.id)[index];
  return {
    db,
    net,
    service,
    port,
    target: answer?.target,
    pods: answer?.pods ?? [],
    behind: behind(db, net, service),
  };
}

/** `80`; the port's name, or its place, when the number is not known. */
export function portText({ port }: PortView): string {
  return String(valueOf(port.port) ?? valueOf(port.name) ?? `ports[${port.index}]`);
}

export function protocolText({ port }: PortView): string {
  return valueOf(protocolOf(port)) ?? "unknown protocol";
}

export function isHeadless(service: Service): boolean {
  return valueOf(service.spec.clusterIP) === "None";
}

/** Absent means ClusterIP; undefined when it cannot be known. */
export function typeOf(service: Service): string | undefined {
  return service.spec.type === undefined ? "ClusterIP" : valueOf(service.spec.type);
}

/** `cannot be known: a placeholder stands there`. */
export function unknownText(item: Known<unknown> | undefined): string {
  return `cannot be known${item && "unknown" in item ? `: ${because(item.unknown)}` : ""}`;
}

/** `web:80`. */
export function shortName(view: PortView): string {
  return `${nameOf(view.service)}:${portText(view)}`;
}
