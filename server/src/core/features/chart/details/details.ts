/** What the side panel says of a node: its findings and their fixes, its road, its names, who reaches it, what to type. */
import type { ChartDetails, ChartSection } from "../../../chart/details.ts";
import type { ChartGraph, ChartNode } from "../../../chart/graph.ts";
import { keyOf, type Reader } from "../../../query/query.ts";
import { isFamily } from "../../../resources/resource.ts";
import type { UnitId } from "../../../units/unit.ts";
import { valueOf } from "../../../value/known.ts";
import { chartOf } from "../graph.ts";
import { drawnAs } from "../spots.ts";
import { isServiceView, type View, viewOf } from "../view.ts";
import { commandFacts } from "./commands.ts";
import { section, text } from "./facts.ts";
import { chartFindings } from "./findings.ts";
import { nameSections } from "./names.ts";
import { podEnvironmentSection, podSection } from "./pods.ts";
import { policySection } from "./policies.ts";
import { callsSection, leadsSection, offChartFacts, reachedSection } from "./reached.ts";
import { roadSections } from "./roads.ts";
import { waysSection } from "./ways.ts";

export function chartDetails(db: Reader, unit: UnitId, id: string): ChartDetails | undefined {
  const graph = db.get(chartOf, unit);
  const node = graph?.nodes.find((each) => each.id === id);
  if (!graph || !node) return undefined;
  const drawn = drawnAs(db, unit, id);
  const view = drawn && viewOf(db, keyOf(unit, drawn.owner));
  const isOwn = view?.node === id;
  return {
    node: id,
    title: node.title,
    subtitle: [node.subtitle, ...(node.namespace === undefined ? [] : [node.namespace])].join(" · "),
    problems: node.problems,
    findings: chartFindings(db, unit, graph, id),
    sections: [
      ...(view && isOwn ? ownSections(view, graph) : sharedSections(graph, node)),
      ...(view && !isOwn && isServiceView(view) && node.state === "present" ? waysSection(view) : []),
      ...(view && (isOwn || node.state === "present") ? section("try", "Try it", commandFacts(view)) : []),
      ...doubtSection(graph, node),
    ],
  };
}

function ownSections(view: View, graph: ChartGraph): readonly ChartSection[] {
  const { node, resource } = view;
  if (isServiceView(view)) {
    const workloads = view.net.selection(resource.id).certain.map(({ id }) => id);
    return [
      ...roadSections(view, graph),
      ...(view.resource.spec.ports.length === 0 ? leadsSection(graph, node) : []),
      ...nameSections(view),
      ...reachedSection(graph, node, offChartFacts(view)),
      ...policySection(view, workloads),
      ...waysSection(view),
    ];
  }
  if (isFamily(resource, "workload")) {
    return [
      ...podSection(view, resource),
      ...reachedSection(graph, node),
      ...callsSection(view),
      ...podEnvironmentSection(view, resource),
      ...policySection(view, [resource.id]),
      ...labelSection(view),
    ];
  }
  return sharedSections(graph, { id: node });
}

function sharedSections(graph: ChartGraph, { id }: Pick<ChartNode, "id">): readonly ChartSection[] {
  return [...leadsSection(graph, id), ...reachedSection(graph, id)];
}

function labelSection({ resource }: View): readonly ChartSection[] {
  if (!isFamily(resource, "workload")) return [];
  const pairs = resource.spec.podLabels.pairs.flatMap(({ key, value }) => {
    const known = valueOf(value);
    return known === undefined ? [] : [{ label: "", text: `${key}=${known}`, code: true }];
  });
  return section("labels", "Labels of its pods", pairs);
}

const MOST_GAPS = 5;

/** Why a miss proves nothing here. */
function doubtSection({ unit }: ChartGraph, { state, readiness }: ChartNode): readonly ChartSection[] {
  if (state !== "unknown" && readiness !== "unknown") return [];
  return section(
    "doubt",
    "What is not seen here",
    unit.gaps.slice(0, MOST_GAPS).map((gap) => text("", gap, { tone: "quiet" })),
  );
}
