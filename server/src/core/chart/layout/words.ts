/**
 * Where the words of an edge stand: under the passage of one that goes by a column; else in the gutter, on the level stretch
 * before the card that it leads to, or behind the one that it leaves. Where two edges would write on one stretch, only one of
 * two equal words is written, and of different ones none; the panel and the title on hover say them all.
 */

import { type Fitted, fitText } from "../fit.ts";
import type { Measure } from "../measure.ts";
import { GUTTER, LABEL } from "../metrics.ts";
import { grouped } from "./grouped.ts";
import { type Run, wordsIn } from "./piece.ts";

export interface Words extends Fitted {
  readonly at: "passage" | "end" | "start" | "nowhere";
  readonly width: number;
}

export function wordsOf(runs: readonly Run[], measure: Measure): ReadonlyMap<Run, Words> {
  const worded = runs.filter(({ edge }) => wordsIn(edge) !== "");
  const places = new Map(worded.map((run) => [run, placeOf(run)]));
  const level = worded.filter((run) => places.get(run) === "end");
  const ends = grouped(level, endOf);
  const starts = grouped(level, startOf);
  const written = new Set<string>();
  const choose = (run: Run): Words["at"] => {
    const place = places.get(run) ?? "nowhere";
    if (place !== "end") return place;
    const same = (group: readonly Run[] | undefined) =>
      (group ?? []).every(({ edge }) => wordsIn(edge) === wordsIn(run.edge));
    const stretch = same(ends.get(endOf(run)))
      ? endOf(run)
      : same(starts.get(startOf(run)))
        ? startOf(run)
        : undefined;
    if (stretch === undefined || written.has(stretch)) return "nowhere";
    written.add(stretch);
    return stretch === endOf(run) ? "end" : "start";
  };
  return new Map(
    worded.map((run) => {
      const fitted = fitText(wordsIn(run.edge), GUTTER.words, "label", measure);
      return [run, { ...fitted, at: choose(run), width: measure(fitted.text, "label") + 2 * LABEL.pad }];
    }),
  );
}

function placeOf({ hops, direction }: Run): Words["at"] {
  if (direction === "loop") return "nowhere";
  return hops.length > 1 ? "passage" : "end";
}

function endOf({ hops }: Run): string {
  const last = hops.at(-1);
  return last ? `to ${last.toDock} ${last.to.key}` : "";
}

function startOf({ hops: [first] }: Run): string {
  return first ? `from ${first.fromDock} ${first.from.key}` : "";
}
