/** Files that kustomizations name and that are no manifests: read from disk, and no others. */
import assert from "node:assert/strict";
import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { type Analysis, createAnalysis } from "../../server/src/core/analysis.ts";
import { nodeDisk } from "../../server/src/host/node.ts";
import { fileId, folderRoot, uriOfPath } from "../../server/src/host/uris.ts";
import { createWorkspace, type Workspace } from "../../server/src/host/workspace.ts";
import { makeFolder } from "../support/folder.ts";

interface Open {
  readonly analysis: Analysis;
  readonly workspace: Workspace;
  readonly folder: string;
  readonly root: string;
}

async function open(t: TestContext, files: Readonly<Record<string, string | Uint8Array>>): Promise<Open> {
  const folder = await makeFolder(t, files);
  const analysis = createAnalysis();
  const ignore = () => undefined;
  const events = { changed: ignore, reading: ignore, leftOut: ignore, failed: ignore };
  const workspace = createWorkspace(analysis, nodeDisk(), events);
  const root = folderRoot(uriOfPath(folder));
  workspace.setFolders([{ uri: root, excludes: [] }]);
  await workspace.settled();
  return { analysis, workspace, folder, root };
}

function dataOf({ analysis, root }: Open): readonly (readonly [string, string])[] {
  const { objects } = analysis.built(fileId(root, "kustomization.yaml"));
  return objects.flatMap(({ value }) =>
    value.entries
      .filter(({ key }) => key === "data" || key === "binaryData")
      .flatMap(({ value: data }) => (data.type === "mapping" ? data.entries : []))
      .map(({ key, value: each }) => [key, each.type === "scalar" ? each.raw : ""] as const),
  );
}

function faultsOf({ analysis, root }: Open): readonly string[] {
  return analysis.built(fileId(root, "kustomization.yaml")).faults.map(({ message }) => message);
}

const READS = "configMapGenerator:\n  - name: config\n    files: [app.properties, logo=logo.bin]\n";

test("texts and bytes that a generator names are read", async (t) => {
  const here = await open(t, {
    "kustomization.yaml": READS,
    "app.properties": "port=8080\n",
    "logo.bin": new Uint8Array([0, 255, 254]),
  });
  assert.deepEqual(
    dataOf(here),
    [
      ["logo", "AP/+"],
      ["app.properties", "port=8080\n"],
    ].toSorted(),
  );
  assert.deepEqual(faultsOf(here), []);
});

test("a file that is not there is a fault, until it is made", async (t) => {
  const here = await open(t, { "kustomization.yaml": READS, "app.properties": "a=b\n" });
  assert.deepEqual(faultsOf(here), ["logo.bin is not there"]);
  await writeFile(join(here.folder, "logo.bin"), "text");
  await here.workspace.changed([{ uri: uriOfPath(join(here.folder, "logo.bin")), kind: "created" }]);
  await here.workspace.settled();
  assert.deepEqual(faultsOf(here), []);
});

test("a file that is named while typing is read", async (t) => {
  const here = await open(t, { "kustomization.yaml": "resources: []\n", "app.properties": "a=b\n" });
  const typed = "configMapGenerator:\n  - name: config\n    files: [app.properties]\n";
  here.workspace.edit(uriOfPath(join(here.folder, "kustomization.yaml")), typed);
  await here.workspace.settled();
  assert.deepEqual(dataOf(here), [["app.properties", "a=b\n"]]);
});

test("nothing outside the folder is read, and nothing that no ConfigMap holds", async (t) => {
  const outside = await makeFolder(t, { "secret.txt": "secret" });
  const here = await open(t, {
    "kustomization.yaml": "configMapGenerator:\n  - name: config\n    files: [link, large]\n",
    large: new Uint8Array(1024 * 1024 + 1),
  });
  await symlink(join(outside, "secret.txt"), join(here.folder, "link"));
  await here.workspace.changed([{ uri: uriOfPath(join(here.folder, "link")), kind: "created" }]);
  await here.workspace.settled();
  assert.deepEqual(dataOf(here), []);
  assert.deepEqual(
    here.analysis.built(fileId(here.root, "kustomization.yaml")).incomplete.map(({ detail }) => detail),
    [
      "link could not be read: it is a link out of the workspace folder",
      "large could not be read: it is larger than 1 MiB",
    ],
  );
});

test("a manifest that is named before it is made is one of the folder's files as soon as it is there", async (t) => {
  const here = await open(t, { "kustomization.yaml": "resources: [web.yaml]\n" });
  assert.equal(faultsOf(here).length, 1);
  const service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n";
  await writeFile(join(here.folder, "web.yaml"), service);
  await here.workspace.changed([{ uri: uriOfPath(join(here.folder, "web.yaml")), kind: "created" }]);
  await here.workspace.settled();
  assert.ok(here.analysis.files().includes(fileId(here.root, "web.yaml")));
  assert.deepEqual(faultsOf(here), []);
});
