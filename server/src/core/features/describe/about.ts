/** What a Service is: its type and what that gives, its ports, its selector and the policies that change its ways. */
import type { Labelled } from "../../descriptions.ts";
import { aliasTarget } from "../../network/cluster/dns.ts";
import type { NormalPort, NormalService } from "../../network/cluster/normalise.ts";
import type { PodPort, PortTarget } from "../../network/net.ts";
import { isKnown, valueOf } from "../../value/known.ts";
import type { NamesView } from "../names/view.ts";
import { because, called, listed } from "../words.ts";
import { hasNodePorts } from "./listings.ts";
import { markedTexts } from "./title.ts";

export function aboutService(view: NamesView): readonly Labelled[] {
  return [
    { label: "Type", text: typeText(view) },
    ...portRows(view),
    ...selectorRow(view),
    ...policyRows(view),
  ];
}

function typeText(view: NamesView): string {
  const { publication, normal } = view;
  const type = valueOf(normal.type);
  if (publication.kind === "unknown") return `cannot be known: ${because(publication.reason)}`;
  if (publication.kind === "alias") return aliasText(normal);
  if (publication.kind === "headless")
    return "ClusterIP, headless: no address of its own, DNS answers with the pods";
  const own = `${addressesText(view)}, reached from inside the cluster`;
  return `${type ?? "ClusterIP"}: ${own}${wayInText(type, view)}${externalText(view)}`;
}

/** What the type adds to the address inside. */
function wayInText(type: string | undefined, view: NamesView): string {
  if (type === "NodePort") return `; and ${nodePortsText(view)} of every node`;
  return type === "LoadBalancer" ? `; ${balancerText(view)}` : "";
}

function aliasText({ externalName }: NormalService): string {
  const target = valueOf(externalName);
  if (target === undefined) return "ExternalName: a CNAME to a name that cannot be known";
  return aliasTarget(target) === undefined
    ? `ExternalName: ${target}, which no CNAME can stand for`
    : `ExternalName: a CNAME to ${target}`;
}

function addressesText({ clusterIPs }: NamesView): string {
  const texts = markedTexts(clusterIPs);
  return texts.length === 0 ? "an address that cannot be known" : listed(texts);
}

function nodePortsText({ normal, net }: NamesView): string {
  const ports = normal.ports.flatMap(({ nodePort }) => valueOf(nodePort) ?? []);
  const { from, to } = net.cluster.nodePortRange;
  const picked = normal.ports.filter(({ nodePort }) => nodePort === undefined).length;
  const chosen =
    picked === 0
      ? []
      : [`${picked === 1 ? "a port" : `${picked} ports`} that the cluster picks from ${from}–${to}`];
  return listed([...ports.map((port) => `port ${port}`), ...chosen]);
}

function balancerText(view: NamesView): string {
  const { normal } = view;
  const given = normal.loadBalancerIngress.flatMap(
    ({ ip, hostname }) => valueOf(ip) ?? valueOf(hostname) ?? [],
  );
  const address =
    given.length > 0
      ? `from outside at ${listed(given)}`
      : "from outside at an address that a provider of load balancers gives it";
  const nodes = hasNodePorts(normal) ? `, and at ${nodePortsText(view)} of every node` : "";
  const ranges = normal.loadBalancerSourceRanges.flatMap((each) => valueOf(each) ?? []);
  const only =
    ranges.length > 0
      ? ` (from ${listed(ranges)} only${hasNodePorts(normal) ? ", which does not guard the node ports" : ""})`
      : "";
  return `${address}${only}${nodes}`;
}

function externalText({ normal }: NamesView): string {
  const external = normal.externalIPs.flatMap((each) => valueOf(each) ?? []);
  return external.length > 0
    ? `; and at ${listed(external)} (externalIPs) wherever a router sends that to a node`
    : "";
}

const MOST_PORTS = 16;

function portRows({ normal, net, service, publication, slices }: NamesView): readonly Labelled[] {
  if (publication.kind === "alias") return [];
  const targets = net.targets(service.id);
  const rows = normal.ports.slice(0, MOST_PORTS).map((port, index) => ({
    label: index === 0 ? (normal.ports.length === 1 ? "Port" : "Ports") : "",
    text: portText(port, targets[index], {
      seen: seenPorts(slices, port),
      chosen: normal.selector === undefined ? "by-hand" : "by-selector",
    }),
  }));
  const more = normal.ports.length - rows.length;
  return more > 0 ? [...rows, { label: "", text: `… and ${more} more` }] : rows;
}

/** `http 80/TCP → http 8080`. */
function portText(port: NormalPort, target: PortTarget | undefined, ends: Ends): string {
  const name = valueOf(port.name) ?? "";
  const protocol = valueOf(port.protocol) ?? "?";
  const own = `${name}${name === "" ? "" : " "}${valueOf(port.port) ?? "?"}/${protocol}`;
  const nodePort = isKnown(port.nodePort) ? `, node port ${port.nodePort.value}` : "";
  const app = valueOf(port.appProtocol);
  return `${own} → ${endText(port, target, ends)}${nodePort}${app === undefined ? "" : ` (${app})`}`;
}

/** The numbers in slices; what is written by hand has no regard for `targetPort`. */
interface Ends {
  readonly seen: readonly number[];
  readonly chosen: "by-hand" | "by-selector";
}

function endText({ targetPort }: NormalPort, target: PortTarget | undefined, { seen, chosen }: Ends): string {
  const written = isKnown(targetPort) ? String(targetPort.value) : "a target port that cannot be known";
  const other = seen.join(" or ");
  if (chosen === "by-hand" && ![written, ""].includes(other)) return `${other}, as its endpoints say`;
  if (!target || target.pods.length === 0) {
    const named = isKnown(targetPort) && typeof targetPort.value === "string" && seen.length > 0;
    return named ? `${written} (${seen.join(" or ")})` : written;
  }
  const plain = [...new Set(target.pods.map((pod) => podEnd(written, pod)))];
  const [only, ...others] = plain;
  if (only !== undefined && others.length === 0) return only;
  const ends = target.pods.map((pod) => `${podEnd(written, pod)} (${called(pod.workload)})`);
  return [...new Set(ends)].join(", or ");
}

/** What the port is in the slices, where nobody in sight makes the pods. */
function seenPorts(slices: NamesView["slices"], { name, protocol }: NormalPort): readonly number[] {
  const numbers = slices.flatMap(({ ports }) =>
    ports.flatMap((each) =>
      valueOf(each.name) === valueOf(name) && valueOf(each.protocol) === valueOf(protocol)
        ? (valueOf(each.port) ?? [])
        : [],
    ),
  );
  return [...new Set(numbers)];
}

function podEnd(written: string, { answer }: PodPort): string {
  switch (answer.kind) {
    case "declared": {
      const named = answer.name === undefined ? "" : `${answer.name} `;
      return `${named}${answer.port} of container ${answer.container}`;
    }
    case "undeclared":
      return `${answer.port}, which no container declares: it works if something listens there`;
    case "other-protocol":
      return `${answer.port}, which container ${answer.container} declares for ${answer.protocol} only`;
    case "unresolved":
      return `${written}, which no container declares`;
    case "unknown":
      return `${written}: not all ports of its containers can be read`;
  }
}

function selectorRow({ service, publication }: NamesView): readonly Labelled[] {
  const pairs = service.spec.selector?.pairs ?? [];
  if (pairs.length === 0) {
    const none = "none: endpoints are written by hand, or by a program";
    return publication.kind === "alias" ? [] : [{ label: "Selector", text: none }];
  }
  const text = pairs.map(({ key, value }) => `${key}=${valueOf(value) ?? "?"}`).join(", ");
  return [
    { label: "Selector", text: publication.kind === "alias" ? `${text}, which counts for nothing` : text },
  ];
}

/** What differs from the defaults. */
function policyRows({ normal }: NamesView): readonly Labelled[] {
  const seconds = valueOf(normal.sessionAffinityTimeout);
  const affinity =
    valueOf(normal.sessionAffinity) === "ClientIP"
      ? `ClientIP: an address that was sent to a pod stays with it for ${seconds ?? "?"} s after its last connection`
      : undefined;
  const internal =
    valueOf(normal.internalTrafficPolicy) === "Local"
      ? "Local: pods reach only the pods of their own node, and nothing where there is none"
      : undefined;
  const external =
    valueOf(normal.externalTrafficPolicy) === "Local"
      ? "Local: from outside a node leads to its own pods only, and keeps the client's address"
      : undefined;
  const rows = [
    ["Affinity", affinity],
    ["Inside", internal],
    ["Outside", external],
    ["Health check", healthText(normal)],
    [
      "Distribution",
      textOf(
        valueOf(normal.trafficDistribution),
        (each) => `${each}: pods near by are preferred, where there are any`,
      ),
    ],
  ] as const;
  return rows.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text }]));
}

function textOf<T>(value: T | undefined, text: (value: T) => string): string | undefined {
  return value === undefined ? undefined : text(value);
}

/** Load balancers of policy Local ask each node whether it has a pod. */
function healthText(normal: NormalService): string | undefined {
  const isAsked =
    valueOf(normal.type) === "LoadBalancer" && valueOf(normal.externalTrafficPolicy) === "Local";
  if (!isAsked) return undefined;
  const port = valueOf(normal.healthCheckNodePort);
  const where = port === undefined ? "a node port that the cluster picks" : `node port ${port}`;
  return `${where}: 200 on nodes with a pod, 503 on the others`;
}
