/** What the fields of a workload about the names of its pods, and whom they ask for names, mean in this very manifest. */

import { podsOf } from "../../../network/cluster/planned.ts";
import { outlinesOf, sameNamespace } from "../../../network/members.ts";
import type { Governing, Workload } from "../../../network/net.ts";
import { keyOf } from "../../../query/query.ts";
import { isFamily } from "../../../resources/resource.ts";
import { valueOf } from "../../../value/known.ts";
import { code, escaped } from "../../markdown.ts";
import { scaleOf } from "../../pods.ts";
import { counted, hostOf, listed, nameOf } from "../../words.ts";
import { isHeadless, typeOf } from "../view.ts";
import { containerHere } from "./container.ts";
import { type Field, type HereTable, valueAt, writtenText } from "./field.ts";
import { podNames, servicesText } from "./pods.ts";

export const workloadHere: HereTable<Workload> = {
  "spec.serviceName": (field) => governing(field, field.net.governing(field.resource.id)),
  "spec.replicas": ordinals,
  "spec.ordinals": ordinals,
  "spec.ordinals.start": ordinals,
  "spec.podManagementPolicy": ordinals,
  "pod.metadata.labels": selectedBy,
  "pod.spec.hostname": ownName,
  "pod.spec.subdomain": (field) => governing(field, field.net.subdomain(field.resource.id)),
  "pod.spec.setHostnameAsFQDN": ownName,
  "pod.spec.dnsPolicy": resolver,
  "pod.spec.dnsConfig": resolver,
  "pod.spec.dnsConfig.searches": resolver,
  "pod.spec.dnsConfig.options[].name": (field) => dots(field, "value"),
  "pod.spec.dnsConfig.options[].value": (field) => dots(field, "value"),
  "pod.spec.enableServiceLinks": links,
  "pod.spec.hostNetwork": hostNetwork,
  ...containerHere,
};

/** The Service under which the pods have names, and the names. */
function governing(field: Field<Workload>, answer: Governing | undefined): readonly string[] {
  const { resource } = field;
  if (answer === undefined || answer.kind === "unknown") return [];
  if (answer.kind === "missing") {
    const other = answer.other.length > 0 ? `; ${servicesText(answer.other)} selects these pods` : "";
    return [`no Service ${code(answer.name)} is seen here${other}`];
  }
  const { service, selects } = answer;
  const name = `Service ${escaped(nameOf(service))}`;
  if (selects === "no") return [`${name} does not select these pods: they get no names under it`];
  if (answer.kind === "not-headless")
    return [`${name} is not headless: names of single pods are not promised under it`];
  const names = podNames(field, resource, service);
  return [`${name} is headless${names === undefined ? "" : `: ${names}`}`];
}

/** `db-0` to `db-2`. */
function ordinals(field: Field<Workload>): readonly string[] {
  const { db, net, resource } = field;
  const { pods, more } = db.get(podsOf, keyOf(net.unit.id, resource.id));
  const names = pods.length === 1 ? podNames(field, resource, undefined) : undefined;
  if (names !== undefined) return [names];
  const [first, last] = [valueOf(pods[0]?.name), valueOf(pods.at(-1)?.name)];
  if (first === undefined || last === undefined || more > 0) return [];
  return [`${counted(pods.length, "pod")}: ${code(first)} to ${code(last)}`];
}

function selectedBy({ db, net, resource }: Field<Workload>): readonly string[] {
  const services = net.servicesOf(resource.id);
  const scale = scaleOf(db, net, resource);
  return [
    services.length === 0
      ? `no Service that is seen here selects them (${scale})`
      : `selected by ${servicesText(services)} (${scale})`,
  ];
}

/** What the pod is called in DNS. */
function ownName({ net, resource }: Field<Workload>): readonly string[] {
  const answer = net.subdomain(resource.id);
  if (resource.identity.kind === "StatefulSet") return ["a StatefulSet writes the pods' own names here"];
  if (answer === undefined) return ["no `subdomain` is written: the name is known inside the pod only"];
  if (!("service" in answer)) return [];
  const hostname = valueOf(resource.spec.dns.hostname);
  return hostname === undefined ? [] : [code(`${hostname}.${hostOf(net, answer.service)}`)];
}

/** The search list that the pod walks. */
function resolver({ net, resource }: Field<Workload>): readonly string[] {
  const { dns, hostNetwork } = resource.spec;
  const policy = dns.dnsPolicy === undefined ? "ClusterFirst" : valueOf(dns.dnsPolicy);
  const isOnHost = valueOf(hostNetwork) === true;
  const searches = dns.dnsConfig?.searches.flatMap((each) => valueOf(each) ?? []) ?? [];
  const own = searches.length > 0 ? `, then ${code(searches.join(" "))}` : "";
  if (policy === "ClusterFirst" && isOnHost)
    return ["`hostNetwork: true` stands beside it: the node's DNS is asked, names of Services are not found"];
  if (policy !== "ClusterFirst" && policy !== "ClusterFirstWithHostNet") return [];
  const namespace = valueOf(net.namespaceOf(resource.id).value);
  if (namespace === undefined) return [];
  const { domain } = net.cluster;
  const list = `${namespace}.svc.${domain} svc.${domain} ${domain}`;
  return [`searched in this order: ${code(list)}, the node's own${own}`];
}

/** What becomes of names with that many dots. */
function dots({ document, path }: Field<Workload>, key: string): readonly string[] {
  const option = path.slice(0, -1);
  if (writtenText(valueAt(document, [...option, "name"])) !== "ndots") return [];
  const written = writtenText(valueAt(document, [...option, key]));
  const count = written === undefined ? Number.NaN : Number(written);
  if (!Number.isInteger(count) || count < 0) return [];
  const [short, long] = ["name.namespace", "name.namespace.svc"];
  if (count <= 1) return [`${code(short)} is asked for as it stands first; musl (Alpine) does not find it`];
  if (count === 2)
    return [
      `${code(short)} is searched, ${code(long)} is asked for as it stands first; musl does not find it`,
    ];
  return [`${code(long)} and shorter names are searched first`];
}

/** Of how many Services the containers get variables. */
function links({ db, net, resource }: Field<Workload>): readonly string[] {
  if (valueOf(resource.spec.dns.enableServiceLinks) === false) return [];
  const services = outlinesOf(db, net.unit.id, "service").flatMap(({ id }) => {
    const service = net.resource(id);
    if (!service || !isFamily(service, "service")) return [];
    if (sameNamespace(db, net.unit.id, resource.id, id) === "no") return [];
    return isHeadless(service) || typeOf(service) === "ExternalName" ? [] : [service];
  });
  const names = services.map((each) => code(`${variable(nameOf(each))}_SERVICE_HOST`));
  return services.length === 0 ? [] : [`${counted(services.length, "Service")} seen here: ${listed(names)}`];
}

function variable(name: string): string {
  return name.toUpperCase().replaceAll("-", "_");
}

function hostNetwork({ resource }: Field<Workload>): readonly string[] {
  if (valueOf(resource.spec.hostNetwork) !== true) return [];
  const ports = resource.spec.containers.flatMap((container) =>
    container.ports.flatMap(({ containerPort }) => valueOf(containerPort) ?? []),
  );
  const { dnsPolicy } = resource.spec.dns;
  const isBlind = dnsPolicy === undefined || valueOf(dnsPolicy) === "ClusterFirst";
  return [
    ...(ports.length > 0 ? [`port ${listed(ports.map(String))} of its node`] : []),
    ...(isBlind ? ["names of Services are not found: `dnsPolicy` is `ClusterFirst`"] : []),
  ];
}
