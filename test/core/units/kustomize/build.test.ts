/**
 * Our own kustomizations, one folder a case, with what kustomize 5.5 prints of each beside it (`expected.yaml`), and those that
 * it refuses, with what we say of them (`refused.txt`). Where a kubectl or kustomize of 5.5 or later is there, it judges again.
 */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileOf } from "../../../../server/src/core/resources/identity.ts";
import type { BuildFault } from "../../../../server/src/core/units/kustomize/build/object.ts";
import { pathOf } from "../../../../server/src/core/value/file.ts";
import { printPath } from "../../../../server/src/core/value/path.ts";
import { filesBelow, kustomizations } from "../../../support/kustomize/building.ts";
import { differences, toJson } from "../../../support/kustomize/compare.ts";
import { judgeOnPath } from "../../../support/kustomize/expected.ts";
import { objectsIn } from "../../../support/kustomize/reading.ts";

const CASES = join(import.meta.dirname, "cases");
const names = readdirSync(CASES).toSorted();
const judge = judgeOnPath(CASES);

function printed({ at, topic, message }: BuildFault): string {
  const path = printPath([...at.path, ...(at.within ?? [])]);
  return `${pathOf(fileOf(at.document))} ${path} ${topic}: ${message}\n`;
}

for (const name of names) {
  const folder = join(CASES, name);
  const expected = join(folder, "expected.yaml");
  const isBuilt = existsSync(expected);
  const { objects, faults, incomplete } = kustomizations(filesBelow(folder)).build();
  const ours = objects.map(({ value }) => toJson(value));

  test(`${name}: ${isBuilt ? "as kustomize builds it" : "refused"}`, () => {
    assert.deepEqual(incomplete, []);
    if (isBuilt) {
      assert.deepEqual(faults.map(printed), []);
      assert.deepEqual(differences(ours, objectsIn(readFileSync(expected, "utf8"))), []);
    } else assert.equal(faults.map(printed).join(""), readFileSync(join(folder, "refused.txt"), "utf8"));
  });

  test(`${name}: judged again`, { skip: !judge && "no kustomize 5.5 or later on the PATH" }, () => {
    const judgement = judge?.judge(name);
    assert.equal(judgement?.kind, isBuilt ? "built" : "refused");
    if (judgement?.kind === "built") assert.deepEqual(differences(ours, objectsIn(judgement.yaml)), []);
  });
}

if (!judge)
  console.warn(
    "No kustomize 5.5 or later on the PATH: the cases are compared with what stands in the repository alone.",
  );
