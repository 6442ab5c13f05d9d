import assert from "node:assert/strict";
import { commands, type TabInputCustom, type Uri, window, workspace } from "vscode";
import { diagnosticAt, open, revertAll } from "./editor.ts";
import { eventually } from "./eventually.ts";

const RENDERED = "vscode.markdown.preview.editor";

async function renderedPage(address: Uri): Promise<void> {
  await eventually(`the rendered page ${address}`, () => {
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    return isCustom(input) && input.viewType === RENDERED && input.uri.path === address.path
      ? true
      : undefined;
  });
}

function isCustom(input: unknown): input is TabInputCustom {
  return typeof input === "object" && input !== null && "viewType" in input && "uri" in input;
}

suite("rule pages", () => {
  teardown(revertAll);

  test("a diagnostic's code links to its page, which opens rendered", async () => {
    const document = await open("shop/cart.yaml");
    const { code } = await diagnosticAt(document.uri, "PTL101");
    assert.ok(typeof code === "object", "the code is a link");
    await commands.executeCommand("vscode.open", code.target);
    await renderedPage(code.target);
    const page = await workspace.openTextDocument(code.target);
    assert.match(page.getText(), /PTL101/);
  });

  test("the command opens the page of a code", async () => {
    const document = await open("shop/admin.yaml");
    const { code } = await diagnosticAt(document.uri, "PTL201");
    assert.ok(typeof code === "object", "the code is a link");
    await commands.executeCommand("portolan.openRule", "PTL201");
    await renderedPage(code.target);
  });
});
