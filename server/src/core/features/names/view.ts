/** What every section about a Service's names needs to know. */
import { type Address, familyOf } from "../../network/addresses.ts";
import { baseName } from "../../network/dns.ts";
import type { Slice } from "../../network/endpointSlices.ts";
import type { Net, Service } from "../../network/net.ts";
import type { Reader } from "../../query/query.ts";
import { isKnown, type Known, type Reason, valueOf } from "../../value/known.ts";
import { addressed, clusterIPsOf } from "./examples.ts";

export interface NamesView {
  readonly db: Reader;
  readonly net: Net;
  readonly service: Service;
  readonly publication: Publication;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** `cart.shop.svc.cluster.local.`; undefined when the name or the namespace cannot be known. */
  readonly base: string | undefined;
  /** Of a Service that has a cluster IP, or will. */
  readonly clusterIPs: readonly Address[];
  /** Each endpoint with an address. */
  readonly slices: readonly Slice[];
}

/** How DNS publishes it; `type` is looked at first. */
export type Publication =
  | { readonly kind: "alias" | "headless" | "cluster" }
  | { readonly kind: "unknown"; readonly reason: Reason };

export function namesView(db: Reader, net: Net, service: Service): NamesView {
  const name = valueOf(service.name);
  const namespace = valueOf(net.namespaceOf(service.id).value);
  const isNamed = name !== undefined && namespace !== undefined;
  const publication = publicationOf(service);
  return {
    db,
    net,
    service,
    publication,
    name,
    namespace,
    base: isNamed ? baseName(name, namespace, net.cluster.domain) : undefined,
    clusterIPs: publication.kind === "cluster" ? clusterIPsOf(db, net, service) : [],
    slices: addressed(db, net, net.slices(service.id).slices),
  };
}

function publicationOf({ spec }: Service): Publication {
  const unread = reasonOf(spec.type);
  if (unread) return { kind: "unknown", reason: unread };
  if (valueOf(spec.type) === "ExternalName") return { kind: "alias" };
  const hidden = reasonOf(spec.clusterIP);
  if (hidden) return { kind: "unknown", reason: hidden };
  return { kind: valueOf(spec.clusterIP) === "None" ? "headless" : "cluster" };
}

export function reasonOf(item: Known<unknown> | undefined): Reason | undefined {
  return item && !isKnown(item) ? item.unknown : undefined;
}

/** Whether the Service's own address is made up. */
export function isExampleClusterIP({ service, publication }: NamesView): boolean {
  const isWritten = service.spec.clusterIPs.some((each) => familyOf(valueOf(each) ?? "") !== undefined);
  return publication.kind === "cluster" && !isWritten;
}
