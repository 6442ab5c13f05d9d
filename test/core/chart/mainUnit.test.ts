/** Which unit is drawn while nobody has said which. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChartUnit } from "../../../server/src/core/chart/graph.ts";
import { mainUnitFirst } from "../../../server/src/core/chart/mainUnit.ts";

const unit = (name: string, objects: number, kind: ChartUnit["kind"] = "plain"): ChartUnit => ({
  id: name,
  name,
  kind,
  gaps: [],
  objects,
});

const namesOf = (units: readonly ChartUnit[]) => mainUnitFirst(units).map(({ name }) => name);

test("of folders about as full the one nearest to the top, the others as full as they are", () => {
  assert.deepEqual(
    namesOf([unit("extras/mesh", 51), unit("extras/postgres", 75), unit("manifests", 40), unit("one", 3)]),
    ["manifests", "extras/postgres", "extras/mesh", "one"],
  );
  assert.deepEqual(namesOf([unit(".", 179), unit("archived/volumes/managed", 198)]), [
    ".",
    "archived/volumes/managed",
  ]);
});

test("a folder that holds little is not the main one, however near to the top", () => {
  assert.deepEqual(namesOf([unit(".", 4), unit("deploy/kubernetes", 93)]), ["deploy/kubernetes", "."]);
});

test("a base is not drawn for the overlay that completes it", () => {
  assert.deepEqual(
    namesOf([unit("base", 12, "kustomization"), unit("overlays/prod", 14, "kustomization"), unit(".", 9)]),
    ["overlays/prod", "base", "."],
  );
});

test("none of none", () => {
  assert.deepEqual(mainUnitFirst([]), []);
});
