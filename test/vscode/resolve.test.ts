import assert from "node:assert/strict";
import {
  type CodeAction,
  commands,
  Selection,
  type TextDocument,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { open, place, revertAll } from "./editor.ts";
import { eventually } from "./eventually.ts";

async function replace(document: TextDocument, text: string, by: string): Promise<void> {
  const change = new WorkspaceEdit();
  change.replace(document.uri, place(document, text), by);
  assert.ok(await workspace.applyEdit(change));
}

/** The cart looks itself up. */
async function openAsking(): Promise<TextDocument> {
  const document = await open("shop/cart.yaml");
  const image = "image: example.com/cart:1";
  await replace(document, image, `${image}\n          env: [{ name: SELF, value: "http://cart.shop/" }]`);
  return document;
}

function sheet(): TextDocument | undefined {
  return window.visibleTextEditors
    .map(({ document }) => document)
    .find(({ uri }) => uri.scheme === "portolan-resolve");
}

suite("a name is resolved", () => {
  teardown(revertAll);

  test("by an action on the name, beside the manifest, and kept true", async () => {
    const document = await openAsking();
    const action = await eventually("the action", async () => {
      const range = place(document, "cart.shop");
      const actions = await commands.executeCommand<CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        range,
      );
      return actions.find(({ title }) => title === "Show how `cart.shop` is resolved here");
    });
    assert.ok(action.command);
    await commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
    const { languageId, uri } = await eventually("the sheet", sheet);
    assert.equal(languageId, "portolan-names");
    assert.equal(uri.path, "/DNS of cart.shop from Deployment cart");
    assert.match(sheet()?.getText() ?? "", /^ {3}2 {2}cart\.shop\.svc\.cluster\.local\. +OK/m);
    await replace(
      document,
      "name: cart\n  namespace: shop\nspec:\n  selector:",
      "name: basket\n  namespace: shop\nspec:\n  selector:",
    );
    await eventually("the change", () =>
      /^Decided outside of the cluster$/m.test(sheet()?.getText() ?? "") ? true : undefined,
    );
  });

  test("by the command: whose pods ask, and for what, is offered", async () => {
    const document = await openAsking();
    const editor = await window.showTextDocument(document);
    const { start } = place(document, "cart.shop");
    editor.selection = new Selection(start, start);
    const asked = commands.executeCommand("portolan.resolveName");
    await eventually("the sheet", async () => {
      // Takes the first of what is offered, and the name as it is.
      await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return sheet();
    });
    await asked;
    assert.match(sheet()?.getText() ?? "", /^cart\.shop, asked by Deployment shop\/cart\n/);
  });
});
