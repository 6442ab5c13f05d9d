/** The rows that `kubectl get` will print of a Service, its slices and its pods; without AGE, which is a clock's. */
import type { Listing } from "../../descriptions.ts";
import type { ClusterAddress } from "../../network/cluster/addresses.ts";
import type { SlicePlan } from "../../network/cluster/endpoints.ts";
import type { NormalPort } from "../../network/cluster/normalise.ts";
import type { ClusterPod } from "../../network/cluster/pod.ts";
import type { Net, Workload } from "../../network/net.ts";
import { identityOf } from "../../resources/identity.ts";
import { isFamily } from "../../resources/resource.ts";
import { isKnown, valueOf } from "../../value/known.ts";
import type { NamesView } from "../names/view.ts";
import { isProvenEmpty } from "../resolving/zone.ts";
import { EXAMPLE, kubectl, markedTexts } from "./title.ts";

const NONE = "<none>";

/** More rows say nothing new. */
const MOST_ROWS = 12;

export function serviceListings(view: NamesView): readonly Listing[] {
  const { net, service, name, slices } = view;
  if (name === undefined) return [];
  const listing = (words: string, header: readonly string[], rows: Listing["rows"]) =>
    rows.length === 0 ? [] : [listed(kubectl(net, service, words), header, rows)];
  return [
    ...listing(
      `get service ${name}`,
      ["NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)"],
      [serviceRow(view, name)],
    ),
    ...listing(
      `get endpointslices -l kubernetes.io/service-name=${name}`,
      ["NAME", "ADDRESSTYPE", "PORTS", "ENDPOINTS"],
      // Where pods may be made elsewhere, an empty slice is no prediction.
      isProvenEmpty(net, service) ? slices.map((slice) => sliceRow(view, name, slice)) : [],
    ),
  ];
}

function listed(command: string, header: readonly string[], rows: Listing["rows"]): Listing {
  return { command, header, rows: rows.slice(0, MOST_ROWS), more: Math.max(0, rows.length - MOST_ROWS) };
}

function serviceRow(view: NamesView, name: string): readonly string[] {
  const { normal, publication, clusterIPs } = view;
  const isAlias = publication.kind === "alias";
  const own = publication.kind === "headless" ? "None" : addressesText(clusterIPs.slice(0, 1));
  return [
    name,
    valueOf(normal.type) ?? "?",
    isAlias ? NONE : own,
    externalText(view),
    isAlias || normal.ports.length === 0 ? NONE : shortened(normal.ports.map((port) => portText(view, port))),
  ];
}

function addressesText(addresses: readonly ClusterAddress[]): string {
  const texts = markedTexts(addresses);
  return texts.length === 0 ? NONE : texts.join(",");
}

function externalText({ normal, publication }: NamesView): string {
  if (publication.kind === "alias") return valueOf(normal.externalName) ?? NONE;
  const external = normal.externalIPs.flatMap((each) => valueOf(each) ?? []);
  if (valueOf(normal.type) !== "LoadBalancer") return external.length === 0 ? NONE : external.join(",");
  const given = normal.loadBalancerIngress.flatMap(
    ({ ip, hostname }) => valueOf(ip) ?? valueOf(hostname) ?? [],
  );
  const all = [...given, ...external];
  return all.length === 0 ? "<pending>" : all.join(",");
}

const MOST_PORTS = 8;

/** As kubectl shortens endpoints. */
function shortened(ports: readonly string[]): string {
  const more = ports.length - MOST_PORTS;
  return `${ports.slice(0, MOST_PORTS).join(",")}${more > 0 ? ` + ${more} more...` : ""}`;
}

/** `80:30080/TCP`; of a node port that the cluster will pick the range. */
function portText({ normal, net }: NamesView, { port, nodePort, protocol }: NormalPort): string {
  const { from, to } = net.cluster.nodePortRange;
  const number = valueOf(port) ?? "?";
  const picked = hasNodePorts(normal) ? `:${from}-${to}${EXAMPLE}` : "";
  const entry = nodePort === undefined ? picked : `:${isKnown(nodePort) ? nodePort.value : "?"}`;
  return `${number}${entry}/${valueOf(protocol) ?? "?"}`;
}

export function hasNodePorts({
  type,
  allocateLoadBalancerNodePorts: allocated,
}: NamesView["normal"]): boolean {
  return valueOf(type) === "NodePort" || (valueOf(type) === "LoadBalancer" && valueOf(allocated) !== false);
}

const MOST_ENDPOINTS = 3;

function sliceRow(view: NamesView, name: string, slice: SlicePlan): readonly string[] {
  const { net } = view;
  const { addressType, ports, endpoints, manual } = slice;
  const numbers = ports.map(({ port }) => String(valueOf(port) ?? "*"));
  const addresses = markedTexts(endpoints.flatMap((each) => each.addresses));
  const more = addresses.length - MOST_ENDPOINTS;
  const shown = addresses.slice(0, MOST_ENDPOINTS).join(",");
  const unset = "<unset>";
  return [
    manualName(net, manual) ?? seenName(view) ?? `${name}-…`,
    addressType,
    numbers.length === 0 ? unset : shortened(numbers),
    addresses.length === 0 ? unset : `${shown}${more > 0 ? ` + ${more} more...` : ""}`,
  ];
}

/** Of an only slice, what it was called in the cluster. */
function seenName({ net, service, slices }: NamesView): string | undefined {
  const [only, ...others] = net.observed(service.id)?.sliceIds ?? [];
  return only === undefined || others.length > 0 || slices.length > 1 ? undefined : identityOf(only).name;
}

/** Slices that are mirrored from Endpoints get names of their own. */
function manualName(net: Net, manual: SlicePlan["manual"]): string | undefined {
  const identity = manual === undefined ? undefined : net.resource(manual)?.identity;
  return identity?.kind === "EndpointSlice" ? identity.name : undefined;
}

/** The pods of workloads: planned ones as they are once all goes well. */
export function podListing(
  net: Net,
  of: { readonly workload: Workload; readonly pods: readonly PodRow[]; readonly more: number },
): readonly Listing[] {
  const { workload, pods, more } = of;
  if (pods.length === 0) return [];
  const command = kubectl(net, workload, `get pods${selectorText(workload)} -o wide`);
  const rows = pods
    .slice(0, MOST_ROWS)
    .map((pod) => podRow(pod, workload.spec.containers.length, `${workload.identity.name}-…`));
  const isPlaced = pods.some(({ pod }) => pod.nodeName !== undefined);
  const header = ["NAME", "READY", "STATUS", "IP", ...(isPlaced ? ["NODE"] : [])];
  return [{ command, header, rows, more: more + Math.max(0, pods.length - MOST_ROWS) }];
}

/** Pods that no workload in sight makes. */
export function strangerListing(view: NamesView, workloads: readonly Workload[]): readonly Listing[] {
  const { net, service, slices } = view;
  const pairs = (service.spec.selector?.pairs ?? []).map(
    ({ key, value }) => `${key}=${valueOf(value) ?? "?"}`,
  );
  const known = new Set(workloads.map(({ id }) => id));
  const pods = slices.flatMap(({ endpoints }) =>
    endpoints.flatMap(({ pod, addresses, from }) =>
      pod && !known.has(from) ? [{ pod, addresses, from }] : [],
    ),
  );
  if (pods.length === 0) return [];
  const rows = pods.slice(0, MOST_ROWS).map((each) => {
    const resource = net.resource(each.from);
    const containers =
      resource && isFamily(resource, "workload") ? resource.spec.containers.length : undefined;
    return podRow(each, containers, "?");
  });
  const command = kubectl(net, service, `get pods -l ${pairs.join(",")} -o wide`);
  const header = ["NAME", "READY", "STATUS", "IP", "NODE"];
  return [{ command, header, rows, more: pods.length - rows.length }];
}

export interface PodRow {
  readonly pod: ClusterPod;
  readonly addresses: readonly ClusterAddress[];
}

function selectorText({ spec, identity }: Workload): string {
  if (identity.kind === "Pod") return ` ${identity.name}`;
  if (identity.kind === "Job") return ` -l job-name=${identity.name}`;
  const pairs = (spec.selector?.pairs ?? []).map(({ key, value }) => `${key}=${valueOf(value) ?? "?"}`);
  return pairs.length === 0 ? "" : ` -l ${pairs.join(",")}`;
}

function podRow(
  { pod, addresses }: PodRow,
  containers: number | undefined,
  otherName: string,
): readonly string[] {
  const count = containers ?? "?";
  const ready = pod.serving ? count : count === 1 ? 0 : `<${count}`;
  return [
    valueOf(pod.name) ?? otherName,
    `${ready}/${count}`,
    pod.terminating ? "Terminating" : (pod.phase ?? "Running"),
    addressesText(addresses.slice(0, 1)),
    ...(pod.nodeName === undefined ? [] : [pod.nodeName]),
  ];
}
