/**
 * Alternatives as a tree: the ground holds all folders in no conflict; an alternative lies in the ground, or in another
 * alternative if the conflict is inside that one. What conflicts only with something farther away is simply part of it.
 */
import { isUnder } from "../../value/file.ts";
import { type Side, sidesOf } from "./alternatives.ts";
import type { Folder } from "./folders.ts";

export interface Stand {
  readonly folder: string;
  /** The group of alternatives that it is one of; undefined for the ground. */
  readonly group: number | undefined;
  /** What it lies in, innermost first; the ground last. */
  readonly around: readonly Stand[];
  /** Alternatives in it, the first of each group. */
  readonly inside: Map<number, Stand>;
  /** Its folders, without those of the alternatives inside. */
  readonly folders: Folder[];
  /** Groups in which one of its own folders stands against an alternative below that folder. */
  readonly parentOf: Set<number>;
}

/** The ground first, then by folder. */
export function standsOf(ground: string, folders: readonly Folder[]): readonly Stand[] {
  const sides = sidesOf(folders);
  const root = stand(ground, undefined, []);
  const stands = [root];
  const groups = groupsOf(sides);
  let open = [root];
  for (const side of sides.filter(({ kind }) => kind === "alternative").toSorted(byFolder)) {
    open = open.filter(({ folder }) => isUnder(side.folder, folder));
    const outer = open[0] ?? root;
    if (!isContested(side, outer, groups.get(side.group) ?? [])) continue;
    const next = stand(side.folder, side.group, [outer, ...outer.around]);
    if (!outer.inside.has(side.group)) outer.inside.set(side.group, next);
    stands.push(next);
    open.unshift(next);
  }
  settle(stands, folders, sides);
  return stands;
}

function groupsOf(sides: readonly Side[]): ReadonlyMap<number, readonly Side[]> {
  const groups = new Map<number, Side[]>();
  for (const side of sides) {
    const before = groups.get(side.group);
    if (before) before.push(side);
    else groups.set(side.group, [side]);
  }
  return groups;
}

function stand(folder: string, group: number | undefined, around: readonly Stand[]): Stand {
  return { folder, group, around, inside: new Map(), folders: [], parentOf: new Set() };
}

function byFolder(a: Side, b: Side): number {
  return a.folder.replaceAll("/", "\0") < b.folder.replaceAll("/", "\0") ? -1 : 1;
}

/** Whether something else in the same outer folder stands against it. */
function isContested(side: Side, outer: Stand, group: readonly Side[]): boolean {
  return group.some(({ folder }) => isUnder(folder, outer.folder) && !isUnder(folder, side.folder));
}

function settle(stands: readonly Stand[], folders: readonly Folder[], sides: readonly Side[]): void {
  const byPath = new Map(stands.map((each) => [each.folder, each]));
  const owners = new Map<string, Stand>();
  for (const folder of folders) {
    const owner = ownerOf(byPath, folder.path);
    if (!owner) continue;
    owner.folders.push(folder);
    owners.set(folder.path, owner);
  }
  for (const { folder, kind, group } of sides) if (kind === "parent") owners.get(folder)?.parentOf.add(group);
}

function ownerOf(stands: ReadonlyMap<string, Stand>, path: string): Stand | undefined {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")))) {
    const found = stands.get(folder);
    if (found || folder === "") return found;
  }
}
