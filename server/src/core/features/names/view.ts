/** What every section about a Service's names needs to know. */
import type { ClusterAddress } from "../../network/cluster/addresses.ts";
import { baseName, type LabelOptions } from "../../network/cluster/dns.ts";
import type { SlicePlan } from "../../network/cluster/endpoints.ts";
import type { NormalService, Publication } from "../../network/cluster/normalise.ts";
import type { Net, Service } from "../../network/net.ts";
import type { Reader } from "../../query/query.ts";
import { isKnown, type Known, type Reason, valueOf } from "../../value/known.ts";
import { addressedClusterIPs, addressedSlices } from "../exampleAddresses.ts";

export interface NamesView {
  readonly db: Reader;
  readonly net: Net;
  readonly service: Service;
  /** With every default. */
  readonly normal: NormalService;
  readonly publication: Publication;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** `cart.shop.svc.cluster.local.`; undefined when the name or the namespace cannot be known. */
  readonly base: string | undefined;
  /** Of a Service that has a cluster IP, or will. */
  readonly clusterIPs: readonly ClusterAddress[];
  /** Each endpoint with an address. */
  readonly slices: readonly SlicePlan[];
  /** How the cluster's DNS calls endpoints. */
  readonly labels: LabelOptions;
}

export function namesView(db: Reader, net: Net, service: Service): NamesView {
  const name = valueOf(service.name);
  const namespace = valueOf(net.namespaceOf(service.id).value);
  const isNamed = name !== undefined && namespace !== undefined;
  const normal = net.normal(service);
  const { publication } = normal;
  return {
    db,
    net,
    service,
    normal,
    publication,
    name,
    namespace,
    base: isNamed ? baseName(name, namespace, net.cluster.domain) : undefined,
    clusterIPs: addressedClusterIPs(db, net, normal),
    labels: { podNames: net.cluster.coredns?.endpointPodNames ? "used" : "unused" },
    slices: addressedSlices(db, net, net.slices(service.id).slices),
  };
}

export function reasonOf(item: Known<unknown> | undefined): Reason | undefined {
  return item && !isKnown(item) ? item.unknown : undefined;
}

/** Whether an address of it is made up. */
export function hasExamples({ clusterIPs, slices }: NamesView): boolean {
  const pods = slices.flatMap(({ endpoints }) => endpoints.flatMap(({ addresses }) => addresses));
  return [...clusterIPs, ...pods].some(({ example }) => example);
}
