/**
 * The gutters between columns, where edges climb. A short climb is a curve; a long one runs upright in a lane of its own, with
 * edges that leave the same port (or meet at one) together in one lane, like wires in a duct. Lanes are handed out so that
 * edges which run the same way do not cross.
 */

import { STEEP } from "../metrics.ts";
import { grouped } from "./grouped.ts";
import type { LayoutMemory } from "./memory.ts";
import { type Hop, isDrop, isRise, type Piece, type Run } from "./piece.ts";

/** A hop at its heights on the plane. */
export interface Climb {
  readonly run: Run;
  readonly hop: Hop;
  readonly y1: number;
  readonly y2: number;
  /** From the left of the gutter, counted from 0; undefined for a curve. */
  readonly lane: number | undefined;
}

export interface Gutter {
  readonly climbs: readonly Climb[];
  /** How many lanes stand side by side. */
  readonly lanes: number;
}

/** The gutter to the right of each slot; those without edges are left out. */
export function guttersOf(
  runs: readonly Run[],
  tops: ReadonlyMap<Piece, number>,
  memory: LayoutMemory,
): ReadonlyMap<number, Gutter> {
  const climbs = runs.flatMap((run) =>
    run.hops.map((hop) => ({
      run,
      hop,
      y1: (tops.get(hop.from) ?? 0) + hop.fromDock,
      y2: (tops.get(hop.to) ?? 0) + hop.toDock,
    })),
  );
  const bySlot = grouped(climbs, ({ hop }) => hop.from.slot);
  return new Map(
    [...bySlot].map(([slot, own]) => {
      const ground = own.flatMap(({ hop, y1, y2 }) => [hop, y1, y2]);
      return [slot, memory.gutter(slot, ground, () => gutterOf(own))];
    }),
  );
}

type Unplaced = Omit<Climb, "lane">;

function gutterOf(climbs: readonly Unplaced[]): Gutter {
  const steep = inLanes(climbs);
  const lanes = new Map<Unplaced, number>();
  let count = 0;
  for (const { members, lane } of placed(trunksOf(steep))) {
    for (const member of members) lanes.set(member, lane);
    count = Math.max(count, lane + 1);
  }
  return { climbs: climbs.map((climb) => ({ ...climb, lane: lanes.get(climb) })), lanes: count };
}

/** The steep ones, and what leaves or meets a port together with them: a curve beside its own duct is a tangle. */
function inLanes(climbs: readonly Unplaced[]): readonly Unplaced[] {
  const steep = climbs.filter(
    ({ run, hop, y1, y2 }) =>
      run.direction === "loop" || isDrop(hop) || isRise(hop) || Math.abs(y2 - y1) > STEEP,
  );
  const starts = new Set(steep.map(startOf));
  const ends = new Set(steep.map(endOf));
  const isSteep = new Set(steep);
  return climbs.filter(
    (climb) =>
      isSteep.has(climb) || (climb.y1 !== climb.y2 && (starts.has(startOf(climb)) || ends.has(endOf(climb)))),
  );
}

function startOf({ hop, run, y1 }: Unplaced): string {
  return `${y1} ${run.edge.state} ${run.direction} ${hop.from.key}`;
}

function endOf({ hop, run, y2 }: Unplaced): string {
  return `${y2} ${run.edge.state} ${run.direction} ${hop.to.key}`;
}

interface Trunk {
  readonly members: readonly Unplaced[];
  readonly top: number;
  readonly bottom: number;
  readonly falling: number;
  /** Heights at which it is entered from the left. */
  readonly entered: number;
}

function trunksOf(climbs: readonly Unplaced[]): readonly Trunk[] {
  const starts = grouped(climbs, startOf);
  const trunks = grouped(climbs, (climb) =>
    (starts.get(startOf(climb))?.length ?? 0) > 1 ? `from ${startOf(climb)}` : `to ${endOf(climb)}`,
  );
  return [...trunks.values()].map((members) => {
    const heights = members.flatMap(({ y1, y2 }) => [y1, y2]);
    const fall = members.reduce((sum, { y1, y2 }) => sum + y2 - y1, 0);
    const entered = members.reduce((sum, { y1 }) => sum + y1, 0) / members.length;
    return {
      members,
      top: Math.min(...heights),
      bottom: Math.max(...heights),
      falling: Math.sign(fall),
      entered,
    };
  });
}

/**
 * Of two that fall, the lower one turns first, else they would cross; of two that rise, the higher one. Those that share no
 * height share a lane.
 */
function placed(
  trunks: readonly Trunk[],
): readonly { readonly members: readonly Unplaced[]; readonly lane: number }[] {
  const order = trunks.toSorted(
    (a, b) =>
      b.falling - a.falling ||
      (a.falling > 0 ? b.entered - a.entered : a.entered - b.entered) ||
      a.top - b.top ||
      a.bottom - b.bottom,
  );
  const lanes: Trunk[][] = [];
  return order.map((trunk) => {
    const taken = lanes.findLastIndex((lane) =>
      lane.some(({ top, bottom }) => top - ROOM < trunk.bottom && trunk.top - ROOM < bottom),
    );
    const lane = taken + 1;
    const stretch = lanes[lane];
    if (stretch) stretch.push(trunk);
    else lanes.push([trunk]);
    return { members: trunk.members, lane };
  });
}

/** Between the ends of two edges in one lane. */
const ROOM = 16;
