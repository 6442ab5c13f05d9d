import { ConfigurationTarget, workspace } from "vscode";
import { diagnosticAt, fileUri, noDiagnostic, open, revertAll } from "./editor.ts";

async function set(key: string, value: unknown): Promise<void> {
  await workspace.getConfiguration("portolan").update(key, value, ConfigurationTarget.Workspace);
}

suite("settings and files", () => {
  teardown(revertAll);

  test("a rule that is switched off in the settings is silent, in open files and closed ones", async () => {
    const { uri } = await open("shop/cart.yaml");
    await diagnosticAt(uri, "PTL101");
    await set("rules", { PTL101: "off", "target-port-name-unresolved": "off" });
    try {
      await noDiagnostic(uri, "PTL101");
      await noDiagnostic(fileUri("shop/admin.yaml"), "PTL201");
    } finally {
      await set("rules", undefined);
    }
    await diagnosticAt(uri, "PTL101");
    await diagnosticAt(fileUri("shop/admin.yaml"), "PTL201");
  });

  test("a file that comes and goes outside the editor is taken in and let go", async () => {
    await open("shop/cart.yaml");
    const uri = fileUri("shop/extra.yaml");
    const text =
      "apiVersion: v1\nkind: Service\nmetadata: { name: extra, namespace: shop }\nspec:\n  selector: { app: crat }\n";
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await diagnosticAt(uri, "PTL101");
    await workspace.fs.delete(uri);
    await noDiagnostic(uri, "PTL101");
  });

  test("an untitled document is judged as it is typed", async () => {
    const text = "apiVersion: v1\nkind: Service\nmetadata:\n  name: draft\nmetadata:\n  name: draft\n";
    const document = await workspace.openTextDocument({ language: "yaml", content: text });
    await diagnosticAt(document.uri, "PTL901");
  });
});
