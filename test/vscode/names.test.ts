import assert from "node:assert/strict";
import { commands, type TextDocument, WorkspaceEdit, window, workspace } from "vscode";
import { lenses, open, place, revertAll } from "./editor.ts";
import { eventually } from "./eventually.ts";

/** The lens of this title, above a document of the workspace. */
async function click(document: TextDocument, title: string): Promise<void> {
  const { command } = await eventually(`the lens ${title}`, async () =>
    (await lenses(document.uri)).find((lens) => lens.command?.title === title),
  );
  assert.ok(command, "it can be clicked");
  await commands.executeCommand(command.command, ...(command.arguments ?? []));
}

function sheet(): Promise<TextDocument> {
  return eventually("the sheet", () =>
    window.visibleTextEditors
      .map(({ document }) => document)
      .find(({ uri }) => uri.scheme === "portolan-names"),
  );
}

async function replace(document: TextDocument, text: string, by: string): Promise<void> {
  const change = new WorkspaceEdit();
  change.replace(document.uri, place(document, text), by);
  assert.ok(await workspace.applyEdit(change));
}

suite("names", () => {
  teardown(revertAll);

  test("the second lens of a Service opens all its names beside it, and keeps them true", async () => {
    const document = await open("shop/cart.yaml");
    await click(document, "DNS · env · rules");
    const { languageId, uri } = await sheet();
    assert.equal(languageId, "portolan-names");
    assert.equal(uri.path, "/DNS of cart.shop");
    const text = async () => (await sheet()).getText();
    assert.match(await text(), /^Service cart in namespace shop: DNS, endpoints, environment, rules\n/);
    assert.match(await text(), /^CART_SERVICE_PORT=80$/m);
    await replace(document, "port: 80", "port: 81");
    await eventually("the change", async () =>
      (await text()).includes("CART_SERVICE_PORT=81") ? true : undefined,
    );
    await replace(document, "name: cart", "name: basket");
    await eventually("the end", async () =>
      (await text()).startsWith("This Service is not") ? true : undefined,
    );
  });

  test("the command opens the names of the Service under the cursor", async () => {
    await open("shop/admin.yaml");
    await eventually("the names", async () => {
      await commands.executeCommand("portolan.showNames");
      return window.visibleTextEditors.find(
        ({ document }) => document.uri.path === "/DNS of cart-admin.shop",
      );
    });
  });

  test("a workload that no Service selects is exposed on request", async () => {
    const document = await open("shop/cart.yaml");
    await replace(document, "kind: Service", "kind: ConfigMap");
    await replace(document, "      app: cart", "      app: lonely");
    await replace(document, "        app: cart", "        app: lonely");
    await click(document, "Expose…");
    await eventually("the Service", () =>
      /kind: Service[\s\S]*app: lonely\n/.test(document.getText()) ? true : undefined,
    );
  });
});
