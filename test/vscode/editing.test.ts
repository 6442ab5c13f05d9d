import assert from "node:assert/strict";
import { commands, type Range, type TextDocument, WorkspaceEdit, workspace } from "vscode";
import {
  apply,
  diagnosticAt,
  hoverText,
  lenses,
  noDiagnostic,
  open,
  place,
  quickFixes,
  revertAll,
} from "./editor.ts";
import { eventually } from "./eventually.ts";

function edit(document: TextDocument, range: Range, text: string): WorkspaceEdit {
  const change = new WorkspaceEdit();
  change.replace(document.uri, range, text);
  return change;
}

suite("editing", () => {
  teardown(revertAll);

  test("a selector that matches nothing is underlined on its value, and named", async () => {
    const document = await open("shop/cart.yaml");
    const diagnostic = await diagnosticAt(document.uri, "PTL101");
    assert.equal(document.getText(diagnostic.range), "crat");
    assert.match(diagnostic.message, /app: crat/);
    assert.match(diagnostic.message, /app: cart/);
    assert.ok((diagnostic.relatedInformation ?? []).length > 0, "the other side is related");
  });

  test("its quick fix corrects the value, keeps the comment, and the squiggle is gone", async () => {
    const document = await open("shop/cart.yaml");
    const { range } = await diagnosticAt(document.uri, "PTL101");
    const fix = (await quickFixes(document.uri, range)).find((action) => action.title.includes("app: cart"));
    assert.ok(fix, "a fix is offered");
    await apply(fix);
    assert.match(document.getText(), /app: cart # a slip of the keys/);
    await noDiagnostic(document.uri, "PTL101");
  });

  test("a named targetPort that no pod declares is underlined, fixed and gone", async () => {
    const document = await open("shop/admin.yaml");
    const { range } = await diagnosticAt(document.uri, "PTL201");
    assert.equal(document.getText(range), "htp");
    const fix = (await quickFixes(document.uri, range)).find((action) => action.title.includes("http"));
    assert.ok(fix, "a fix is offered");
    await apply(fix);
    assert.match(document.getText(), /targetPort: http\n/);
    await noDiagnostic(document.uri, "PTL201");
  });

  test("a fault that is typed appears, and leaves when it is typed away", async () => {
    const document = await open("shop/admin.yaml");
    await apply({ title: "mend", edit: edit(document, place(document, "htp"), "http") });
    await noDiagnostic(document.uri, "PTL201");
    await apply({ title: "break", edit: edit(document, place(document, "app: cart"), "app: carts") });
    await diagnosticAt(document.uri, "PTL101");
  });

  test("hovering a port tells its road", async () => {
    const document = await open("shop/admin.yaml");
    const { start } = place(document, "8080");
    const text = await eventually("a hover", async () => (await hoverText(document.uri, start)) || undefined);
    assert.match(text, /cart-admin/);
  });

  test("a lens names the Service and its pods", async () => {
    const uri = (await open("shop/admin.yaml")).uri;
    const titles = await eventually("a lens", async () => {
      const found = await lenses(uri);
      return found.length > 0 ? found.map((lens) => lens.command?.title ?? "") : undefined;
    });
    assert.match(titles.join("\n"), /cart-admin\.shop\.svc\.cluster\.local/);
  });

  test("the lenses can be switched off and on", async () => {
    const uri = (await open("shop/admin.yaml")).uri;
    await commands.executeCommand("portolan.toggleCodeLens");
    await eventually("the lenses to go", async () => ((await lenses(uri)).length === 0 ? true : undefined));
    await commands.executeCommand("portolan.toggleCodeLens");
    await eventually("the lenses to return", async () => ((await lenses(uri)).length > 0 ? true : undefined));
    assert.equal(workspace.getConfiguration("portolan").get("codeLens.enabled"), true);
  });
});
