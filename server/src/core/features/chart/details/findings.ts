/** The findings of a node in the panel, each with its fixes, by the same machinery as in the editor. */
import type { CodeAction, TitledEdits } from "../../../answers.ts";
import type { ChartFinding } from "../../../chart/details.ts";
import type { ChartGraph } from "../../../chart/graph.ts";
import { equal } from "../../../query/equal.ts";
import type { Reader } from "../../../query/query.ts";
import { keyOf } from "../../../query/query.ts";
import { fileOf } from "../../../resources/identity.ts";
import { probePortMissing } from "../../../rules/probe-port-missing.ts";
import type { UnitId } from "../../../units/unit.ts";
import { printPath } from "../../../value/path.ts";
import { quickFixes } from "../../actions.ts";
import { isHarsher } from "../../findings.ts";
import { findingsIn } from "../../located.ts";
import { sentence } from "../../markdown.ts";
import { type Placed, placedIn } from "../part.ts";
import { pieceOf } from "../pieces.ts";
import type { Said } from "../said.ts";
import { drawnAs } from "../spots.ts";

/** The gravest first; hints are no problems. */
export function chartFindings(
  db: Reader,
  unit: UnitId,
  graph: ChartGraph,
  node: string,
): readonly ChartFinding[] {
  return named(saidOn(db, unit, graph, node)).map(({ id, said }) => ({
    id,
    code: said.code,
    severity: said.severity,
    message: sentence(said.message),
    fixes: fixesOf(db, said).map(({ title, preferred }) => ({ title, preferred })),
  }));
}

/** A fix as edits; undefined when the finding or the fix is gone. */
export function chartFix(
  db: Reader,
  unit: UnitId,
  graph: ChartGraph,
  { node, finding, fix }: { readonly node: string; readonly finding: string; readonly fix: number },
): TitledEdits | undefined {
  const found = named(saidOn(db, unit, graph, node)).find(({ id }) => id === finding);
  const action = found && fixesOf(db, found.said)[fix];
  return action && { title: action.title, edits: action.edits };
}

/** What is said of the node itself; of a ghost and of endpoints also what makes the way there red, or them unready. */
function saidOn(db: Reader, unit: UnitId, graph: ChartGraph, node: string): readonly Said[] {
  const own = placedOn(db, unit, node).map(({ said }) => said);
  const causes = graph.edges
    .filter(({ to, state }) => to.node === node && state === "broken")
    .flatMap(({ from }) =>
      placedOn(db, unit, from.node).filter(({ row }) => row === undefined || row === from.row),
    )
    .map(({ said }) => said);
  const all =
    own.length > 0 ? own : isOwnCard(db, unit, node) ? [] : [...causes, ...unreadyOn(db, unit, graph, node)];
  return [...new Set(all)]
    .filter(({ severity }) => severity !== "hint")
    .toSorted(
      (a, b) => Number(isHarsher(b.severity, a.severity)) - Number(isHarsher(a.severity, b.severity)),
    );
}

/** Of endpoints that never get ready, what is said of the probe that keeps them from it. */
function unreadyOn(db: Reader, unit: UnitId, graph: ChartGraph, node: string): readonly Said[] {
  const isUnready = graph.nodes.some(({ id, readiness }) => id === node && readiness === "none");
  if (!isUnready) return [];
  const pods = graph.edges.filter(({ from }) => from.node === node);
  const ends = [...new Set(pods.map(({ to }) => to.node))];
  return ends.flatMap((each) =>
    placedOn(db, unit, each).flatMap(({ said }) => (said.code === probePortMissing.code ? [said] : [])),
  );
}

/** Whether somebody wrote what it stands for. */
function isOwnCard(db: Reader, unit: UnitId, node: string): boolean {
  return (drawnAs(db, unit, node)?.node.origins.length ?? 0) > 0;
}

function placedOn(db: Reader, unit: UnitId, node: string): readonly Placed[] {
  const drawn = drawnAs(db, unit, node);
  if (!drawn) return [];
  const { nodes } = db.get(pieceOf, keyOf(unit, drawn.owner));
  return placedIn(db, unit, nodes).filter((each) => each.node === node);
}

/** By rule and field; a number where one rule says two things of one field. */
function named(all: readonly Said[]): readonly { readonly id: string; readonly said: Said }[] {
  const seen = new Map<string, number>();
  return all.map((said) => {
    const { path, part, within } = said.at;
    const base = `${said.code} ${printPath(path)} ${part}${within ? ` ${within.start}-${within.end}` : ""}`;
    const nth = (seen.get(base) ?? 0) + 1;
    seen.set(base, nth);
    return { id: nth === 1 ? base : `${base} ${nth}`, said };
  });
}

function fixesOf(db: Reader, said: Said): readonly CodeAction[] {
  const found = findingsIn(db, fileOf(said.at.id)).find(({ merged }) => {
    const { at, message } = merged.finding;
    return merged.code === said.code && message === said.message && equal(at, said.at);
  });
  return found ? quickFixes(db, found) : [];
}
