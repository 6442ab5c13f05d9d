/** The sections of a Service. */
import type {
  EndpointDescription,
  Listing,
  ServiceDescription,
  SliceDescription,
} from "../../../core/answers.ts";
import { texts } from "./common.ts";
import type { Block, Section } from "./layout.ts";

export function serviceSections(found: ServiceDescription): readonly Section[] {
  return [
    { title: "What it is", blocks: [{ kind: "fields", rows: found.about }] },
    { title: "As kubectl will show it", blocks: found.listings.flatMap(listingBlocks) },
    endpointsSection(found),
    routesSection(found),
    dnsSection(found),
    environmentSection(found),
    policiesSection(found),
  ];
}

export function listingBlocks({ command, header, rows, more }: Listing): readonly Block[] {
  return [
    { kind: "lines", lines: [`$ ${command}`] },
    { kind: "table", header, rows, more },
  ];
}

/** More rows say nothing new. */
const MOST_ROWS = 24;

function endpointsSection({ endpoints }: ServiceDescription): Section {
  const filled = endpoints.slices.filter((slice) => slice.endpoints.length > 0);
  return {
    title: "Endpoints",
    blocks: [...filled.flatMap(sliceBlocks), ...(filled.length > 0 ? texts(endpoints.remarks) : [])],
  };
}

function sliceBlocks({ addressType, ports, endpoints, manual }: SliceDescription): readonly Block[] {
  const numbers = ports.map(
    ({ name, port, protocol }) => `${name}${name === "" ? "" : " "}${port ?? "any"}/${protocol}`,
  );
  const what = `${manual ?? `${addressType} slice`}: ${numbers.length === 0 ? "no ports" : numbers.join(", ")}`;
  const rows = endpoints.slice(0, MOST_ROWS).map(endpointRow);
  const used = ["ADDRESS", "POD", "CONDITION", "NODE", "ZONE", "HOSTNAME"].map((title, column) => ({
    title,
    isUsed: rows.some((row) => row[column] !== ""),
  }));
  const kept = (row: readonly string[]) => row.filter((_, column) => used[column]?.isUsed);
  return [
    { kind: "lines", lines: [what] },
    {
      kind: "table",
      header: kept(used.map(({ title }) => title)),
      rows: rows.map(kept),
      more: endpoints.length - rows.length,
    },
  ];
}

function endpointRow(endpoint: EndpointDescription): readonly string[] {
  const { addresses, example, pod = "", name, nodeName = "", zone = "", hostname = "" } = endpoint;
  const who =
    name !== undefined && !pod.endsWith(`/${name}#0`)
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

function policiesSection({ policies, type, endpoints }: ServiceDescription): Section {
  const { ingress, perhaps } = policies;
  const isServed = endpoints.slices.some((slice) => slice.endpoints.some(({ pod }) => pod !== undefined));
  if (type === "ExternalName" || !isServed) return { title: "Who may call it", blocks: [] };
  const text =
    ingress.length > 0
      ? `Only what NetworkPolicy ${ingress.join(", ")} lets through, on the ports of the pods.`
      : "Any pod: no NetworkPolicy selects its pods. A Service is no authorisation.";
  const doubt = perhaps.length > 0 ? [`Perhaps also restricted by ${perhaps.join(", ")}.`] : [];
  return { title: "Who may call it", blocks: texts([text, ...doubt]) };
}
