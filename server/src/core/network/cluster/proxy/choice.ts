/**
 * Which endpoints a proxier sends connections to (pkg/proxy `CategorizeEndpoints`): ready ones, near ones where hints say so,
 * those on this node where a policy is Local; and, if nobody is ready, those that still serve while they stop.
 */
import { isAtLeast, versionOf } from "../../../apiserver/version.ts";
import { valueOf } from "../../../value/known.ts";
import type { ClusterEndpoint, SlicePlan } from "../endpoints.ts";
import { socketName } from "./names.ts";
import type { ProxyNode } from "./plan.ts";
import type { ProxyPort } from "./port.ts";

export interface ProxyEndpoint {
  /** `10.1.0.3:8080`, `[fd00::1]:8080`. */
  readonly socket: string;
  readonly ip: string;
  readonly port: number;
  readonly isLocal: boolean;
  readonly isReady: boolean;
  /** Serving and terminating: the second choice. */
  readonly isDraining: boolean;
  readonly zones: readonly string[];
  readonly nodes: readonly string[];
  /** Its address is made up. */
  readonly isExample: boolean;
}

/**
 * The endpoints of one port: those of all slices that have a port of its name and protocol, whatever their number. Sorted as
 * kube-proxy sorts them, byte by byte: `10.1.0.100:80` before `10.1.0.20:80`.
 */
export function endpointsAt(
  slices: readonly SlicePlan[],
  { name, family }: Pick<ProxyPort, "name" | "family">,
  node: ProxyNode,
): readonly ProxyEndpoint[] {
  const found = new Map<string, ProxyEndpoint>();
  for (const slice of slices) {
    if (slice.addressType !== family) continue;
    for (const port of slice.ports) {
      const number = valueOf(port.port);
      const isMeant =
        valueOf(port.name) === name.port && valueOf(port.protocol)?.toLowerCase() === name.protocol;
      if (number === undefined || !isMeant) continue;
      for (const each of slice.endpoints) {
        const endpoint = endpointOf(each, number, node);
        if (endpoint === undefined) continue;
        const twin = found.get(endpoint.socket);
        if (twin === undefined || rank(endpoint) > rank(twin)) found.set(endpoint.socket, endpoint);
      }
    }
  }
  return [...found.values()].toSorted((a, b) => (a.socket < b.socket ? -1 : 1));
}

/** Of two entries with one address a local one wins; among those it is left to chance, and a ready one is taken. */
function rank({ isLocal, isReady, isDraining }: ProxyEndpoint): number {
  return (isLocal ? 4 : 0) + (isReady ? 2 : 0) + (isDraining ? 1 : 0);
}

function endpointOf(endpoint: ClusterEndpoint, port: number, node: ProxyNode): ProxyEndpoint | undefined {
  const [address] = endpoint.addresses;
  if (address?.text === undefined) return undefined;
  return {
    socket: socketName(address.family, address.text, port),
    ip: address.text,
    port,
    isLocal: node?.name !== undefined && endpoint.nodeName === node.name,
    isReady: endpoint.ready === true,
    isDraining: endpoint.serving === true && endpoint.terminating === true,
    zones: endpoint.hints?.zones ?? [],
    nodes: endpoint.hints?.nodes ?? [],
    isExample: address.example,
  };
}

/** What follows from how many there are. */
export interface Verdict {
  /** Somebody in the cluster can serve, if not here. */
  readonly hasEndpoints: boolean;
  /** Somebody serves those who come to the cluster IP on this node. */
  readonly hasInternal: boolean;
  /** Somebody serves those who come to this node from outside. */
  readonly hasExternal: boolean;
}

export interface Choice extends Verdict {
  /** For policy Cluster; empty where that is never used. */
  readonly cluster: readonly ProxyEndpoint[];
  /** For policy Local; empty where that is never used. */
  readonly local: readonly ProxyEndpoint[];
  /** Either. */
  readonly reachable: readonly ProxyEndpoint[];
  /** Those that might be used, if all nodes and zones were one: the ready, else those that are stopping. */
  readonly usable: readonly ProxyEndpoint[];
}

export function choose(
  port: ProxyPort,
  endpoints: readonly ProxyEndpoint[],
  { node, version }: { readonly node: ProxyNode; readonly version: string | undefined },
): Choice {
  const { usesCluster, usesLocal } = usesOf(port);
  const ready = endpoints.filter(({ isReady }) => isReady);
  const draining = endpoints.filter(({ isDraining }) => isDraining);
  const near = ready.filter(nearness(ready, node, version));
  const cluster = usesCluster ? orElse(near, draining) : [];
  const local = usesLocal ? orElse(ready.filter(isHere), draining.filter(isHere)) : [];
  const reached = new Set([...cluster, ...local]);
  const usable = orElse(ready, draining);
  return {
    cluster,
    local,
    reachable: endpoints.filter((each) => reached.has(each)),
    usable,
    ...verdictOf(port, { usable: usable.length, local: local.length }),
  };
}

/** Policy Local from outside needs the others, too: for pods, and for the node itself. */
export function usesOf(port: ProxyPort): { readonly usesCluster: boolean; readonly usesLocal: boolean } {
  const isInternalLocal = port.internalPolicy === "Local";
  return {
    usesCluster: !isInternalLocal || isEntered(port),
    usesLocal: isInternalLocal || (port.externalPolicy === "Local" && isEntered(port)),
  };
}

/** `usable` endpoints anywhere, ready or stopping; `local` is how many of them policy Local has here. */
export function verdictOf(
  port: ProxyPort,
  { usable, local }: { readonly usable: number; readonly local: number },
): Verdict {
  const hasEndpoints = usable > 0;
  return {
    hasEndpoints,
    hasInternal: hasEndpoints && !(port.internalPolicy === "Local" && local === 0),
    hasExternal: hasEndpoints && !(port.externalPolicy === "Local" && local === 0),
  };
}

/** Whether anything but the cluster IP leads to it. */
export function isEntered({ nodePort, vips, externalIPs }: ProxyPort): boolean {
  return nodePort !== undefined || vips.length > 0 || externalIPs.length > 0;
}

function isHere({ isLocal }: ProxyEndpoint): boolean {
  return isLocal;
}

function orElse(first: readonly ProxyEndpoint[], second: readonly ProxyEndpoint[]): readonly ProxyEndpoint[] {
  return first.length > 0 ? first : second;
}

/** Hints for nodes are heeded from here on (KEP-3015, `PreferSameTrafficDistribution`). */
const NODE_HINTS_SINCE = 34;

/** Hints count when every ready endpoint has some, and at least one is meant for here: the node's, else the zone's. */
function nearness(
  ready: readonly ProxyEndpoint[],
  node: ProxyNode,
  version: string | undefined,
): (endpoint: ProxyEndpoint) => boolean {
  const name = node?.name ?? "";
  const zone = node?.zone ?? "";
  const heedsNodes = isAtLeast(versionOf(version ?? ""), NODE_HINTS_SINCE);
  const isForNode = ({ nodes }: ProxyEndpoint) => nodes.includes(name);
  const isForZone = ({ zones }: ProxyEndpoint) => zones.includes(zone);
  if (heedsNodes && ready.every(({ nodes }) => nodes.length > 0) && ready.some(isForNode)) return isForNode;
  if (ready.every(({ zones }) => zones.length > 0) && ready.some(isForZone)) return isForZone;
  return () => true;
}
