/**
 * Where the words of an edge stand: under the passage of one that goes by a column; else in the gutter, on the level stretch
 * before the card that it leads to, or behind the one that it leaves, whichever belongs to it alone: words on a line that
 * several edges share would be said of all. Where all of them say the same, it is said once. What stands nowhere is in the
 * title on hover and in the panel.
 */
import { type Fitted, fitText } from "../fit.ts";
import type { Measure } from "../measure.ts";
import { GUTTER, LABEL } from "../metrics.ts";
import { grouped } from "./grouped.ts";
import { isDrop, type Run } from "./piece.ts";

export interface Words extends Fitted {
  /** `shared`: another edge on the same stretch says it, mark and all. */
  readonly at: "passage" | "end" | "start" | "shared" | "nowhere";
  readonly width: number;
}

export function wordsOf(runs: readonly Run[], measure: Measure): ReadonlyMap<Run, Words> {
  const ends = grouped(runs, endOf);
  const starts = grouped(runs, startOf);
  const written = new Set<string>();
  const choose = (run: Run): Words["at"] => {
    if (run.direction === "loop") return "nowhere";
    if (run.hops.length > 1) return "passage";
    const agree = (group: readonly Run[] | undefined) =>
      (group ?? []).every(({ words, hops }) => words === run.words && hops.length === 1);
    const isDropping = run.hops.some(isDrop);
    const [at, stretch] =
      !isDropping && agree(ends.get(endOf(run)))
        ? (["end", endOf(run)] as const)
        : (["start", startOf(run)] as const);
    if (at === "start" && !agree(starts.get(stretch))) return "nowhere";
    if (written.has(stretch)) return "shared";
    written.add(stretch);
    return at;
  };
  return new Map(
    runs
      .filter(({ words }) => words !== "")
      .map((run) => {
        const fitted = fitText(run.words, GUTTER.words, "label", measure);
        const width = measure(fitted.text, "label") + 2 * LABEL.pad;
        return [run, { ...fitted, at: choose(run), width }];
      }),
  );
}

function endOf({ hops }: Run): string {
  const last = hops.at(-1);
  return last ? `to ${last.toDock} ${last.to.key}` : "";
}

function startOf({ hops: [first] }: Run): string {
  return first ? `from ${first.fromDock} ${first.from.key}` : "";
}
