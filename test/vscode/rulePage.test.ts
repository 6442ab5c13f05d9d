import assert from "node:assert/strict";
import { commands, TabInputWebview, window } from "vscode";
import { diagnosticAt, open, revertAll } from "./editor.ts";
import { eventually } from "./eventually.ts";

suite("rule pages", () => {
  teardown(revertAll);

  test("a diagnostic's code links to its page, which opens rendered", async () => {
    const document = await open("shop/cart.yaml");
    const { code } = await diagnosticAt(document.uri, "PTL101");
    assert.ok(typeof code === "object", "the code is a link");
    assert.equal(code.target.scheme, "command");
    await commands.executeCommand(code.target.path, ...JSON.parse(code.target.query));
    await eventually("the rendered page", () => {
      const tab = window.tabGroups.activeTabGroup.activeTab;
      return tab?.input instanceof TabInputWebview && tab.label.includes("PTL101") ? tab : undefined;
    });
  });
});
