/** Which faults of a build are said, of which file, and what an edit costs. */
import assert from "node:assert/strict";
import test from "node:test";
import { kustomizeFaultsOf } from "../../../../server/src/core/units/kustomize/faults.ts";
import { printPath } from "../../../../server/src/core/value/path.ts";
import { type Files, fileAt, kustomizations } from "../../../support/kustomize/building.ts";

const CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {mode: fast}\n";
const COMPONENT = "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n";

const patchFor = (name: string) =>
  `patches:\n  - patch: |\n      apiVersion: v1\n      kind: ConfigMap\n      metadata: {name: ${name}}\n      data: {mode: slow}\n`;

function said(files: Files, path: string): readonly string[] {
  const { db } = kustomizations(files);
  return db
    .get(kustomizeFaultsOf, fileAt(path))
    .map(({ at, topic }) => `${topic} ${printPath([...at.path, ...(at.within ?? [])])}`);
}

test("a fault is said of the kustomization that has it, once, however many use it", () => {
  const files = {
    "base/kustomization.yaml": "resources: [gone.yaml]\n",
    "one/kustomization.yaml": "resources: [../base]\n",
    "two/kustomization.yaml": "resources: [../base]\n",
  };
  assert.deepEqual(said(files, "base/kustomization.yaml"), ["missing-file resources[0]"]);
  assert.deepEqual(said(files, "one/kustomization.yaml"), []);
});

test("a component is judged inside those that use it, and not by itself", () => {
  const files = { "part/kustomization.yaml": COMPONENT + patchFor("settings"), "config.yaml": CONFIG };
  assert.deepEqual(said(files, "part/kustomization.yaml"), []);
  const used = { ...files, "kustomization.yaml": "components: [part]\nresources: [config.yaml]\n" };
  assert.deepEqual(said(used, "part/kustomization.yaml"), []);
  const alone = { ...files, "kustomization.yaml": "components: [part]\nnamePrefix: a-\n" };
  assert.deepEqual(said(alone, "part/kustomization.yaml"), ["patch-target patches[0].patch"]);
});

test("what may follow from something that is missing, remote or made by a plugin is not said", () => {
  const with_ = (more: string) => ({ "kustomization.yaml": more + patchFor("settings") });
  const path = "kustomization.yaml";
  assert.deepEqual(said(with_("namePrefix: a-\n"), path), ["patch-target patches[0].patch"]);
  assert.deepEqual(said(with_("resources: [gone.yaml]\n"), path), ["missing-file resources[0]"]);
  assert.deepEqual(said(with_("resources: ['https://example.com/base?ref=v1']\n"), path), []);
  assert.deepEqual(said(with_("resources: [../elsewhere]\n"), path), []);
  assert.deepEqual(said(with_("helmCharts: [{name: web, repo: 'https://example.com'}]\n"), path), []);
});

test("a base that is whole has its faults said, even if what uses it is not", () => {
  const files = {
    "base/kustomization.yaml": `namePrefix: a-\n${patchFor("settings")}`,
    "kustomization.yaml": "resources: [base, 'https://example.com/more?ref=v1']\n",
  };
  assert.deepEqual(said(files, "base/kustomization.yaml"), ["patch-target patches[0].patch"]);
});

test("a patch that does not suit its object is at fault itself", () => {
  const files = {
    "kustomization.yaml": "resources: [config.yaml]\npatches: [{path: patch.yaml}]\n",
    "config.yaml": CONFIG,
    "patch.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: [slow]\n",
  };
  assert.deepEqual(said(files, "patch.yaml"), ["patch data"]);
  assert.deepEqual(said(files, "kustomization.yaml"), []);
});

test("kustomizations that are built on each other are all judged", () => {
  const files = {
    "a/kustomization.yaml": "resources: [../b]\n",
    "b/kustomization.yaml": "resources: [../a]\n",
  };
  assert.deepEqual(said(files, "a/kustomization.yaml"), ["cycle resources[0]"]);
  assert.deepEqual(said(files, "b/kustomization.yaml"), ["cycle resources[0]"]);
});

test("an edit of an object costs the builds that use it, and wakes no reader of faults", () => {
  const { db, set } = kustomizations({
    "one/kustomization.yaml": "resources: [config.yaml]\n",
    "one/config.yaml": CONFIG,
    "two/kustomization.yaml": "resources: [gone.yaml]\n",
  });
  const ask = () =>
    ["one", "two"].map((folder) => db.get(kustomizeFaultsOf, fileAt(`${folder}/kustomization.yaml`)));
  const before = ask();
  db.resetRuns();
  set("one/config.yaml", CONFIG.replace("fast", "slow"));
  const after = ask();
  const runs = db.runs();
  assert.equal(runs.get("kustomizeBuilt"), 1);
  assert.equal(runs.get("kustomizeAccumulated"), 1);
  assert.deepEqual(after, before);
  assert.equal(after[1], before[1], "the other's faults are the very same");
});
