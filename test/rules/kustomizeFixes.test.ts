/** What the fixes of kustomizations write where the field that they move something to has entries already. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { afterAction, analysisOf, diagnosticsOf } from "../support/workspace.ts";

const FOLDER = [
  { path: "base/kustomization.yaml", text: "resources:\n  - settings.yaml\n" },
  {
    path: "base/settings.yaml",
    text: "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  a: b\n",
  },
  {
    path: "tracing/kustomization.yaml",
    text: "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamePrefix: a-\n",
  },
  {
    path: "logging/kustomization.yaml",
    text: "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnameSuffix: -b\n",
  },
] as const;

/** `prod/kustomization.yaml` after the fix of that title. */
function fixed(text: string, title: string): string | undefined {
  const file = { path: "prod/kustomization.yaml", text };
  const files = [file, ...FOLDER];
  const analysis = analysisOf(files);
  const finding = diagnosticsOf(analysis).find(({ fixes }) => fixes.some((fix) => fix.title === title));
  assert.ok(finding, `"${title}" is not offered`);
  const action = analysis.codeActions(finding.file, finding.range).find((each) => each.title === title);
  assert.ok(action, `"${title}" is no code action`);
  return afterAction(files, action).find(({ path }) => path === file.path)?.text;
}

test("bases go to the resources that are there", () => {
  assert.equal(
    fixed("resources:\n  - ../tracing # one\nbases:\n  - ../base\n", "Write `resources` instead of `bases`"),
    "resources:\n  - ../tracing # one\n  - ../base\n",
  );
});

test("patches go to the patches that are there, and one that is written out stays readable", () => {
  const patch = (indent: string) =>
    ["apiVersion: v1", "kind: ConfigMap", "metadata:", "  name: settings", "data:", "  c: d"]
      .map((line) => `${indent}${line}\n`)
      .join("");
  assert.equal(
    fixed(
      `resources:\n  - ../base\npatches:\n  - path: one.yaml\npatchesStrategicMerge:\n  - two.yaml\n  - |-\n${patch("    ")}`,
      "Write `patches` instead of `patchesStrategicMerge`",
    ),
    `resources:\n  - ../base\npatches:\n  - path: one.yaml\n  - path: two.yaml\n  - patch: |-\n${patch("      ")}`,
  );
});

test("a component goes to the components that are there", () => {
  assert.equal(
    fixed(
      "resources:\n  - ../base\n  - ../tracing\ncomponents:\n  - ../logging\n",
      "Name ../tracing under `components`",
    ),
    "resources:\n  - ../base\ncomponents:\n  - ../logging\n  - ../tracing\n",
  );
});

test("a component goes to components that are not there yet", () => {
  assert.equal(
    fixed("resources:\n  - ../base\n  - ../tracing\n", "Name ../tracing under `components`"),
    "resources:\n  - ../base\ncomponents:\n  - ../tracing\n",
  );
});
