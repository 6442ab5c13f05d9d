/** The sections of a Service. */
import type {
  EndpointDescription,
  ProxyFamily,
  ServiceDescription,
  SliceDescription,
} from "../../../core/answers.ts";
import { listingBlocks, texts } from "./common.ts";
import type { Block, Section } from "./layout.ts";
import { callersAllowed } from "./policies.ts";
import { ruleBlocks } from "./rules.ts";

export function serviceSections(found: ServiceDescription): readonly Section[] {
  return [
    { title: "What it is", blocks: [{ kind: "fields", rows: found.about }] },
    { title: "As kubectl will show it", blocks: found.listings.flatMap(listingBlocks) },
    endpointsSection(found),
    routesSection(found),
    dnsSection(found),
    environmentSection(found),
    callersAllowed(found),
  ];
}

/** More rows say nothing new. */
const MOST_ROWS = 24;

function endpointsSection({ endpoints }: ServiceDescription): Section {
  const filled = endpoints.slices.filter((slice) => slice.endpoints.length > 0);
  return {
    title: "Endpoints",
    blocks: [...sliceBlocks(filled), ...(filled.length > 0 ? texts(endpoints.remarks) : [])],
  };
}

/** Slices of the same ports stand together. */
function sliceBlocks(slices: readonly SliceDescription[]): readonly Block[] {
  const groups = new Map<string, EndpointDescription[]>();
  for (const slice of slices) {
    const title = sliceTitle(slice);
    groups.set(title, [...(groups.get(title) ?? []), ...slice.endpoints]);
  }
  return [...groups].flatMap(([title, endpoints]): readonly Block[] => {
    const rows = endpoints.slice(0, MOST_ROWS).map(endpointRow);
    const titles = ["ADDRESS", "POD", "CONDITION", "NODE", "ZONE", "HOSTNAME"];
    const kept = (row: readonly string[]) =>
      row.filter((_, column) => rows.some((each) => each[column] !== ""));
    return [
      { kind: "heading", text: title },
      { kind: "table", header: kept(titles), rows: rows.map(kept), more: endpoints.length - rows.length },
    ];
  });
}

function sliceTitle({ addressType, ports, manual }: SliceDescription): string {
  const numbers = ports.map(
    ({ name, port, protocol }) => `${name}${name === "" ? "" : " "}${port ?? "any"}/${protocol}`,
  );
  return `${manual ?? `${addressType} slice`}: ${numbers.length === 0 ? "no ports" : shortened(numbers)}`;
}

function endpointRow(endpoint: EndpointDescription): readonly string[] {
  const { addresses, example, pod = "", name, nodeName = "", zone = "", hostname = "" } = endpoint;
  const who =
    name !== undefined && pod !== `Pod/${name}` && !pod.endsWith(`/${name}#0`)
      ? `${pod} (${name})`
      : pod.replace(/^(Pod\/.*)#0$/, "$1");
  return [
    `${addresses.join(", ")}${example ? "*" : ""}`,
    who,
    conditionText(endpoint),
    nodeName,
    zone,
    hostname,
  ];
}

function conditionText({ ready, serving, terminating }: EndpointDescription): string {
  const own = ready === undefined ? "readiness not known" : ready ? "ready" : "not ready";
  if (terminating === true) return serving === true ? "serving, terminating" : "terminating";
  return ready === true && serving === false ? "ready (not serving)" : own;
}

function routesSection({ routes, callers }: ServiceDescription): Section {
  const rows = routes.map(({ kind, namespace, name, host, path, port, certainty }) => [
    `${kind} ${namespace === "" ? "" : `${namespace}/`}${name}`,
    `${host}${path}`,
    `${port === undefined ? "" : `port ${port}`}${certainty === "unknown" ? "?" : ""}`,
  ]);
  const values = callers.map(({ kind, namespace, name, variable, value }) => [
    `${kind} ${namespace === "" ? "" : `${namespace}/`}${name}`,
    variable === "" ? value : `${variable}=${value}`,
  ]);
  return {
    title: "Who leads to it",
    blocks: [
      { kind: "table", rows: rows.slice(0, MOST_ROWS), more: Math.max(0, rows.length - MOST_ROWS) },
      { kind: "heading", text: values.length > 0 ? "named in values of" : "" },
      { kind: "table", rows: values.slice(0, MOST_ROWS), more: Math.max(0, values.length - MOST_ROWS) },
    ],
  };
}

function dnsSection({ dns }: ServiceDescription): Section {
  const rows = dns.records.map(({ name, type, data, example }) => [
    name,
    type,
    `${data}${example ? "*" : ""}`,
  ]);
  return {
    title: `DNS (zone ${dns.zone}, TTL ${dns.ttl} s)`,
    blocks: [
      { kind: "fields", rows: dns.names },
      { kind: "table", rows: rows.slice(0, MOST_ROWS), more: Math.max(0, rows.length - MOST_ROWS) },
      ...texts(dns.remarks),
    ],
  };
}

function environmentSection({ env }: ServiceDescription): Section {
  const lines = env.variables.map(({ name, value, example }) => `${name}=${value}${example ? "*" : ""}`);
  return {
    title: "Environment variables it gives",
    blocks: [
      { kind: "lines", lines: lines.slice(0, MOST_ROWS), more: Math.max(0, lines.length - MOST_ROWS) },
      ...texts(env.remarks),
    ],
  };
}

export function proxySection({ proxy }: ServiceDescription): Section {
  if (!proxy) return { title: "", blocks: [] };
  const { mode, node, families, fates, elsewhere, examples, remarks } = proxy;
  const where = node === undefined ? "a node without endpoints of it" : `node ${node}`;
  return {
    title: mode === "none" ? "kube-proxy" : `kube-proxy (${mode}) on ${where}`,
    blocks: [
      { kind: "fields", rows: fates.slice(0, MOST_ROWS) },
      ...(elsewhere
        ? [
            { kind: "heading", text: elsewhere.where } as const,
            { kind: "fields", rows: elsewhere.fates.slice(0, MOST_ROWS) } as const,
          ]
        : []),
      ...families.flatMap(familyBlocks),
      ...texts(remarks),
      ...texts(
        examples.length > 0
          ? [
              `${examples.length === 1 ? "An example" : "Examples, and what hangs on them"}: ${shortened(examples)}.`,
            ]
          : [],
      ),
    ],
  };
}

function shortened(words: readonly string[]): string {
  const more = words.length - MOST_EXAMPLES;
  return `${words.slice(0, MOST_EXAMPLES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

const MOST_EXAMPLES = 4;

function familyBlocks(family: ProxyFamily): readonly Block[] {
  const { virtualServers } = family;
  // Each family has a table of its own, and names its chains alike.
  const names = family.names.map((name) => (family.family === "IPv6" ? `ip6 ${name}` : name));
  const servers = virtualServers.map(({ address, scheduler, realServers }) => [
    address,
    scheduler,
    realServers.length === 0 ? "no real servers: refused" : shortened(realServers),
  ]);
  return [
    ...ruleBlocks(family),
    { kind: "table", rows: servers.slice(0, MOST_ROWS), more: Math.max(0, servers.length - MOST_ROWS) },
    { kind: "lines", lines: names.slice(0, MOST_ROWS), more: Math.max(0, names.length - MOST_ROWS) },
  ];
}
