import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalysis } from "../../server/src/core/analysis.ts";
import { nodeDisk } from "../../server/src/host/node.ts";
import { uriOfPath } from "../../server/src/host/uris.ts";
import { createWorkspace } from "../../server/src/host/workspace.ts";
import { makeFolder, writeFiles } from "../support/folder.ts";
import { shop } from "../support/shop.ts";

test("an address that is none is passed over, and hides no other", async (t) => {
  const folder = await makeFolder(t, shop);
  const analysis = createAnalysis();
  const nobody = () => undefined;
  const events = { changed: nobody, reading: nobody, leftOut: nobody, failed: nobody };
  const workspace = createWorkspace(analysis, nodeDisk(), events);
  const bad = ["", "file:////a//b.yaml", "a b://c.yaml"];
  workspace.setFolders([...bad, uriOfPath(folder)].map((uri) => ({ uri, excludes: [] })));
  await workspace.settled();
  const before = analysis.files().length;
  for (const uri of bad) {
    workspace.edit(uri, "kind: Service");
    assert.equal(workspace.fileOf(uri), undefined);
    workspace.close(uri);
  }
  await writeFiles(folder, { "new.yaml": "" });
  const told = [...bad, uriOfPath(`${folder}/new.yaml`)];
  await workspace.changed(told.map((uri) => ({ uri, kind: "created" })));
  await workspace.settled();
  assert.equal(analysis.files().length, before + 1);
});
