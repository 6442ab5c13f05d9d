// A folder that nobody has trusted: everything works that runs no tools, and no tools are run.

import assert from "node:assert/strict";
import { commands, workspace } from "vscode";
import {
  apply,
  codeActions,
  diagnosticAt,
  hoverText,
  noDiagnostic,
  open,
  place,
  revertAll,
} from "./editor.ts";
import { eventually } from "./eventually.ts";

suite("a workspace that is not trusted", () => {
  teardown(revertAll);

  test("is judged, explained and mended like any other", async () => {
    assert.equal(workspace.isTrusted, false);
    const { uri } = await open("shop/admin.yaml");
    const { range } = await diagnosticAt(uri, "PTL201");
    const [fix] = await codeActions(uri, range, "quickfix");
    assert.ok(fix);
    await apply(fix);
    await noDiagnostic(uri, "PTL201");
    const document = await open("shop/cart.yaml");
    const { start } = place(document, "80");
    await eventually("a card", async () => (await hoverText(document.uri, start)) || undefined);
    await commands.executeCommand("portolan.openChart");
    assert.equal(workspace.isTrusted, false);
  });
});
