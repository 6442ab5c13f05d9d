/** Definitions and references between kustomizations, their files, patches and the objects that are built. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Location } from "../../../../server/src/core/answers.ts";
import { pathOf } from "../../../../server/src/core/value/file.ts";
import { readFixture } from "../../../support/fixture.ts";
import { analysisOf, fileAt } from "../../../support/workspace.ts";

const FILES: Readonly<Record<string, string>> = {
  "base/kustomization.yaml": "resources:\n  - web.yaml\n  - worker.yaml\n",
  "base/web.yaml":
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: ClusterIP\n  ports:\n    - port: 80\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: api\nspec:\n  ports:\n    - port: 81\n",
  "base/worker.yaml":
    "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: worker\nspec:\n  replicas: 1\n",
  "dev/kustomization.yaml": "resources:\n  - ../base\nreplicas:\n  - name: worker\n    count: 2\n",
  "prod/kustomization.yaml": `resources:
  - ../base
patches:
  - path: ports.yaml
  - path: operations.yaml
    target:
      kind: Deployment
  - target:
      kind: Service
      name: api
    patch: |
      apiVersion: v1
      kind: Service
      metadata:
        name: api
      spec:
        type: NodePort
configMapGenerator:
  - name: settings
    files:
      - app=settings.yaml
`,
  "prod/ports.yaml":
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - port: 80\n      targetPort: 8080\n",
  "prod/operations.yaml": "- op: replace\n  path: /spec/replicas\n  value: 3\n",
  "prod/settings.yaml": "a: b\n",
};

const fixture = readFixture(
  Object.entries(FILES)
    .map(([path, text]) => `# file: ${path}\n${text}`)
    .join(""),
);
const analysis = analysisOf(fixture.files);

function textOf(path: string): string {
  return fixture.files.find((file) => file.path === path)?.text ?? assert.fail(`no ${path}`);
}

/** Where the nth occurrence of a text begins. */
function position(path: string, text: string, nth = 1) {
  let offset = -1;
  for (let count = 0; count < nth; count += 1) offset = textOf(path).indexOf(text, offset + 1);
  assert.ok(offset >= 0, `no ${text} in ${path}`);
  const before = textOf(path).slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** `base/web.yaml:4 web`: the line counted from one, and what the range covers. */
function shown({ file, range: { start, end } }: Location): string {
  const line = textOf(pathOf(file)).split("\n")[start.line] ?? "";
  const text = start.line === end.line ? line.slice(start.character, end.character) : "…";
  return `${pathOf(file)}:${start.line + 1} ${text}`.trim();
}

const definition = (path: string, text: string, nth?: number) =>
  analysis.definition(fileAt(path), position(path, text, nth)).map(shown);
const references = (path: string, text: string, nth?: number) =>
  analysis.references(fileAt(path), position(path, text, nth)).map(shown);

describe("the definition of", () => {
  it("an entry is the file or the kustomization that it names", () => {
    assert.deepEqual(definition("base/kustomization.yaml", "worker.yaml"), ["base/worker.yaml:1"]);
    assert.deepEqual(definition("prod/kustomization.yaml", "../base"), ["base/kustomization.yaml:1"]);
    assert.deepEqual(definition("prod/kustomization.yaml", "ports.yaml"), ["prod/ports.yaml:1"]);
    assert.deepEqual(definition("prod/kustomization.yaml", "app=settings"), ["prod/settings.yaml:1"]);
  });

  it("an inline patch and its target is the object that it is for", () => {
    assert.deepEqual(definition("prod/kustomization.yaml", "name: api"), ["base/web.yaml:13 api"]);
    assert.deepEqual(definition("prod/kustomization.yaml", "NodePort"), ["base/web.yaml:13 api"]);
  });

  it("the target of a patch in a file, and an entry of replicas, are those objects", () => {
    assert.deepEqual(definition("prod/kustomization.yaml", "kind: Deployment"), [
      "base/worker.yaml:4 worker",
    ]);
    assert.deepEqual(definition("dev/kustomization.yaml", "worker"), ["base/worker.yaml:4 worker"]);
  });

  it("a patch in a file is the object that it is for", () => {
    assert.deepEqual(definition("prod/ports.yaml", "8080"), ["base/web.yaml:4 web"]);
    assert.deepEqual(definition("prod/ports.yaml", "Service"), ["base/web.yaml:4 web"]);
    assert.deepEqual(definition("prod/operations.yaml", "/spec/replicas"), ["base/worker.yaml:4 worker"]);
  });

  it("what is meant by nothing is nothing", () => {
    assert.deepEqual(definition("base/web.yaml", "ClusterIP"), []);
    assert.deepEqual(definition("base/kustomization.yaml", "resources"), []);
    assert.deepEqual(definition("prod/settings.yaml", "b"), []);
  });
});

describe("the references of", () => {
  it("a kustomization are the entries that build on it, from its own text and from an entry", () => {
    const uses = ["dev/kustomization.yaml:2 ../base", "prod/kustomization.yaml:2 ../base"];
    assert.deepEqual(references("base/kustomization.yaml", "resources"), uses);
    assert.deepEqual(references("dev/kustomization.yaml", "../base"), uses);
  });

  it("an object are the entry of its file, and all that changes it in any unit", () => {
    assert.deepEqual(references("base/worker.yaml", "worker"), [
      "base/kustomization.yaml:3 worker.yaml",
      "dev/kustomization.yaml:4 name",
      "prod/kustomization.yaml:5 path",
    ]);
    assert.deepEqual(references("base/web.yaml", "name: api"), [
      "base/kustomization.yaml:2 web.yaml",
      "prod/kustomization.yaml:17 NodePort",
    ]);
  });

  it("a field are the places that set it", () => {
    assert.deepEqual(references("base/web.yaml", "port: 80"), []);
    assert.deepEqual(references("base/worker.yaml", "replicas"), [
      "dev/kustomization.yaml:4 name",
      "prod/kustomization.yaml:5 path",
    ]);
    assert.deepEqual(references("base/web.yaml", "ports"), ["prod/ports.yaml:8 8080"]);
  });

  it("a patch, and a file that is no object, are the entries that name them", () => {
    assert.deepEqual(references("prod/ports.yaml", "web"), ["prod/kustomization.yaml:4 ports.yaml"]);
    assert.deepEqual(references("prod/operations.yaml", "replace"), [
      "prod/kustomization.yaml:5 operations.yaml",
    ]);
  });
});
