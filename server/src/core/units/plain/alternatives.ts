/**
 * Folders that hold the same object are copies that never meet in one cluster: they become *alternatives*. Where the
 * copies' subtrees part, the alternative on each side is the deepest folder that holds all of what they share there: for
 * `v1/cart`, `v1/web` beside `v2/cart`, `v2/web` that is `v1` and `v2`; for `apps/nginx` beside `infra/nginx` only those.
 * Where a folder and one below it hold the same, the one below is the alternative.
 */
import { branchTo, commonFolder, type Folder } from "./folders.ts";

/** One side of a conflict: an alternative, or a folder whose own files conflict with an alternative below it. */
export interface Side {
  readonly folder: string;
  readonly kind: "alternative" | "parent";
  /** The folders at which it parts from what it is in conflict with. */
  readonly partsAt: ReadonlySet<string>;
  /** Sides with the same group are in conflict, directly or through others. */
  readonly group: number;
}

/** What parts at one folder, into which two subtrees, and the deepest folders there that hold all that they share. */
interface Parting {
  readonly at: string;
  left: string;
  right: string;
}

export function sidesOf(folders: readonly Folder[]): readonly Side[] {
  const partings = new Map<string, Parting>();
  for (const holders of holdersOf(folders)) part(holders, partings);
  return grouped([...partings.values()]);
}

/** The folders of each object that is in several, in the order of the folders. */
function holdersOf(folders: readonly Folder[]): readonly (readonly string[])[] {
  const holders = new Map<string, string[]>();
  for (const { path, keys } of folders) {
    for (const key of keys) {
      const before = holders.get(key);
      if (before) before.push(path);
      else holders.set(key, [path]);
    }
  }
  return [...holders.values()].filter((each) => each.length > 1);
}

/** Notes where the holders of one object part, and says which folder holds them all. */
function part(holders: readonly string[], partings: Map<string, Parting>): string {
  const [first = "", ...others] = holders;
  const last = others.at(-1);
  if (last === undefined) return first;
  const at = commonFolder(first, last);
  const sides = branchesOf(at, holders).map(({ branch, inside }) => ({
    branch,
    // The folder itself stands for its own files, whatever lies below it.
    folder: branch === at ? at : part(inside, partings),
  }));
  for (const [index, right] of sides.entries()) {
    const left = sides[index - 1];
    if (left) note(partings, at, left, right);
  }
  return at;
}

function branchesOf(at: string, holders: readonly string[]) {
  const branches = new Map<string, string[]>();
  for (const path of holders) {
    const branch = branchTo(at, path);
    const before = branches.get(branch);
    if (before) before.push(path);
    else branches.set(branch, [path]);
  }
  return [...branches].map(([branch, inside]) => ({ branch, inside }));
}

interface Branch {
  readonly branch: string;
  readonly folder: string;
}

function note(partings: Map<string, Parting>, at: string, left: Branch, right: Branch): void {
  const key = `${left.branch}\0${right.branch}\0${at}`;
  const before = partings.get(key);
  if (!before) partings.set(key, { at, left: left.folder, right: right.folder });
  else {
    before.left = commonFolder(before.left, left.folder);
    before.right = commonFolder(before.right, right.folder);
  }
}

function grouped(partings: readonly Parting[]): readonly Side[] {
  const sides = new Map<string, Omit<Side, "group" | "partsAt"> & { readonly partsAt: Set<string> }>();
  const leaders = new Map<string, string>();
  const side = (folder: string, at: string) => {
    const kind = folder === at ? "parent" : "alternative";
    const key = `${kind} ${folder}`;
    const known = sides.get(key) ?? { folder, kind, partsAt: new Set() };
    known.partsAt.add(at);
    sides.set(key, known);
    return leaderOf(leaders, key);
  };
  for (const { at, left, right } of partings) leaders.set(side(left, at), side(right, at));
  const groups = new Map<string, number>();
  return [...sides].map(([key, each]) => {
    const leader = leaderOf(leaders, key);
    const group = groups.get(leader) ?? groups.size;
    groups.set(leader, group);
    return { ...each, group };
  });
}

/** Union-find: the one that speaks for all that are joined; the way there is halved as it is gone. */
function leaderOf(leaders: Map<string, string>, key: string): string {
  let at = key;
  for (let next = leaders.get(at) ?? at; next !== at; next = leaders.get(at) ?? at) {
    const beyond = leaders.get(next) ?? next;
    leaders.set(at, beyond);
    at = beyond;
  }
  return at;
}
