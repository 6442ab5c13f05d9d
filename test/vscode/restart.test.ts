import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { WorkspaceEdit, workspace } from "vscode";
import { diagnosticAt, noDiagnostic, open, place, revertAll } from "./editor.ts";
import { eventually } from "./eventually.ts";

/** The process ids of the language server, a child of the extension host. */
function servers(): readonly number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [pid = "", parent = "", ...args] = line.trim().split(/\s+/);
    const isServer = Number(parent) === process.pid && args.some((each) => each.endsWith("server.cjs"));
    return isServer ? [Number(pid)] : [];
  });
}

async function replace(path: string, text: string, by: string): Promise<void> {
  const document = await open(path);
  const change = new WorkspaceEdit();
  change.replace(document.uri, place(document, text), by);
  assert.ok(await workspace.applyEdit(change));
}

suite("a server that dies", () => {
  teardown(revertAll);

  test("is started again, and knows what is typed and not saved", async function () {
    // Windows has no `ps`.
    if (process.platform === "win32") return this.skip();
    const { uri } = await open("shop/admin.yaml");
    await diagnosticAt(uri, "PTL201");
    await replace("shop/admin.yaml", "app: cart", "app: carts");
    await diagnosticAt(uri, "PTL101");
    const before = servers();
    assert.equal(before.length, 1);
    for (const pid of before) process.kill(pid, "SIGKILL");
    await eventually("another server", () => servers().find((pid) => !before.includes(pid)));
    // What the dead one said is gone by now, or about to go: the new one has to say it of the unsaved text.
    await diagnosticAt(uri, "PTL101");
    await replace("shop/admin.yaml", "app: carts", "app: cart");
    await noDiagnostic(uri, "PTL101");
    await diagnosticAt(uri, "PTL201");
  });
});
