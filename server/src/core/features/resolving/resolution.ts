/** What a pod gets for a name: its resolv.conf, the questions of its resolver, and the answers. */
import type { NameResolution, ResolverCourse, ResolverLibrary } from "../../answers.ts";
import type { ClusterPod } from "../../network/cluster/pod.ts";
import type { ResolvConf } from "../../network/cluster/resolvConf.ts";
import {
  type HostsLine,
  type Libc,
  type Resolution,
  type Resolver,
  resolve,
} from "../../network/cluster/resolve.ts";
import { outlineOf } from "../../network/members.ts";
import type { Net, Service, Workload } from "../../network/net.ts";
import { createNet } from "../../network/relations.ts";
import { equal } from "../../query/equal.ts";
import type { Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { isFamily } from "../../resources/resource.ts";
import { clusterIn } from "../../units/queries.ts";
import type { UnitId } from "../../units/unit.ts";
import { type Answer, valueOf } from "../../value/known.ts";
import { addressedPods } from "../describe/pods.ts";
import { resourceName } from "../objects.ts";
import { asker, asksCluster, type ClusterServers, clusterServers } from "./asking.ts";
import { confOf } from "./conf.ts";
import { remarks } from "./remarks.ts";
import { serviceIn, zoneOf } from "./zone.ts";

export interface NameQuestion {
  /** The workload whose pods ask. */
  readonly from: DocId;
  readonly unit: UnitId;
  readonly name: string;
  /** Guessed from the images when it is left out. */
  readonly libc?: Libc | undefined;
}

/** All that is known of one walk. */
export interface Course {
  readonly db: Reader;
  readonly net: Net;
  readonly workload: Workload;
  readonly name: string;
  readonly conf: ResolvConf;
  readonly servers: ClusterServers;
  readonly isCluster: Answer;
  readonly resolver: Resolver;
  readonly resolution: Resolution;
  /** Whose name was found. */
  readonly service: Service | undefined;
}

const LIBRARIES: readonly ResolverLibrary[] = ["glibc", "musl", "go"];

/** Undefined for what makes no pods, or is not in that unit. */
export function resolveName(db: Reader, question: NameQuestion): NameResolution | undefined {
  const outline = db.get(outlineOf, question.unit);
  const net = outline && createNet(db, outline, clusterIn(db, question.unit, question.from));
  const workload = net?.resource(question.from);
  if (!net || !workload || !isFamily(workload, "workload")) return undefined;
  const from = resourceName(db, net.unit.id, workload);
  return from && printed(courseOf(db, net, workload, question), question, from);
}

function courseOf(db: Reader, net: Net, workload: Workload, { name, libc }: NameQuestion): Course {
  const servers = clusterServers(net.cluster);
  const conf = confOf(net, workload);
  const isCluster = asksCluster(conf, servers);
  const resolver = {
    libc: libc ?? guess(workload).libc,
    conf,
    hosts: hostsOf(db, net, workload),
    ask: asker(zoneOf(db, net, workload.id), isCluster, net.cluster.coredns?.alteredBy ?? []),
  };
  const resolution = resolve(name, resolver);
  const service = serviceNamed(db, net, workload.id, resolution.queries.at(-1)?.name ?? "");
  return { db, net, workload, name, conf, servers, isCluster, resolver, resolution, service };
}

/** Alpine has musl; what an image is built of cannot be seen otherwise. */
function guess({ spec }: Workload): { readonly libc: Libc; readonly image: string | undefined } {
  const [image] = spec.containers.flatMap((each) => valueOf(each.image) ?? []);
  return image !== undefined && /alpine/i.test(image)
    ? { libc: "musl", image }
    : { libc: "glibc", image: undefined };
}

/** `/etc/hosts` as the kubelet writes it; a pod in its node's network gets the node's, and its own lines. */
function hostsOf(db: Reader, net: Net, workload: Workload): readonly HostsLine[] {
  const { spec } = workload;
  const local = { ip: "127.0.0.1", example: false, names: ["localhost"] };
  const aliases = spec.dns.hostAliases.map(({ ip, hostnames }) => ({
    ...{ ip: valueOf(ip) ?? "", example: false },
    names: hostnames.flatMap((each) => valueOf(each) ?? []),
  }));
  const isOnHost = valueOf(spec.hostNetwork) === true;
  return [local, ...(isOnHost ? [] : ownLines(db, net, workload)), ...aliases];
}

/** One for each of its pod's addresses. */
function ownLines(db: Reader, net: Net, workload: Workload): readonly HostsLine[] {
  const [first] = addressedPods(db, net, workload);
  if (!first?.pod) return [];
  const names = ownNames(net, first.pod);
  return first.addresses.flatMap(({ text, example }) =>
    text === undefined ? [] : [{ ip: text, example, names }],
  );
}

/** What a pod calls itself. */
function ownNames(net: Net, { hostname, name, subdomain, workload }: ClusterPod): readonly string[] {
  const short =
    valueOf(hostname) ??
    valueOf(name)
      ?.slice(0, 63)
      .replace(/[-.]+$/, "");
  const [below, namespace] = [valueOf(subdomain), valueOf(net.namespaceOf(workload).value)];
  if (short === undefined) return [];
  const isNamed = below !== undefined && namespace !== undefined;
  return [...(isNamed ? [`${short}.${below}.${namespace}.svc.${net.cluster.domain}`] : []), short];
}

/** The Service in whose part of the zone a name lies. */
function serviceNamed(db: Reader, net: Net, from: DocId, name: string): Service | undefined {
  const suffix = `.svc.${net.cluster.domain}.`;
  if (!name.endsWith(suffix)) return undefined;
  const labels = name.slice(0, -suffix.length).split(".");
  const [service, namespace] = labels.slice(-2);
  if (service === undefined || namespace === undefined) return undefined;
  return serviceIn(db, net, from, { name: service, namespace });
}

function printed(course: Course, question: NameQuestion, from: NameResolution["from"]): NameResolution {
  const { net, workload, conf, resolver, resolution } = course;
  const guessed = question.libc === undefined ? guess(workload).image : undefined;
  const isSure =
    conf.unread.length === 0 && resolution.queries.every(({ certainty }) => certainty === "certain");
  return {
    name: question.name,
    from,
    pod: `${from.kind}/${from.name}#0`,
    unit: net.unit.name,
    libc: resolver.libc,
    guessedFrom: guessed,
    ...printedCourse(course, resolution),
    others: othersOf(course),
    resolvConf: { nameservers: conf.nameservers, search: conf.search, options: conf.options },
    remarks: remarks(course),
    certainty: isSure ? "certain" : "unknown",
  };
}

function printedCourse({ db, net, workload }: Course, resolution: Resolution): ResolverCourse {
  const { queries, otherwise, outcome, cname, addresses } = resolution;
  const service = serviceNamed(db, net, workload.id, queries.at(-1)?.name ?? "");
  return {
    queries,
    otherwise,
    outcome,
    addresses: addresses.flatMap(({ text, ...rest }) => (text === undefined ? [] : [{ ...rest, text }])),
    cname,
    service: service && resourceName(db, net.unit.id, service),
  };
}

/** The walks of the other libraries that are not this one. */
function othersOf(course: Course): NameResolution["others"] {
  const { name, resolver, resolution } = course;
  const walks: { libcs: ResolverLibrary[]; walk: Resolution }[] = [];
  for (const libc of LIBRARIES) {
    const walk = libc === resolver.libc ? resolution : resolve(name, { ...resolver, libc });
    if (equal(walk, resolution)) continue;
    const same = walks.find((each) => equal(each.walk, walk));
    if (same) same.libcs.push(libc);
    else walks.push({ libcs: [libc], walk });
  }
  return walks.map(({ libcs, walk }) => ({ libcs, ...printedCourse(course, walk) }));
}
