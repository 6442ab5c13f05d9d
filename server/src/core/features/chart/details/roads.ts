/** The road of each port of a Service: who may ask, by which name, and where it ends. */
import type { ChartSection } from "../../../chart/details.ts";
import type { ChartEdge, ChartGraph, ChartNode } from "../../../chart/graph.ts";
import { valueOf } from "../../../value/known.ts";
import { isHeadless } from "../../cards/view.ts";
import { nameOf } from "../../words.ts";
import { numberWords, serviceRows } from "../ports.ts";
import type { ServiceView } from "../view.ts";
import { code, section, text } from "./facts.ts";
import { toneOf } from "./tones.ts";

export function roadSections(view: ServiceView, graph: ChartGraph): readonly ChartSection[] {
  const { resource, node } = view;
  const nodes = new Map(graph.nodes.map((each) => [each.id, each]));
  return serviceRows(resource).flatMap(({ id }, index) => {
    const port = resource.spec.ports[index];
    if (!port) return [];
    const from = graph.edges.filter((edge) => edge.from.node === node && edge.from.row === id);
    return section(`road-${id}`, `The road of port ${numberWords(port).slice(1)}`, [
      text("from", clientWords(view)),
      code("asks", `${nameOf(resource)}${numberWords(port)}`),
      ...from.flatMap((edge) => endFacts(edge, graph, nodes)),
    ]);
  });
}

function clientWords({ net, resource }: ServiceView): string {
  const namespace = valueOf(net.namespaceOf(resource.id).value);
  const where = namespace === undefined ? "its namespace" : `namespace ${namespace}`;
  return `any pod in ${where}${isHeadless(resource) ? ", which asks the pods themselves" : ""}`;
}

/** The endpoints, then each workload behind them. */
function endFacts(edge: ChartEdge, graph: ChartGraph, nodes: ReadonlyMap<string, ChartNode>) {
  const pill = nodes.get(edge.to.node);
  if (!pill) return [];
  const broken = edge.reason === "" ? "" : `: ${edge.reason}`;
  const words = edge.state === "flows" ? `${pill.title} · ${pill.subtitle}` : `${pill.title}${broken}`;
  const beyond = graph.edges.filter(({ from }) => from.node === pill.id);
  return [
    text("reaches", words, { node: pill.id, tone: toneOf(edge.state) }),
    ...beyond.flatMap((next) => {
      const end = nodes.get(next.to.node);
      return end
        ? [text(LEADS[next.state], endWords(end, next), { node: end.id, tone: toneOf(next.state) })]
        : [];
    }),
  ];
}

const LEADS: Readonly<Record<ChartEdge["state"], string>> = {
  flows: "on",
  broken: "not on",
  unknown: "perhaps on",
  meant: "meant",
};

/** `Deployment web, nginx · http 8080/TCP`. */
function endWords({ kind, title, rows }: ChartNode, { to, reason }: ChartEdge): string {
  const row = rows.find(({ id }) => id === to.row);
  const where = row ? `, ${row.text}` : "";
  return `${kind} ${title}${where}${reason === "" ? "" : ` (${reason})`}`;
}
