/** Which of several units is drawn while nobody has said which. */
import type { ChartUnit } from "./graph.ts";

/** Of the objects of the fullest: what has fewer is a part of the workspace and not what it is about. */
const ENOUGH = 1 / 2;

/**
 * The units, the one to draw first: the fullest; but of plain folders the one nearest to the top that is about as full, for
 * of several copies the deepest often has an object more than what they are copies of, and nobody would look for it there.
 */
export function mainUnitFirst(units: readonly ChartUnit[]): readonly ChartUnit[] {
  const byFullness = units.toSorted((a, b) => b.objects - a.objects);
  const [fullest] = byFullness;
  if (fullest?.kind !== "plain") return byFullness;
  const [main] = byFullness
    .filter(({ kind, objects }) => kind === "plain" && objects >= fullest.objects * ENOUGH)
    .toSorted((a, b) => depthOf(a.name) - depthOf(b.name));
  return main ? [main, ...byFullness.filter((unit) => unit !== main)] : byFullness;
}

/** `.` is the workspace folder itself. */
function depthOf(name: string): number {
  return name === "." ? 0 : name.split("/").length;
}
