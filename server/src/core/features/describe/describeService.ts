/** All that is known of one Service in one unit, section by section. */
import type { Diagnostic } from "../../answers.ts";
import type { RouteHere, ServiceDescription } from "../../descriptions.ts";
import { isRefused } from "../../network/cluster/planned.ts";
import { withDefaults } from "../../network/cluster/resolvConf.ts";
import type { Net, Service, Workload } from "../../network/net.ts";
import { blindProbe } from "../../network/probedPorts.ts";
import type { Reader } from "../../query/query.ts";
import { probePortMissing } from "../../rules/probe-port-missing.ts";
import { isKnown, valueOf } from "../../value/known.ts";
import { behind } from "../behind.ts";
import { type NamesView, namesView } from "../names/view.ts";
import { resourceName } from "../objects.ts";
import { isProvenEmpty } from "../resolving/zone.ts";
import { because, called, listed } from "../words.ts";
import { aboutService } from "./about.ts";
import { bounded } from "./bounded.ts";
import { dnsOf } from "./dns.ts";
import { endpointsOf } from "./endpoints.ts";
import { serviceEnvironment } from "./environment.ts";
import { hasNodePorts, podListing, serviceListings, strangerListing } from "./listings.ts";
import { memberValue } from "./memberValue.ts";
import { podEnd } from "./podEnd.ts";
import { addressedPods, planOf, totalOf } from "./pods.ts";
import { policiesFor } from "./policies.ts";
import { premisesOf } from "./premises.ts";
import { proxyOf } from "./proxy.ts";
import { callersIn, routesTo } from "./routes.ts";
import { findingsAbout, findingsOf } from "./said.ts";
import { serviceAnswer } from "./serviceAnswer.ts";
import { stoppingOf } from "./stopping.ts";
import { serviceWays } from "./ways.ts";

export function describeService(
  db: Reader,
  net: Net,
  service: Service,
  { otherUnits, node }: { readonly otherUnits: readonly string[]; readonly node: string | undefined },
): ServiceDescription | undefined {
  const object = resourceName(db, net.unit.id, service);
  if (!object) return undefined;
  const { view, more } = bounded(namesView(db, net, service));
  const routes = routesTo(view);
  const doubts = [...doubtsOf(view), ...boundText(more)];
  return {
    kind: "service",
    object,
    assumedNamespace: net.namespaceOf(service.id).assumed,
    unit: net.unit.name,
    otherUnits,
    answer: serviceAnswer(view),
    about: aboutService(view),
    findings: findingsIn(view),
    doubts,
    certainty: certaintyOf(net, doubts),
    type: valueOf(view.normal.type),
    headless: view.publication.kind === "headless",
    routes,
    callers: callersIn(view),
    ...(isRefused(db, net.unit.id, service.id) ? nowhere(view) : inCluster(view, routes, node)),
  };
}

function boundText(more: number): readonly string[] {
  return more > 0
    ? [`Of its ports the last ${more} are left out here: with so many pods it would be too much.`]
    : [];
}

/** Other plugins of CoreDNS may change what is told of names. */
export function certaintyOf(net: Net, doubts: readonly string[]): ServiceDescription["certainty"] {
  if (doubts.length > 0) return "unknown";
  return (net.cluster.coredns?.alteredBy ?? []).length > 0 ? "depends" : "certain";
}

type InCluster = Pick<
  ServiceDescription,
  "premises" | "listings" | "stopping" | "ways" | "dns" | "endpoints" | "env" | "proxy" | "policies"
>;

/** What the API server refuses is in no cluster. */
function nowhere({ net }: NamesView): InCluster {
  const { domain: zone, coredns } = net.cluster;
  return {
    premises: [],
    listings: [],
    stopping: undefined,
    ways: [],
    dns: { zone, ttl: withDefaults(coredns).ttl, names: [], records: [], remarks: [] },
    endpoints: { slices: [], remarks: [] },
    env: { variables: [], remarks: [] },
    proxy: undefined,
    policies: { ingress: [], egress: [], perhaps: [] },
  };
}

function inCluster(view: NamesView, routes: readonly RouteHere[], node: string | undefined): InCluster {
  const { db, net, service } = view;
  const selected = net.selection(service.id).certain.filter(({ id }) => !isRefused(db, net.unit.id, id));
  return {
    premises: premisesOf(db, net, service.id, premiseKeys(view)),
    listings: [
      ...serviceListings(view),
      ...selected.slice(0, MOST_WORKLOADS).flatMap((each) => podsListed(view, each)),
      ...strangerListing(view, selected),
    ],
    stopping: stoppingBehind(view, selected),
    ways: serviceWays(view, routes),
    dns: dnsOf(view),
    endpoints: endpointsOf(view),
    env: serviceEnvironment(view),
    proxy: proxyOf(view, node),
    policies: policiesFor(
      db,
      net,
      selected.map(({ id }) => id),
    ),
  };
}

/** A Service of a common label may select hundreds. */
const MOST_WORKLOADS = 4;

function podsListed({ db, net }: NamesView, workload: Workload) {
  const pods = addressedPods(db, net, workload).flatMap(({ pod, addresses }) =>
    pod ? [{ pod, addresses }] : [],
  );
  return podListing(net, { workload, pods, more: planOf(db, net, workload).more });
}

/** One timeline for all: of the pods that end in the same way, else none. */
function stoppingBehind({ db, net, normal }: NamesView, selected: readonly Workload[]) {
  const ends = selected.flatMap((each) => podEnd(each, memberValue(db, net.unit.id, each.id)) ?? []);
  const [end, ...others] = ends;
  if (!end || others.some((each) => JSON.stringify(each) !== JSON.stringify(end))) return undefined;
  const pods = totalOf(selected.map((each) => planOf(db, net, each)));
  return stoppingOf({ end, pods, services: [normal], ttl: withDefaults(net.cluster.coredns).ttl });
}

/** What is told in any case, and what only if somebody says it. */
export function premiseKeys({ publication, normal, service, clusterIPs }: NamesView) {
  const isCluster = publication.kind === "cluster";
  const isSingle = normal.families?.length === 1;
  const hasRoom = isSingle && valueOf(service.spec.ipFamilyPolicy) === "PreferDualStack";
  return {
    wanted: [
      "domain",
      ...(isCluster ? (["proxyMode", "clusterCIDR"] as const) : []),
      ...(isCluster && clusterIPs.some(({ example }) => example) ? (["serviceCIDR"] as const) : []),
      ...(hasNodePorts(normal) ? (["nodePortRange"] as const) : []),
      ...(hasRoom ? (["ipFamilies"] as const) : []),
    ] as const,
    perhaps: [
      "podCIDR",
      ...(isCluster ? (["serviceCIDR"] as const) : []),
      "masqueradeAll",
      "nodePortAddresses",
      "ipvs",
      "ipFamilies",
      "policyEnforced",
      "coredns",
      "nodes",
      "flavor",
      "kubernetesVersion",
    ] as const,
  };
}

/** About the Service; and what keeps its pods from being ready, without which nothing else of it counts. */
function findingsIn({ db, net, service }: NamesView): readonly Diagnostic[] {
  const near = net.referrers(service.id).map(({ resource }) => resource.id);
  const blind = net.selection(service.id).certain.filter((each) => blindProbe(each) !== undefined);
  const unready = blind.flatMap(({ id }) => findingsOf(db, net, id, probePortMissing.code));
  return [...unready, ...findingsAbout(db, net, service.id, near)];
}

/** Why something else may be the case in a cluster. */
function doubtsOf(view: NamesView): readonly string[] {
  const { net, service, normal, publication } = view;
  const { perhaps, open, refused } = net.slices(service.id);
  const { value: namespace } = net.namespaceOf(service.id);
  const found = behind(view.db, net, service);
  const ports = normal.ports.some(
    ({ port, protocol, name, targetPort }) =>
      ![port, protocol, name, targetPort].every((each) => isKnown<unknown>(each)),
  );
  return [
    ...(isKnown(namespace) ? [] : [`Its namespace cannot be known: ${because(namespace.unknown)}.`]),
    ...(publication.kind === "unknown" ? [`Its type cannot be known: ${because(publication.reason)}.`] : []),
    ...(ports && publication.kind !== "alias" ? ["Not all of its ports can be known."] : []),
    ...(perhaps.length > 0 ? [`Perhaps it selects ${listed(perhaps.map(called))}, too.`] : []),
    ...(open ? ["Some of its endpoints cannot be read."] : []),
    ...(refused.length > 0
      ? [`The API server would refuse ${listed(refused.map(called))}: that takes no part until it is mended.`]
      : []),
    ...(found.kind === "unknown" ? [`Which pods it reaches is not known: ${found.detail}.`] : []),
    ...(found.kind !== "unknown" && publication.kind !== "alias" && !isProvenEmpty(net, service)
      ? ["That nothing stands behind it is not proven: not everything that may make endpoints is in sight."]
      : []),
  ];
}
