/** What follows from the course of a name, and what to do: sentences, the most pressing first. */
import { nearest } from "../../network/alike.ts";
import { aliasTarget } from "../../network/cluster/dns.ts";
import { isRefused } from "../../network/cluster/planned.ts";
import { presentNamespaces } from "../../network/cluster/presentNamespaces.ts";
import { ndotsOf, resolve, searchOf } from "../../network/cluster/resolve.ts";
import { outlinesOf, servicesPlaced } from "../../network/members.ts";
import type { Net, Service } from "../../network/net.ts";
import { isFamily } from "../../resources/resource.ts";
import { valueOf } from "../../value/known.ts";
import { called, counted, gapOf, hostOf, listed } from "../words.ts";
import type { Course } from "./resolution.ts";
import { strayPodText } from "./strayPod.ts";
import { isProvenEmpty, serviceIn } from "./zone.ts";

export function remarks(course: Course): readonly string[] {
  return [
    ...outcomeText(course),
    ...shadowText(course),
    ...serviceText(course),
    ...confText(course),
    ...doubtText(course),
  ];
}

function outcomeText(course: Course): readonly string[] {
  const { resolution, name } = course;
  switch (resolution.outcome) {
    case "literal":
      return ["An address is no name: nobody is asked."];
    case "hosts":
      return ["It stands in the pod's own `/etc/hosts`, which is looked at before DNS is asked."];
    case "invalid":
      return [`\`${name}\` is no name that DNS can be asked for.`];
    case "external":
      return externalText(course);
    case "found":
      return wasteText(course);
    default:
      return [...strayOr(course, lostText), ...otherLibcText(course)];
  }
}

function strayOr(course: Course, otherwise: typeof lostText): readonly string[] {
  const stray = strayPodText(course);
  return stray.length > 0 && course.isCluster !== "no" ? stray : otherwise(course);
}

function externalText(course: Course): readonly string[] {
  const { resolution, isCluster, conf } = course;
  const { cname, queries, otherwise } = resolution;
  const last = queries.at(-1)?.name ?? "";
  const target = cname.at(-1);
  const where = target === undefined ? `\`${last}\`` : `It is an alias: \`${target}\``;
  const own = conf.mode === "none" ? "the servers that `dnsConfig` names" : "the servers of the node";
  const who = isCluster === "no" ? own : "servers outside of the cluster";
  const after = otherwise.find(({ status }) => status === "OK");
  return [
    `${where} is for ${who} to answer; manifests do not say whether it exists.`,
    ...(after ? [`If it does not exist, \`${after.name}\` is found after it.`] : strayOr(course, meantText)),
    ...otherLibcText(course),
    ...vain(queries.length - 1),
  ];
}

/** A name of a Service and a namespace, or nearly one: whoever wrote it hardly meant the world outside. */
function meantText(course: Course): readonly string[] {
  const { db, net, name, isCluster, resolution } = course;
  const [first, second] = name.toLowerCase().split(".");
  const isOurs = second === undefined || presentNamespaces(db, net.unit.id, net.cluster).includes(second);
  const service = isOurs && resolution.cname.length === 0 && first ? nearby(course) : undefined;
  if (!service) return [];
  if (isCluster === "no") return unknownThere(course);
  return (
    missingText(course, service) ?? [`Perhaps ${called(service)} is meant: \`${hostOf(net, service)}\`.`]
  );
}

/** Each name is asked for twice: A and AAAA. */
function vain(count: number): readonly string[] {
  if (count <= 0) return [];
  return [
    `${counted(count, "name")} asked for in vain before it: ${count * 2} packets out, as many back, at each lookup.`,
  ];
}

function wasteText({ resolution, name, service }: Course): readonly string[] {
  const wasted = resolution.queries.length - 1;
  const last = resolution.queries.at(-1)?.name ?? "";
  if (wasted <= 0) return [];
  const isShort = service !== undefined && name.split(".").length < 4;
  const cure = isShort ? "is found at once" : "with its final dot is found at once";
  return [...vain(wasted), `\`${last}\` ${cure}.`];
}

/** Why a name is not found, where something near by can be found. */
function lostText(course: Course): readonly string[] {
  const { resolution, isCluster, net } = course;
  if (isCluster === "no") return unknownThere(course);
  if (resolution.outcome === "stopped") {
    const last = resolution.queries.at(-1)?.name ?? "";
    return [`\`${last}\` exists, but has no address; there musl gives up, where glibc and Go would go on.`];
  }
  const service = nearby(course);
  if (!service) return ["No Service in sight has this name."];
  return (
    missingText(course, service) ?? [`${called(service)} is to be found as \`${hostOf(net, service)}\`.`]
  );
}

/** Pods that do not ask the cluster's DNS. */
function unknownThere({ conf, workload }: Course): readonly string[] {
  const isOnHost = valueOf(workload.spec.hostNetwork) === true;
  const why =
    conf.mode === "none"
      ? "`dnsPolicy: None` names servers of its own"
      : isOnHost && valueOf(workload.spec.dns.dnsPolicy) !== "Default"
        ? "with `hostNetwork: true`, `dnsPolicy: ClusterFirst` means the node's resolver"
        : "`dnsPolicy: Default` means the node's resolver";
  const policy = isOnHost ? "ClusterFirstWithHostNet" : "ClusterFirst";
  return [
    `Names of the cluster are not known there: ${why}. \`dnsPolicy: ${policy}\` asks the cluster's DNS.`,
  ];
}

/** Why a Service that is there has no name all the same. */
function missingText({ db, net, resolution }: Course, service: Service): readonly string[] | undefined {
  if (isRefused(db, net.unit.id, service.id)) {
    return [`The API server would refuse ${called(service)}: until that is mended it has no name.`];
  }
  const isAsked = resolution.queries.some(({ name }) => name === `${hostOf(net, service)}.`);
  const { kind } = net.normal(service).publication;
  if (isAsked && kind === "alias") return [aliasText(net, service)];
  if (!isAsked || kind !== "headless") return undefined;
  const pods = isProvenEmpty(net, service) ? "has no ready pod" : "no ready pod of it is in sight";
  return [`${called(service)} is headless and ${pods}: without one its name does not exist.`];
}

/** The name was asked for, and has no address. */
function aliasText(net: Net, service: Service): string {
  const target = valueOf(net.normal(service).externalName);
  if (target === undefined) return `${called(service)} is an alias of a name that cannot be known.`;
  return aliasTarget(target) === undefined
    ? `${called(service)} is an alias of ${target}, which is an address: DNS has no alias for one.`
    : `${called(service)} is an alias of \`${target}\`, for which the cluster's DNS has no address.`;
}

/** A Service that one of the labels names, or nearly names: of this namespace, or of another. */
function nearby({ db, net, name }: Course): Service | undefined {
  const names = outlinesOf(db, net.unit.id, "service").flatMap((each) => each.name ?? []);
  const labels = name.toLowerCase().split(".");
  for (const label of [...labels, ...labels.flatMap((each) => nearest(each, names) ?? [])]) {
    for (const { id } of servicesPlaced(db, net.unit.id, label)) {
      const service = net.resource(id);
      if (service && isFamily(service, "service")) return service;
    }
  }
  return undefined;
}

/** musl alone leaves the search list out where a name has dots enough, or where the list is too long for a line. */
function otherLibcText({ name, resolver, conf }: Course): readonly string[] {
  if (resolver.libc !== "musl") return [];
  const other = resolve(name, { ...resolver, libc: "glibc" });
  const found = [...other.queries, ...other.otherwise].find(({ status }) => status === "OK")?.name;
  if (found === undefined) return [];
  const isCut = searchOf(conf.search, "musl").length === 0 && conf.search.length > 0;
  const dots = name.split(".").length - 1;
  const ndots = ndotsOf(conf.options, "musl");
  const why = isCut
    ? "musl ignores a search line of more than 254 characters"
    : dots >= ndots
      ? `musl searches no domains for a name with ${counted(dots, "dot")} when ndots is ${ndots}`
      : "musl stops earlier";
  return [`With glibc \`${found}\` would be found: ${why}.`];
}

/** `cart.shop` may be a pod's name under a Service `shop` of the own namespace, which is looked at first. */
function shadowText({ db, net, workload, name, service, resolution }: Course): readonly string[] {
  const [first, namespace] = name.toLowerCase().split(".");
  if (!service || resolution.outcome !== "found" || first === undefined || namespace === undefined) return [];
  const meant = serviceIn(db, net, workload.id, { name: first, namespace });
  if (!meant || meant.id === service.id) return [];
  return [
    `${called(meant)} of namespace ${namespace} is not what this finds: below a search domain it is a name under ${called(service)}, too, and that one comes first. \`${hostOf(net, meant)}\` is the Service.`,
  ];
}

/** What stands behind the name that was found. */
function serviceText({ net, service, resolution, db }: Course): readonly string[] {
  if (!service || resolution.outcome !== "found") return [];
  const { slices, perhaps, open, refused } = net.slices(service.id);
  const isEmpty = !slices.some(({ endpoints }) => endpoints.some(({ ready }) => ready !== false));
  const kind = net.normal(service).publication.kind;
  const left = refused.filter(({ id }) => isRefused(db, net.unit.id, id));
  const because = left.length > 0 ? `: the API server would refuse ${listed(left.map(called))}` : "";
  if (kind !== "cluster" || !isEmpty || perhaps.length > 0 || open || !isProvenEmpty(net, service)) return [];
  const none = slices.some(({ endpoints }) => endpoints.length > 0) ? "has no ready pod" : "has no endpoints";
  return [`${called(service)} ${none}${because}: the name is found, and connections are refused.`];
}

function confText({ conf, resolver, servers }: Course): readonly string[] {
  const { nameservers, search } = conf.cut;
  const isRace = resolver.libc === "musl" && conf.nameservers.length > 1 && conf.mode !== "host";
  const isMixed = isRace && conf.nameservers.some((each) => !servers.addresses.includes(each));
  return [
    ...(isMixed
      ? ["musl asks all nameservers at once, and the first answer wins: it may be that of another server."]
      : []),
    ...(search.length > 0
      ? [`The kubelet leaves out ${counted(search.length, "search domain")}: the list is too long.`]
      : []),
    ...(nameservers.length > 0
      ? [`The kubelet takes three nameservers, and leaves out ${listed(nameservers)}.`]
      : []),
  ];
}

function doubtText(course: Course): readonly string[] {
  const { db, net, workload, conf, resolution, isCluster } = course;
  const isUnproven = resolution.queries.some(
    ({ status, certainty }) => status !== "OK" && certainty === "unknown",
  );
  const gap = gapOf(net);
  const alteredBy = isCluster === "yes" && isUnproven ? (net.cluster.coredns?.alteredBy ?? []) : [];
  const some = resolution.addresses.filter(({ example }) => example);
  return [
    ...(isRefused(db, net.unit.id, workload.id)
      ? [`The API server would refuse ${called(workload)}: until that is mended it has no pods.`]
      : []),
    ...(conf.unread.length > 0
      ? [`Not all of its pods' resolv.conf is known: ${listed(conf.unread.map(quoted))}.`]
      : []),
    ...(isCluster === "unknown"
      ? ["Whether its nameserver is the cluster's DNS is not known: `cluster.clusterDNS` says it."]
      : []),
    ...(alteredBy.length > 0
      ? [`CoreDNS has ${listed(alteredBy.map(quoted))} besides: what no Service answers, they may.`]
      : []),
    ...(isUnproven && alteredBy.length === 0
      ? [
          `What is not found may be there all the same: not everything is in sight${gap ? ` (${gap.detail})` : ""}.`,
        ]
      : []),
    ...(some.length > 0
      ? [
          `${listed(some.flatMap(({ text }) => text ?? []))} ${some.length === 1 ? "is an example" : "are examples"}: the cluster gives out addresses of its own.`,
        ]
      : []),
  ];
}

function quoted(field: string): string {
  return `\`${field}\``;
}
