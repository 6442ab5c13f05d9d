/** The EndpointSlices of a Service as plain data, and what has to be known to read them. */
import type { EndpointDescription, EndpointsDescription, SliceDescription } from "../../descriptions.ts";
import type { ClusterEndpoint, SlicePlan } from "../../network/cluster/endpoints.ts";
import type { Net } from "../../network/net.ts";
import type { DocId } from "../../resources/identity.ts";
import { isFamily } from "../../resources/resource.ts";
import { valueOf } from "../../value/known.ts";
import type { NamesView } from "../names/view.ts";
import { called, counted, listed } from "../words.ts";
import { planOf } from "./pods.ts";

export function endpointsOf(view: NamesView): EndpointsDescription {
  const { net, slices } = view;
  return { slices: slices.map((slice) => sliceOf(net, slice)), remarks: remarksOn(view) };
}

function sliceOf(net: Net, { addressType, ports, endpoints, manual }: SlicePlan): SliceDescription {
  return {
    addressType,
    ports: ports.map(({ name, port, protocol }) => {
      const number = valueOf(port);
      const known = { name: valueOf(name) ?? "", protocol: valueOf(protocol) ?? "" };
      return number === undefined ? known : { name: known.name, port: number, protocol: known.protocol };
    }),
    endpoints: endpoints.map(endpointOf),
    ...(manual === undefined ? {} : { manual: objectText(net, manual) }),
  };
}

function objectText(net: Net, id: DocId): string {
  const identity = net.resource(id)?.identity;
  return identity ? `${identity.kind}/${identity.name}` : "";
}

export function endpointOf(endpoint: ClusterEndpoint): EndpointDescription {
  const { pod, addresses, ready, serving, terminating, nodeName, zone, hostname } = endpoint;
  const [name, host] = [valueOf(pod?.name), valueOf(hostname)];
  return {
    ...(pod ? { pod: pod.id } : {}),
    ...(name === undefined ? {} : { name }),
    addresses: addresses.flatMap(({ text }) => text ?? []),
    example: addresses.some(({ example }) => example),
    ...(ready === undefined ? {} : { ready }),
    ...(serving === undefined ? {} : { serving }),
    ...(terminating === undefined ? {} : { terminating }),
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(zone === undefined ? {} : { zone }),
    ...(host === undefined ? {} : { hostname: host }),
  };
}

function remarksOn(view: NamesView): readonly string[] {
  const { net, service, slices, normal, publication } = view;
  const { perhaps, open } = net.slices(service.id);
  const differing = differenceText(view);
  const portless = slices.some(({ ports, endpoints }) => ports.length === 0 && endpoints.length > 0);
  const isEarly = valueOf(normal.publishNotReadyAddresses) === true;
  const isObserved = slices.some(({ endpoints }) => endpoints.some(({ pod }) => pod?.observed === true));
  return [
    ...(isObserved ? ["Pods, addresses and conditions are those that were dumped from a cluster."] : []),
    ...(differing === undefined ? [] : [differing]),
    ...(portless && normal.ports.length > 0
      ? [
          publication.kind === "headless"
            ? "Endpoints in a slice without ports have addresses in DNS, but no SRV records."
            : "Pods in a slice without ports get nothing through the cluster IP: none of the Service's ports is found on them.",
        ]
      : []),
    ...(isEarly
      ? ["Pods count as ready before they are, and while they stop: publishNotReadyAddresses is set."]
      : []),
    ...(perhaps.length > 0
      ? [`Perhaps also ${listed(perhaps.map(called))}: not all of their labels can be known.`]
      : []),
    ...(open ? ["Some addresses that are written by hand cannot be read, and are left out."] : []),
    ...countRemarks(view),
  ];
}

function countRemarks({ db, net, slices }: NamesView): readonly string[] {
  const ids = new Set(slices.flatMap(({ endpoints }) => endpoints.map(({ from }) => from)));
  return [...ids].flatMap((id) => {
    const workload = net.resource(id);
    if (!workload || !isFamily(workload, "workload")) return [];
    const { pods, more, uncounted } = planOf(db, net, workload);
    if (uncounted === "nodes")
      return [`${called(workload)} has such a pod on each node that it may run on; one is shown.`];
    if (uncounted === "unknown")
      return [`How many pods ${called(workload)} has cannot be known; one is shown.`];
    return more > 0
      ? [
          `Of ${counted(pods.length + more, "pod")} of ${called(workload)} the first ${pods.length} are looked at.`,
        ]
      : [];
  });
}

/** Where the slices that were dumped hold other addresses than the pods that are selected. */
function differenceText({ net, service, slices }: NamesView): string | undefined {
  const seen = net.observed(service.id);
  if (!seen || seen.sliceIds.length === 0) return undefined;
  const dumped = addressesIn(seen.slices);
  const told = addressesIn(slices);
  const extra = [...dumped].filter((each) => !told.has(each));
  const missing = [...told].filter((each) => !dumped.has(each));
  const parts = [
    ...(extra.length > 0 ? [`hold ${listed(extra)}, too`] : []),
    ...(missing.length > 0 ? [`lack ${listed(missing)}`] : []),
  ];
  return parts.length === 0 ? undefined : `The EndpointSlices that were dumped ${parts.join(", and ")}.`;
}

/** Those that are no examples. */
function addressesIn(slices: readonly SlicePlan[]): ReadonlySet<string> {
  const all = slices.flatMap(({ endpoints }) => endpoints.flatMap(({ addresses }) => addresses));
  return new Set(all.flatMap(({ text, example }) => (text === undefined || example ? [] : [text])));
}
