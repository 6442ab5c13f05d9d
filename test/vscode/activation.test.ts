import assert from "node:assert/strict";
import { commands, extensions } from "vscode";
import { diagnosticAt, diagnostics, extensionId, fileUri, open, revertAll } from "./editor.ts";
import { eventually } from "./eventually.ts";

suite("activation", () => {
  teardown(revertAll);

  test("a YAML file that is not Kubernetes wakes the extension, not the server", async () => {
    await open("notes.yaml");
    const extension = extensions.getExtension(extensionId);
    assert.ok(extension, "Portolan is there");
    await eventually("the extension to be active", () => extension.isActive || undefined);
    assert.deepEqual(diagnostics(fileUri("shop/cart.yaml")), []);
  });

  test("its commands are registered", async () => {
    const known = await commands.getCommands(true);
    const own = [
      ...["exposeWorkload", "openChart", "openRule", "peekPods", "restartServer"],
      ...["showNames", "showOutput", "toggleCodeLens"],
    ];
    for (const name of own) assert.ok(known.includes(`portolan.${name}`), name);
  });

  test("the first Kubernetes file brings the whole workspace into the Problems panel", async () => {
    await open("shop/cart.yaml");
    await diagnosticAt(fileUri("shop/cart.yaml"), "PTL101");
    await diagnosticAt(fileUri("shop/admin.yaml"), "PTL201");
  });

  test("a restarted server says the same again", async () => {
    await open("shop/cart.yaml");
    await commands.executeCommand("portolan.restartServer");
    await diagnosticAt(fileUri("shop/admin.yaml"), "PTL201");
  });
});
