/** The names by which a Service, or single pods, are found; of the same engine as the names sheet. */
import type { ChartFact, ChartSection } from "../../../chart/details.ts";
import {
  aliasRecords,
  clusterRecords,
  type DnsRecord,
  headlessRecords,
} from "../../../network/cluster/dns.ts";
import { serviceVariables } from "../../../network/cluster/serviceEnv.ts";
import { isExampleClusterIP, type NamesView, namesView } from "../../names/view.ts";
import type { ServiceView } from "../view.ts";
import { code, section, text } from "./facts.ts";

export function nameSections(view: ServiceView): readonly ChartSection[] {
  const names = namesView(view.db, view.net, view.resource);
  return [
    ...section("names", "Names", [...shortFacts(names), ...recordFacts(names), ...variableFacts(names)]),
    ...section("endpoints", "Endpoints", endpointFacts(view, names)),
  ];
}

function shortFacts({ name, namespace, base }: NamesView): readonly ChartFact[] {
  if (name === undefined) return [];
  if (base === undefined || namespace === undefined) return [code("short", name)];
  return [code("short", name), code("short", `${name}.${namespace}`), code("full", base.slice(0, -1))];
}

function recordFacts(names: NamesView): readonly ChartFact[] {
  const isExample = isExampleClusterIP(names) || names.publication.kind === "headless";
  return recordsOf(names)
    .filter(({ type }) => type !== "PTR")
    .map(({ owner, type, data }) =>
      type === "SRV"
        ? code("SRV", owner.replace(/\.$/, ""))
        : code(type, data, type === "CNAME" || !isExample ? {} : { example: true }),
    )
    .filter((fact, index, all) => all.findIndex((each) => sameFact(each, fact)) === index);
}

function sameFact(a: ChartFact, b: ChartFact): boolean {
  return a.label === b.label && a.text === b.text;
}

function recordsOf({
  publication,
  base,
  service,
  normal,
  slices,
  labels,
  clusterIPs,
}: NamesView): readonly DnsRecord[] {
  if (base === undefined) return [];
  switch (publication.kind) {
    case "cluster":
      return clusterRecords(base, clusterIPs, normal.ports);
    case "headless":
      return headlessRecords(base, slices, labels);
    case "alias": {
      const { externalName } = service.spec;
      return externalName && "value" in externalName ? aliasRecords(base, externalName.value) : [];
    }
    default:
      return [];
  }
}

/** `CART_SERVICE_HOST and 6 more`. */
function variableFacts({ publication, name, clusterIPs, service }: NamesView): readonly ChartFact[] {
  const host = clusterIPs[0]?.text;
  if (publication.kind !== "cluster" || name === undefined || !host) return [];
  const [first, ...more] = serviceVariables(name, host, service.spec.ports) ?? [];
  if (!first) return [];
  return [
    code("env", first.name),
    ...(more.length > 0 ? [text("", `and ${more.length} more variables in pods of its namespace`)] : []),
  ];
}

/** One an address; those that a cluster has yet to give out are examples. */
function endpointFacts({ net }: ServiceView, { slices }: NamesView): readonly ChartFact[] {
  return slices.flatMap(({ endpoints, ports }) =>
    endpoints.map(({ addresses: [address], pod, from, ready }) => {
      const name = pod?.name && "value" in pod.name ? pod.name.value : undefined;
      const resource = net.resource(from);
      const numbers = ports.flatMap(({ port }) => (port && "value" in port ? [port.value] : []));
      const label = name ?? resource?.identity.name ?? "";
      return code(
        label,
        [address?.text ?? "?", ...(numbers.length > 0 ? [numbers.join(",")] : [])].join(":"),
        {
          ...(pod ? { example: true } : {}),
          ...(ready === false ? { tone: "quiet" as const } : {}),
        },
      );
    }),
  );
}
