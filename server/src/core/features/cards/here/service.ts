/** What the fields of a Service mean in this very manifest. */

import { withDefaults } from "../../../network/cluster/resolvConf.ts";
import type { Service } from "../../../network/net.ts";
import type { Resource } from "../../../resources/resource.ts";
import { valueOf } from "../../../value/known.ts";
import { serviceWays } from "../../describe/ways.ts";
import { code, escaped } from "../../markdown.ts";
import { namesView } from "../../names/view.ts";
import { addressText, schedulerText } from "../../proxyMode.ts";
import { called, counted, hostOf, listed, nameOf } from "../../words.ts";
import { isHeadless, typeOf } from "../view.ts";
import { exposureHere, nodePortLines } from "./exposure.ts";
import type { Field, HereTable } from "./field.ts";
import { behindOf, podNames, podsBehind, podsIn } from "./pods.ts";
import { providerLines } from "./provider.ts";

export const serviceHere: HereTable<Service> = {
  "metadata.name": (field) => [names(field), ...referrers(field)],
  "metadata.namespace": (field) => [names(field)],
  "spec.type": typeLines,
  "spec.clusterIP": addressLines,
  "spec.clusterIPs": addressLines,
  "spec.externalName": aliasLines,
  "spec.publishNotReadyAddresses": (field) => [podsBehind(field)],
  "spec.sessionAffinity": affinityLines,
  "spec.sessionAffinityConfig.clientIP.timeoutSeconds": affinityLines,
  "spec.ports[].appProtocol": protocolLines,
  ...exposureHere,
};

/** Every form of its name, shortest first. */
function names({ net, resource }: Field<Service>): string {
  const name = nameOf(resource);
  const namespace = valueOf(net.namespaceOf(resource.id).value);
  if (namespace === undefined) return code(name);
  const host = code(hostOf(net, resource));
  return `${code(name)} in ${code(namespace)}, ${code(`${name}.${namespace}`)} elsewhere, ${host} in full`;
}

/** Whatever names the Service, each once. */
function referrersOf({ net, resource }: Field<Service>): readonly Resource[] {
  const users = net.referrers(resource.id).filter(({ certainty }) => certainty === "yes");
  return [...new Map(users.map((each) => [each.resource.id, each.resource])).values()];
}

function referrers(field: Field<Service>): readonly string[] {
  const found = referrersOf(field);
  return found.length === 0 ? [] : [`named by ${listed(found.map((each) => escaped(called(each))))}`];
}

function typeLines(field: Field<Service>): readonly string[] {
  const { resource } = field;
  const to = `${code(`${nameOf(resource)}${ports(resource)}`)} → ${podsBehind(field)}`;
  switch (typeOf(resource)) {
    case "ExternalName":
      return aliasLines(field);
    case "NodePort":
      return [to, ...nodePortLines(field), ...outsideLines(field)];
    case "LoadBalancer":
      return [to, ...nodePortLines(field), ...providerLines(field), ...outsideLines(field)];
    default:
      return isHeadless(resource) ? addressLines(field) : [to];
  }
}

/** The way in for whoever sits outside, by what is known of the cluster. */
function outsideLines({ db, net, resource }: Field<Service>): readonly string[] {
  const isPinned = resource.spec.ports.some(({ nodePort }) => valueOf(nodePort) !== undefined);
  const isKnown = isPinned || net.cluster.flavor !== undefined || typeOf(resource) === "LoadBalancer";
  const way = serviceWays(namesView(db, net, resource), []).find(({ from }) => from === "outside");
  if (!way || !isKnown) return [];
  return [`from outside ${code(way.line)}${way.remark === "" ? "" : `, ${escaped(way.remark)}`}`];
}

/** Why a change is not seen at once. */
function keptLine({ net }: Field<Service>): string {
  const { ttl } = withDefaults(net.cluster.coredns);
  return `an answer may be kept for ${counted(ttl, "second")}, and longer by a JVM, connection pools or gRPC channels`;
}

function ports({ spec }: Service): string {
  const numbers = spec.ports.flatMap(({ port }) => valueOf(port) ?? []);
  return numbers.length === 0 ? "" : `:${numbers.join(", ")}`;
}

function addressLines(field: Field<Service>): readonly string[] {
  const { net, resource } = field;
  const found = behindOf(field);
  if (!isHeadless(resource)) {
    const spread = schedulerText(net.cluster);
    return [
      `${code(hostOf(net, resource))} → ${podsBehind(field, found)}`,
      addressText(net.cluster),
      ...(spread === undefined ? [] : [escaped(spread)]),
    ];
  }
  if (found.kind !== "pods") return [`headless, and ${podsBehind(field, found)}`];
  const named = found.workloads.flatMap((workload) => {
    const answer = net.governing(workload.id) ?? net.subdomain(workload.id);
    const isOwn = answer && "service" in answer && answer.service.id === resource.id;
    return isOwn ? (podNames(field, workload, resource) ?? []) : [];
  });
  return [
    `${code(hostOf(net, resource))} gives the addresses of ${podsIn(found.workloads, found.count)}`,
    ...(named.length > 0 ? [`each pod by name: ${listed(named)}`] : []),
    keptLine(field),
  ];
}

function aliasLines(field: Field<Service>): readonly string[] {
  const { net, resource } = field;
  const to = valueOf(resource.spec.externalName);
  if (to === undefined || typeOf(resource) !== "ExternalName") return [];
  const absolute = `${to.replace(/\.$/, "")}.`;
  const zone = `.svc.${net.cluster.domain}.`;
  const inside = absolute.endsWith(zone) ? [`${code(to)} lies inside the cluster`] : [];
  return [`${code(hostOf(net, resource))} → CNAME ${code(absolute)}`, ...inside, keptLine(field)];
}

function affinityLines(field: Field<Service>): readonly string[] {
  const { resource } = field;
  if (isHeadless(resource)) return ["headless: nobody stands in between who could keep a client to its pod"];
  if (valueOf(resource.spec.sessionAffinity) !== "ClientIP") return [];
  const entries = referrersOf(field).filter(({ identity }) => /Ingress|Route/.test(identity.kind));
  const past =
    entries.length > 0
      ? [`${listed(entries.map((each) => escaped(called(each))))} may go past it, straight to the pods`]
      : [];
  return [podsBehind(field), ...past];
}

const ONE_CONNECTION = /grpc|h2c|ws/i;

function protocolLines(field: Field<Service>): readonly string[] {
  const [, , index] = field.path;
  const port = field.resource.spec.ports.find((each) => each.index === index);
  const protocol = valueOf(port?.appProtocol) ?? "";
  const found = behindOf(field);
  if (found.kind !== "pods" || !ONE_CONNECTION.test(protocol) || isHeadless(field.resource)) return [];
  return [`${podsIn(found.workloads, found.count)}, but each connection stays on one of them`];
}
