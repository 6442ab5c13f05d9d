/**
 * Worlds of loose files. All loose files of a workspace folder are one world, as far as no object is there twice; where
 * folders hold copies of each other, each copy is a world of its own: its subtree and every folder in no conflict with it.
 * Folders of test data never mix with the rest, and may always be faulty on purpose.
 */
import type { DocId } from "../../resources/identity.ts";
import { isUnder, pathOf } from "../../value/file.ts";
import { fixtureOf } from "../fixture.ts";
import { gapsOf, summary } from "../gaps.ts";
import { isObject } from "../identities.ts";
import { isWorkload } from "../kinds.ts";
import { type Gap, type Unit, unitId } from "../unit.ts";
import { type Folder, foldersOf, keyOfCopy, type LooseFile } from "./folders.ts";
import { type Stand, standsOf } from "./forest.ts";

/** More memberships than this are never made: beyond it, copies stand alone and prove nothing. */
const MOST_SHARED = 100_000;

export function plainUnits(root: string, files: readonly LooseFile[]): readonly Unit[] {
  const grounds = new Map<string, LooseFile[]>();
  for (const each of files) {
    const ground = fixtureOf(pathOf(each.file)) ?? "";
    const before = grounds.get(ground);
    if (before) before.push(each);
    else grounds.set(ground, [each]);
  }
  return [...grounds].flatMap(([ground, inside]) => unitsOfGround(root, ground, inside));
}

function unitsOfGround(root: string, ground: string, files: readonly LooseFile[]): readonly Unit[] {
  const stands = standsOf(ground, foldersOf(files));
  const sizes = new Map(stands.map((stand) => [stand, sizeOf(stand)]));
  const sizeAround = ({ around }: Stand) => around.reduce((sum, each) => sum + (sizes.get(each) ?? 0), 0);
  const shared = stands.reduce((sum, stand) => sum + sizeAround(stand), 0);
  const isShared = shared <= MOST_SHARED;
  const shown = isShared ? stands.filter(isWorld) : stands;
  return shown.map((stand) => unitOfStand(root, stand, isShared)).filter(({ members }) => members.length > 0);
}

function sizeOf({ folders }: Stand): number {
  const files = folders.flatMap((folder) => folder.files);
  return files.reduce((sum, { identities }) => sum + identities.resources.length, 0);
}

/** What stands against one of the alternatives in it is a world without them; else each choice of them is one. */
function isWorld({ inside, parents }: Stand): boolean {
  return inside.size === 0 || parents.size > 0;
}

function unitOfStand(root: string, stand: Stand, isShared: boolean): Unit {
  const parts = partsOf(stand, isShared ? stand.around : []);
  const members = parts.flatMap(({ folder, without }) => membersOf(folder, without)).sort();
  const gaps = parts.flatMap(({ folder }) =>
    folder.files.flatMap((each) => gapsOf(each.file, each.identities)),
  );
  const name = stand.folder === "" ? "." : stand.folder;
  return {
    id: unitId(root, "plain", stand.folder),
    kind: "plain",
    name,
    root,
    folder: stand.folder,
    gaps: summary([...gaps, ...gapsOfStand(stand, name, isShared)]),
    members,
  };
}

interface Part {
  readonly folder: Folder;
  /** Objects that something closer to the alternative has. */
  readonly without: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Its own folders, and those around it. Where a folder above holds some of the same: if half of it or more is repeated
 * below, that is a copy, and the folder stays out; else the alternative overrides a few objects of it, as `kubectl apply`
 * of one after the other does.
 */
function partsOf(stand: Stand, around: readonly Stand[]): readonly Part[] {
  const parts: Part[] = stand.folders.map((folder) => ({ folder, without: NONE }));
  for (const outer of around) {
    const above = outer.folders.filter(({ path }) => outer.parents.has(path) && isUnder(stand.folder, path));
    const held = above.length > 0 ? keysOf(parts) : NONE;
    for (const folder of outer.folders) {
      const repeated = above.includes(folder) ? [...folder.keys].filter((key) => held.has(key)).length : 0;
      if (repeated === 0) parts.push({ folder, without: NONE });
      else if (repeated * 2 < folder.keys.size) parts.push({ folder, without: held });
    }
  }
  return parts;
}

function keysOf(parts: readonly Part[]): ReadonlySet<string> {
  return new Set(parts.flatMap(({ folder, without }) => [...folder.keys].filter((key) => !without.has(key))));
}

function membersOf({ files }: Folder, without: ReadonlySet<string>): readonly DocId[] {
  return files.flatMap(({ identities }) =>
    identities.resources
      .filter((each) => isObject(each) && !keyOfCopy(each).some((key) => without.has(key)))
      .map(({ id }) => id),
  );
}

function gapsOfStand(stand: Stand, name: string, isShared: boolean): readonly Gap[] {
  const gaps: Gap[] = [];
  const resources = stand.folders.flatMap(({ files }) =>
    files.flatMap(({ identities }) => identities.resources),
  );
  // Its own part counts: a copy of an Ingress alone says nothing about the Services that it leads to.
  if (!resources.some((each) => isObject(each) && isWorkload(each)))
    gaps.push({ reason: "no-workload", detail: `${name} holds no workload` });
  if (fixtureOf(`${stand.folder}/`) !== undefined)
    gaps.push({ reason: "fixture", detail: `${name} holds test data` });
  const undecided = isShared ? undecidedFor(stand) : (stand.around[0] ?? [...stand.inside.values()][0]);
  if (undecided) {
    const other = undecided.folder === "" ? "the workspace folder" : undecided.folder;
    gaps.push({
      reason: "alternatives",
      detail: `${other} is one of several copies, and may belong to ${name === "." ? "the workspace folder" : name}`,
    });
  }
  return gaps;
}

/** A copy of something else, left out although nothing here speaks against it. */
function undecidedFor(stand: Stand): Stand | undefined {
  const chain = [stand, ...stand.around];
  const decided = new Set(chain.flatMap(({ groups }) => [...groups]));
  for (const { inside } of chain) for (const [group, other] of inside) if (!decided.has(group)) return other;
  return undefined;
}
