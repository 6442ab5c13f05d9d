/** A unit as its cluster's DNS sees it; addresses that nobody has given out yet are examples. */
import { addressIn, type Family, givenAddress } from "../../network/cluster/addresses.ts";
import type { Zone, ZoneLookup, ZoneService } from "../../network/cluster/answer.ts";
import { baseName, headlessRecords } from "../../network/cluster/dns.ts";
import { isRefused } from "../../network/cluster/planned.ts";
import { presentNamespaces, SYSTEM_NAMESPACES } from "../../network/cluster/presentNamespaces.ts";
import { withDefaults } from "../../network/cluster/resolvConf.ts";
import { meantBy } from "../../network/copies.ts";
import { membersOf, servicesPlaced } from "../../network/members.ts";
import type { Net, Service } from "../../network/net.ts";
import { mayBeUnread } from "../../network/unread.ts";
import type { Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { isFamily } from "../../resources/resource.ts";
import { isKnown, known, valueOf } from "../../value/known.ts";
import { addressedClusterIPs, addressedSlices } from "../exampleAddresses.ts";
import { isPodSeen, seenInZone } from "./seen.ts";

/** `asker` is who looks things up: of several copies of a Service its own is meant. */
export function zoneOf(db: Reader, net: Net, asker: DocId): Zone {
  const { pods, endpointPodNames, ignoreEmptyService } = withDefaults(net.cluster.coredns);
  const present = new Set(presentNamespaces(db, net.unit.id, net.cluster));
  return {
    domain: net.cluster.domain,
    options: {
      pods,
      podNames: endpointPodNames ? "used" : "unused",
      emptyServices: ignoreEmptyService ? "ignored" : "answered",
    },
    namespace: (name) => (present.has(name) ? "yes" : net.complete ? "no" : "unknown"),
    service: (namespace, name) => lookup(db, net, asker, { namespace, name }),
    namesAt: (address) => namesAt(db, net, address),
    // Which addresses pods get is not known before they have them, and they may have had others when they were seen.
    pod: (namespace, address) => (isPodSeen(db, net, namespace, address) ? "yes" : "unknown"),
  };
}

interface Wanted {
  readonly namespace: string;
  readonly name: string;
}

/** The Service that a name of the zone means. */
export function serviceIn(
  db: Reader,
  net: Net,
  asker: DocId,
  { namespace, name }: Wanted,
): Service | undefined {
  const { id: unit } = net.unit;
  const here = servicesPlaced(db, unit, name)
    .filter((each) => valueOf(each.namespace.value) === namespace)
    .map(({ id }) => id);
  const [meant] = meantBy(asker, here);
  const service = meant === undefined ? undefined : net.resource(meant);
  const isThere = service && isFamily(service, "service") && !isRefused(db, unit, service.id);
  return isThere ? service : undefined;
}

function lookup(db: Reader, net: Net, asker: DocId, wanted: Wanted): ZoneLookup {
  const service = serviceIn(db, net, asker, wanted);
  if (service) return { kind: "found", service: published(db, net, service, wanted) };
  const seen = seenInZone(db, net, wanted);
  if (seen) return { kind: "found", service: seen };
  if (wanted.namespace === "default" && wanted.name === "kubernetes") {
    return { kind: "found", service: apiServer(net) };
  }
  return { kind: "absent", proven: isProven(db, net, wanted) };
}

function isProven(db: Reader, net: Net, { namespace, name }: Wanted): boolean {
  const isSystem = SYSTEM_NAMESPACES.includes(namespace);
  if (isSystem || !net.complete || mayBeUnread(db, net.unit.id, name)) return false;
  // One that nobody has put into a namespace may be in any.
  const placed = servicesPlaced(db, net.unit.id, name);
  return placed.every((each) => isKnown(each.namespace.value) && !each.namespace.assumed);
}

function published(db: Reader, net: Net, service: Service, { namespace, name }: Wanted): ZoneService {
  const normal = net.normal(service);
  const { slices, perhaps, open } = net.slices(service.id);
  const { publication, ports, externalName } = normal;
  return {
    name,
    namespace,
    publication,
    ports,
    externalName,
    clusterIPs: addressedClusterIPs(db, net, normal),
    slices: addressedSlices(db, net, slices),
    open: open || perhaps.length > 0 || !isProvenEmpty(net, service),
  };
}

/**
 * Whether a Service without endpoints has none for all that can be read: pods may be made elsewhere, and what nobody selects is
 * written by programs. Of one with endpoints nothing is to be proven.
 */
export function isProvenEmpty(net: Net, { id }: Service): boolean {
  const { slices, refused } = net.slices(id);
  const { kind, certain, provablyEmpty } = net.selection(id);
  if (slices.some(({ endpoints }) => endpoints.length > 0) || refused.length > 0) return true;
  return kind === "pods" && (certain.length > 0 || (provablyEmpty && net.complete));
}

/** The Service of the API server, which every cluster has and no manifest: the first address of the range, port 443. */
function apiServer({ cluster }: Net): ZoneService {
  const [range = "10.96.0.0/12"] = cluster.serviceCIDR?.split(",") ?? [];
  const family: Family = range.includes(":") ? "IPv6" : "IPv4";
  const https = { name: known("https"), port: known(443), protocol: known("TCP") };
  return {
    name: "kubernetes",
    namespace: "default",
    publication: { kind: "cluster" },
    clusterIPs: [{ ...givenAddress(family, addressIn(range, 1)), example: true }],
    ports: [{ ...https, index: 0, targetPort: known(6443), nodePort: undefined, appProtocol: undefined }],
    externalName: undefined,
    slices: [],
    open: true,
  };
}

/** A Service's own address wins over those of endpoints. */
function namesAt(db: Reader, net: Net, address: string): readonly string[] {
  const own = net.serviceAt(address);
  if (own) return baseOf(net, own);
  const names = membersOf(db, net.unit.id, "service").flatMap((id) => {
    const service = net.resource(id);
    const [base] = service && isFamily(service, "service") ? baseOf(net, service) : [];
    if (base === undefined) return [];
    return headlessRecords(base, net.slices(id).slices)
      .filter(
        ({ owner, type, data }) => type !== "SRV" && type !== "PTR" && data === address && owner !== base,
      )
      .map(({ owner }) => owner);
  });
  return [...new Set(names)].toSorted();
}

function baseOf(net: Net, service: Service): readonly string[] {
  const [name, namespace] = [valueOf(service.name), valueOf(net.namespaceOf(service.id).value)];
  if (name === undefined || namespace === undefined) return [];
  return [baseName(name, namespace, net.cluster.domain)];
}
