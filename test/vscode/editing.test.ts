import assert from "node:assert/strict";
import {
  commands,
  Range,
  type Tab,
  TabInputWebview,
  type TextDocument,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import {
  apply,
  codeActions,
  diagnosticAt,
  hoverText,
  lenses,
  noDiagnostic,
  open,
  place,
  revertAll,
} from "./editor.ts";
import { eventually } from "./eventually.ts";

function edit(document: TextDocument, range: Range, text: string): WorkspaceEdit {
  const change = new WorkspaceEdit();
  change.replace(document.uri, range, text);
  return change;
}

/** cart.yaml with its selector corrected. */
async function openMended(): Promise<TextDocument> {
  const document = await open("shop/cart.yaml");
  await apply({ title: "mend", edit: edit(document, place(document, "crat"), "cart") });
  await noDiagnostic(document.uri, "PTL101");
  return document;
}

function isChart({ input }: Tab): boolean {
  return input instanceof TabInputWebview && input.viewType.endsWith("portolan.chart");
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
    const fix = (await codeActions(document.uri, range, "quickfix")).find((action) =>
      action.title.includes("app: cart"),
    );
    assert.ok(fix, "a fix is offered");
    await apply(fix);
    assert.match(document.getText(), /app: cart # a slip of the keys/);
    await noDiagnostic(document.uri, "PTL101");
  });

  test("a named targetPort that no pod declares is underlined, fixed and gone", async () => {
    const document = await open("shop/admin.yaml");
    const { range } = await diagnosticAt(document.uri, "PTL201");
    assert.equal(document.getText(range), "htp");
    const fix = (await codeActions(document.uri, range, "quickfix")).find((action) =>
      action.title.includes("http"),
    );
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

  test("hovering a port tells the road to its pods", async () => {
    const document = await openMended();
    const { start } = place(document, "80");
    const text = await eventually("the road", async () => {
      const found = await hoverText(document.uri, start);
      return found.includes("8080") ? found : undefined;
    });
    assert.match(text, /Deployment cart/);
  });

  test("a lens names the Service and the pods behind it", async () => {
    const document = await openMended();
    const title = "cart.shop.svc.cluster.local:80 → 3 pods (Deployment cart, http 8080)";
    const lens = await eventually("the lens", async () =>
      (await lenses(document.uri)).find((item) => item.command?.title === title),
    );
    assert.equal(lens.command?.command, "portolan.openChart");
  });

  test("the lens of a Service opens the chart, and so does the command: the same one", async () => {
    const document = await open("shop/admin.yaml");
    const lens = await eventually("the lens", async () =>
      (await lenses(document.uri)).find((item) => item.command?.command === "portolan.openChart"),
    );
    for (let times = 0; times < 2; times += 1)
      await commands.executeCommand("portolan.openChart", ...(lens.command?.arguments ?? []));
    await commands.executeCommand("portolan.openChart");
    const charts = () => window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isChart));
    await eventually("the chart", () => charts()[0]);
    assert.equal(charts().length, 1);
  });

  test("all that is safe is fixed at once", async () => {
    const document = await open("shop/cart.yaml");
    await diagnosticAt(document.uri, "PTL101");
    const whole = new Range(document.positionAt(0), document.positionAt(document.getText().length));
    const [action] = await codeActions(document.uri, whole, "source.fixAll.portolan");
    assert.ok(action, "a fix of all is offered");
    await apply(action);
    await noDiagnostic(document.uri, "PTL101");
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
