/** Who leads to a node and where it leads: along the chart's own edges, and by what is no node there. */
import type { ChartFact, ChartSection } from "../../../chart/details.ts";
import type { ChartEdge, ChartGraph, Dock } from "../../../chart/graph.ts";
import { keyOf } from "../../../query/query.ts";
import { nameOf } from "../../words.ts";
import { nodeOf, type ServiceView, type View } from "../view.ts";
import { callersOf } from "./callers.ts";
import { linked, section, text } from "./facts.ts";
import { toneOf } from "./tones.ts";

/** Along edges that end at a node. */
export function reachedSection(graph: ChartGraph, node: string, more: readonly ChartFact[] = []) {
  const facts = graph.edges
    .filter(({ to }) => to.node === node)
    .map((edge) => edgeFact(graph, edge, edge.from));
  return section("reached", "Reached from", distinct([...facts, ...more]));
}

/** Along edges that begin there. */
export function leadsSection(graph: ChartGraph, node: string): readonly ChartSection[] {
  const facts = graph.edges
    .filter(({ from }) => from.node === node)
    .map((edge) => edgeFact(graph, edge, edge.to));
  return section("leads", "Leads to", distinct(facts));
}

function edgeFact({ nodes }: ChartGraph, { state, reason }: ChartEdge, dock: Dock): ChartFact {
  const node = nodes.find(({ id }) => id === dock.node);
  const row = node?.rows.find(({ id }) => id === dock.row);
  const words = [node?.title ?? dock.node, ...(row ? [row.text] : []), ...(reason === "" ? [] : [reason])];
  const meant = state === "meant" ? `${node?.kind ?? ""} (meant)` : (node?.kind ?? "");
  return text(meant, words.join(" · "), { node: dock.node, tone: toneOf(state) });
}

function distinct(facts: readonly ChartFact[]): readonly ChartFact[] {
  return facts.filter(
    (fact, index) =>
      facts.findIndex((each) => each.label === fact.label && each.text === fact.text) === index,
  );
}

const DRAWN: ReadonlySet<string> = new Set([
  ...["Ingress", "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute", "VirtualService"],
  ...["IngressRoute", "IngressRouteTCP", "IngressRouteUDP", "HTTPProxy", "Route"],
]);

/** Webhooks, aggregated APIs and the like; workloads that are told the name. */
export function offChartFacts(view: ServiceView): readonly ChartFact[] {
  const { db, unit, net, resource } = view;
  const referrers = net
    .referrers(resource.id)
    .filter(({ resource: from }) => !DRAWN.has(from.identity.kind))
    .map(({ resource: from, certainty }) =>
      text(from.identity.kind, nameOf(from), certainty === "yes" ? {} : { tone: "unknown" }),
    );
  const callers = db.get(callersOf, keyOf(unit, resource.id)).flatMap(({ id, words, variable }) => {
    const from = net.resource(id);
    if (!from) return [];
    const what = variable === "" ? words : `${variable}=${words}`;
    return [text(from.identity.kind, `${nameOf(from)} · ${what}`, linked(nodeOf(view, from)))];
  });
  return [...referrers, ...callers];
}

/** The Services that a workload is told the names of. */
export function callsSection(view: View): readonly ChartSection[] {
  const facts = view.net.namings(view.resource.id).flatMap(({ answer, text: { name } }) => {
    if (answer.kind !== "service" && answer.kind !== "external-name") return [];
    const { service } = answer;
    const variable = name === "" ? "" : ` · ${name}`;
    return [text("Service", `${nameOf(service)}${variable}`, linked(nodeOf(view, service)))];
  });
  return section("calls", "Is told of", distinct(facts));
}
