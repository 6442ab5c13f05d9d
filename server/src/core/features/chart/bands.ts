/** Namespaces as bands: what each holds, and whether all is well there. */
import type { ChartBand, ChartNode, Problems } from "../../chart/graph.ts";
import { keyOf, query, type Reader } from "../../query/query.ts";
import { namespaceIn, unitOf } from "../../units/queries.ts";
import { isComplete, type UnitOutline } from "../../units/unit.ts";
import { counted as countedWords } from "../words.ts";
import { compare, isGhost, namespaceOf, nodeIds } from "./ids.ts";
import { counted, NO_PROBLEMS, together, total } from "./part.ts";
import { placesOf } from "./places.ts";
import { saidOf } from "./said.ts";
import { nearestSpot } from "./spot.ts";

export function bandsOf(db: Reader, outline: UnitOutline, nodes: readonly ChartNode[]): readonly ChartBand[] {
  const inside = new Map<string, ChartNode[]>();
  for (const node of nodes) {
    if (node.namespace === undefined) continue;
    const before = inside.get(node.namespace);
    if (before) before.push(node);
    else inside.set(node.namespace, [node]);
  }
  const elsewhere = db.get(beside, outline.id);
  const assumed = db.get(assumedNamespaces, outline.id);
  return [...inside]
    .toSorted(([a], [b]) => compare(a, b))
    .map(([namespace, own]) => {
      const drawn = together(own.map(({ problems }) => problems));
      const hidden = elsewhere.get(namespace);
      return {
        namespace,
        assumed: assumed.has(namespace),
        summary: summary(own, drawn, hidden, outline),
        problems: hidden ? together([drawn, hidden]) : drawn,
      };
    });
}

/** `6 Services · 2 problems`, `3 workloads · all well`; of a namespace of which only ghosts are drawn, nothing can be well. */
function summary(
  nodes: readonly ChartNode[],
  drawn: Problems,
  hidden: Problems | undefined,
  outline: UnitOutline,
): string {
  const present = nodes.filter(({ id }) => !isGhost(id));
  const services = present.filter(({ column, kind }) => column === "service" && kind === "Service").length;
  const workloads = present.filter(({ column }) => column === "workload").length;
  const others = countedWords(present.length, "object");
  const pods = workloads > 0 ? countedWords(workloads, "workload") : others;
  const holds = services > 0 ? countedWords(services, "Service") : pods;
  const more = hidden ? total(hidden) : 0;
  const count = total(drawn) + more;
  const aside = more > 0 ? ` (${more === count ? "" : `${more} of them `}not on the chart)` : "";
  if (present.length === 0 && count === 0) return "named here, not seen";
  const well = isComplete(outline) ? "all well" : "no problems seen";
  const state = count > 0 ? `${countedWords(count, "problem")}${aside}` : well;
  return `${holds} · ${state}`;
}

/** Findings that no card counts: about policies, ConfigMaps, monitors, or a field of which no card speaks; by unit. */
const beside = query<ReadonlyMap<string, Problems>>("chartBeside", (db, unit) => {
  const { byResource, byNode } = db.get(placesOf, unit);
  const found = new Map<string, Problems>();
  for (const id of db.get(unitOf, unit)?.members ?? []) {
    const spots = byResource.get(id) ?? [];
    const said = db.get(saidOf, keyOf(unit, id)).filter(({ at }) => !nearestSpot(spots, at));
    const problems = counted(said);
    if (total(problems) === 0) continue;
    // What is drawn in another namespace (endpoints beside their Service) is missed there.
    const [drawn] = byNode.get(spots[0]?.node ?? "") ?? [];
    const namespace = drawn?.node.namespace ?? namespaceOf(db, unit, id);
    found.set(namespace, together([found.get(namespace) ?? NO_PROBLEMS, problems]));
  }
  return found;
});

/** Namespaces that stand in no manifest of what is drawn. */
const assumedNamespaces = query<ReadonlySet<string>>("chartAssumed", (db, unit) => {
  const written = new Set<string>();
  const all = new Set<string>();
  for (const id of db.get(nodeIds, unit).keys()) {
    const namespace = namespaceOf(db, unit, id);
    all.add(namespace);
    if (!db.get(namespaceIn, keyOf(unit, id)).assumed) written.add(namespace);
  }
  return new Set([...all].filter((namespace) => !written.has(namespace)));
});
