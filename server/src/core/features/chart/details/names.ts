/** The names by which a Service, or single pods, are found, what answers, and what follows; of the same engine as `describe`. */
import type { ChartFact, ChartSection } from "../../../chart/details.ts";
import { isRefused } from "../../../network/cluster/planned.ts";
import { dnsOf } from "../../describe/dns.ts";
import { endpointOf } from "../../describe/endpoints.ts";
import { serviceEnvironment } from "../../describe/environment.ts";
import { proxyOf } from "../../describe/proxy.ts";
import { type NamesView, namesView } from "../../names/view.ts";
import { counted } from "../../words.ts";
import type { ServiceView } from "../view.ts";
import { code, foldable, text } from "./facts.ts";

/** What the API server refuses has no names, and nothing else of all this. */
export function nameSections({ db, net, unit, resource }: ServiceView): readonly ChartSection[] {
  if (isRefused(db, unit, resource.id)) return [];
  const names = namesView(db, net, resource);
  return [
    ...dnsSection(names),
    ...endpointSection(names),
    ...environmentSection(names),
    ...proxySection(names),
  ];
}

function dnsSection(names: NamesView): readonly ChartSection[] {
  const { names: own, records, ttl } = dnsOf(names);
  const isKept = names.publication.kind === "headless" || names.publication.kind === "alias";
  const facts = distinct([
    ...own.map(({ label, text: name }) => code(label, name)),
    ...records.flatMap(({ name, type, data, example }) => {
      if (type === "PTR") return [];
      return type === "SRV" ? [code("SRV", name.replace(/\.$/, ""))] : [code(type, data, { example })];
    }),
  ]);
  const kept = `an answer may be kept for ${counted(ttl, "second")}, and longer by a JVM, pools or gRPC channels`;
  return foldable("names", "DNS names", [...facts, ...(isKept ? [text("", kept, { tone: "quiet" })] : [])], {
    count: facts.length,
    fold: "open",
  });
}

/** One an address; those that a cluster has yet to give out are examples. */
function endpointSection({ net, slices }: NamesView): readonly ChartSection[] {
  const facts = slices.flatMap(({ endpoints, ports }) =>
    endpoints.map((endpoint) => {
      const { addresses, example, name } = endpointOf(endpoint);
      const numbers = ports.flatMap(({ port }) => (port && "value" in port ? [port.value] : []));
      const [address = "?"] = addresses;
      const label = name ?? net.resource(endpoint.from)?.identity.name ?? "";
      const several = numbers.length > 1 ? [`ports ${numbers.join(", ")}`] : [];
      const note = [...several, ...conditions(endpoint)].join(" · ");
      return code(label, numbers.length === 1 ? dialled(address, numbers) : address, {
        example,
        ...(note === "" ? {} : { note }),
        ...(endpoint.ready === false ? { tone: "quiet" as const } : {}),
      });
    }),
  );
  return foldable("endpoints", "Endpoints", facts, { count: facts.length, fold: "open" });
}

type Endpoint = NamesView["slices"][number]["endpoints"][number];

/** `10.244.1.1:8080`, `[2001:db8::1]:8080`. */
function dialled(address: string, [port]: readonly number[]): string {
  return `${address.includes(":") ? `[${address}]` : address}:${port}`;
}

/** What is not as planned, and where an observed pod runs. */
function conditions({ ready, serving, terminating, nodeName }: Endpoint): readonly string[] {
  return [
    ...(terminating === true ? [serving === true ? "serving, terminating" : "terminating"] : []),
    ...(ready === false && terminating !== true ? ["not ready"] : []),
    ...(nodeName === undefined ? [] : [`on ${nodeName}`]),
  ];
}

function environmentSection(names: NamesView): readonly ChartSection[] {
  const { variables, remarks } = serviceEnvironment(names);
  if (variables.length === 0) return [];
  const facts = variables.map(({ name, value, example }) => code("", `${name}=${value}`, { example }));
  const where = remarks.map((each) => text("", each, { tone: "quiet" }));
  return foldable("env", "Environment", [...where, ...facts], { count: facts.length, fold: "closed" });
}

/** What becomes of a connection, then the rules or servers or names that make it so. */
function proxySection(names: NamesView): readonly ChartSection[] {
  const proxy = proxyOf(names, undefined);
  if (!proxy || proxy.mode === "none") return [];
  const lines = proxy.families.flatMap(({ nat, filter, virtualServers, names: chains }) => [
    ...[...Object.values(nat), ...Object.values(filter)].flat(),
    ...virtualServers.flatMap(({ address, realServers }) =>
      realServers.map((each) => `${address} → ${each}`),
    ),
    ...chains,
  ]);
  const where = proxy.node === undefined ? "on a node without endpoints of it" : `on node ${proxy.node}`;
  const facts = [
    text("", `${proxy.mode}, ${where}`, { tone: "quiet" }),
    ...proxy.fates.map(({ label, text: fate }) => text(label, fate)),
    ...lines.map((each) => code("", each)),
    ...proxy.remarks.map((each) => text("", each, { tone: "quiet" })),
  ];
  return foldable("proxy", "kube-proxy rules", facts, { count: lines.length, fold: "closed" });
}

function distinct(facts: readonly ChartFact[]): readonly ChartFact[] {
  return facts.filter(
    (fact, index) =>
      facts.findIndex(({ label, text: words }) => label === fact.label && words === fact.text) === index,
  );
}
