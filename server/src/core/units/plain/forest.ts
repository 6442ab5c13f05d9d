/**
 * Alternatives as a tree: the ground holds all folders in no conflict; an alternative lies in the ground, or in another
 * alternative if the conflict is inside that one. What conflicts only with something farther away is simply part of it.
 */
import { isUnder } from "../../value/file.ts";
import { type Side, sidesOf } from "./alternatives.ts";
import type { Folder } from "./folders.ts";

export interface Stand {
  readonly folder: string;
  /** What it lies in, innermost first; the ground last. */
  readonly around: readonly Stand[];
  /** Alternatives in it, the first of each group. */
  readonly inside: Map<number, Stand>;
  /** Its folders, without those of the alternatives inside. */
  readonly folders: Folder[];
  /** Groups of alternatives that it, or something in it, is one of. */
  readonly groups: Set<number>;
  /** Its own folders that stand against an alternative below them. */
  readonly parents: Set<string>;
}

/** The ground first, then by folder. */
export function standsOf(ground: string, folders: readonly Folder[]): readonly Stand[] {
  const sides = sidesOf(folders);
  const root = stand(ground, []);
  const stands = [root];
  let open = [root];
  for (const side of sides.filter(({ kind }) => kind === "alternative").toSorted(byFolder)) {
    open = open.filter(({ folder }) => isUnder(side.folder, folder));
    const outer = open[0] ?? root;
    // A conflict with something outside has been settled by what lies around.
    if (![...side.partsAt].some((at) => isUnder(at, outer.folder))) {
      outer.groups.add(side.group);
      continue;
    }
    const next = stand(side.folder, [outer, ...outer.around]);
    next.groups.add(side.group);
    if (!outer.inside.has(side.group)) outer.inside.set(side.group, next);
    stands.push(next);
    open.unshift(next);
  }
  settle(stands, folders, sides);
  return stands;
}

function stand(folder: string, around: readonly Stand[]): Stand {
  return { folder, around, inside: new Map(), folders: [], groups: new Set(), parents: new Set() };
}

function byFolder(a: Side, b: Side): number {
  return a.folder.replaceAll("/", "\0") < b.folder.replaceAll("/", "\0") ? -1 : 1;
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
  for (const { folder, kind, group } of sides) {
    const owner = kind === "parent" ? owners.get(folder) : undefined;
    owner?.parents.add(folder);
    owner?.groups.add(group);
  }
}

function ownerOf(stands: ReadonlyMap<string, Stand>, path: string): Stand | undefined {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")))) {
    const found = stands.get(folder);
    if (found || folder === "") return found;
  }
}
