/** Laws of the worlds of loose files, on random trees of folders with random copies. */
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { docId, fileOf, identityOf, objectKey } from "../../../server/src/core/resources/identity.ts";
import type { FileIdentities, Identified } from "../../../server/src/core/units/identities.ts";
import type { LooseFile } from "../../../server/src/core/units/plain/folders.ts";
import { plainUnits } from "../../../server/src/core/units/plain/plain.ts";
import type { Unit } from "../../../server/src/core/units/unit.ts";
import { fileId, folderOf, isUnder, pathOf } from "../../../server/src/core/value/file.ts";

const folder = fc
  .array(fc.constantFrom("a", "b", "c", "a-b"), { maxLength: 4 })
  .map((segments) => segments.join("/"));

/** Which folder holds which Services. */
const layout = fc.array(fc.record({ folder, names: fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }) }), {
  minLength: 1,
  maxLength: 14,
});

function looseFile(path: string, names: readonly number[]): LooseFile {
  const file = fileId("/r", path);
  const resources = [...new Set(names)].map((name): Identified => {
    const identity = { apiVersion: "v1", kind: "Service", namespace: "", name: `n${name}` };
    const id = docId(file, identity, 0);
    const key = objectKey(identity);
    const base = { group: "", kind: "Service", name: identity.name, namespace: undefined };
    return { ...base, id, objectKey: key, family: "service", observed: false };
  });
  const identities: FileIdentities = { resources, unreadable: [] };
  return { file, identities };
}

type Layout = readonly { readonly folder: string; readonly names: readonly number[] }[];

function filesOf(chosen: Layout): readonly LooseFile[] {
  return chosen.map((each, index) =>
    looseFile(`${each.folder === "" ? "" : `${each.folder}/`}f${index}.yaml`, each.names),
  );
}

function folderOfMember(id: string): string {
  return folderOf(pathOf(fileOf(id)));
}

/** Members by object: the folders in which a unit holds it. */
function holders({ members }: Unit): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const id of members) {
    const key = objectKey(identityOf(id));
    found.set(key, (found.get(key) ?? new Set()).add(folderOfMember(id)));
  }
  return found;
}

test("no world holds an object in two folders", () => {
  fc.assert(
    fc.property(layout, (chosen) => {
      for (const unit of plainUnits("/r", filesOf(chosen)))
        for (const [key, folders] of holders(unit))
          assert.equal(folders.size, 1, `${unit.name} holds ${key} in ${[...folders].join(" and ")}`);
    }),
    { numRuns: 3000 },
  );
});

test("every object is in a world", () => {
  fc.assert(
    fc.property(layout, (chosen) => {
      const files = filesOf(chosen);
      const members = new Set(plainUnits("/r", files).flatMap((unit) => unit.members));
      for (const { identities } of files)
        for (const { id } of identities.resources) assert.ok(members.has(id), `${id} is in no world`);
    }),
    { numRuns: 3000 },
  );
});

test("what lies in one folder is in the same worlds, but for what a folder below overrides", () => {
  fc.assert(
    fc.property(layout, (chosen) => {
      const units = plainUnits("/r", filesOf(chosen));
      for (const unit of units)
        for (const other of new Set(units.flatMap(({ members }) => members.map(folderOfMember)))) {
          if (isUnder(unit.folder, other)) continue;
          const all = new Set(
            units.flatMap(({ members }) => members.filter((id) => folderOfMember(id) === other)),
          );
          const here = unit.members.filter((id) => folderOfMember(id) === other);
          assert.ok(here.length === 0 || here.length === all.size, `${unit.name} holds a part of ${other}`);
        }
    }),
    { numRuns: 1000 },
  );
});

test("the order of the files never matters", () => {
  fc.assert(
    fc.property(layout, fc.infiniteStream(fc.nat()), (chosen, random) => {
      const files = filesOf(chosen);
      const shuffled = files
        .map((each) => ({ each, at: random.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ each }) => each);
      const byId = (units: readonly Unit[]) => units.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      assert.deepEqual(byId(plainUnits("/r", shuffled)), byId(plainUnits("/r", files)));
    }),
    { numRuns: 500 },
  );
});

test("worlds are sorted, have members, and are no more than folders", () => {
  fc.assert(
    fc.property(layout, (chosen) => {
      const units = plainUnits("/r", filesOf(chosen));
      assert.ok(units.length <= new Set(chosen.map((each) => each.folder)).size + 1);
      assert.equal(new Set(units.map(({ id }) => id)).size, units.length);
      for (const { members } of units) assert.deepEqual(members, members.toSorted());
      for (const { members } of units) assert.ok(members.length > 0);
    }),
    { numRuns: 1000 },
  );
});

test("thousands of copies stay bounded: what they share is then left out, and said so", () => {
  const copies = Array.from({ length: 5000 }, (_, index) => looseFile(`copy${index}/a.yaml`, [0]));
  const shared = Array.from({ length: 5000 }, (_, index) => looseFile(`shared/f${index}.yaml`, [index + 1]));
  const units = plainUnits("/r", [...copies, ...shared]);
  const members = units.reduce((sum, unit) => sum + unit.members.length, 0);
  assert.equal(units.length, 5001);
  assert.equal(members, 10_000);
  const nested = [
    ...copies,
    ...shared,
    looseFile("copy0/x/a.yaml", [9999]),
    looseFile("copy0/y/a.yaml", [9999]),
  ];
  const all = new Set(plainUnits("/r", nested).flatMap((unit) => unit.members));
  assert.equal(all.size, 10_002);
  assert.ok(
    units.every(({ folder: at, gaps }) => at === "" || gaps.some(({ reason }) => reason === "alternatives")),
  );
});
