import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { commands, WorkspaceEdit, workspace } from "vscode";
import { diagnosticAt, noDiagnostic, open, place, revertAll } from "./editor.ts";

/** The process ids of the language server, a child of the extension host. */
function servers(): readonly number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [pid = "", parent = "", ...args] = line.trim().split(/\s+/);
    const isServer = Number(parent) === process.pid && args.some((each) => each.endsWith("server.cjs"));
    return isServer ? [Number(pid)] : [];
  });
}

/** Kills what serves now, and waits for what comes after it; undefined when nothing does. */
async function killed(): Promise<number | undefined> {
  const before = servers();
  for (const pid of before) process.kill(pid, "SIGKILL");
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const next = servers().find((pid) => !before.includes(pid));
    if (next !== undefined) return next;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return undefined;
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
    assert.ok(await killed(), "another server");
    // What the dead one said is gone by now, or about to go: the new one has to say it of the unsaved text.
    await diagnosticAt(uri, "PTL101");
    await replace("shop/admin.yaml", "app: carts", "app: cart");
    await noDiagnostic(uri, "PTL101");
    await diagnosticAt(uri, "PTL201");
  });

  test("again and again is left alone, until somebody asks for it", async function () {
    if (process.platform === "win32") return this.skip();
    this.timeout(180_000);
    await commands.executeCommand("portolan.restartServer");
    const { uri } = await open("shop/admin.yaml");
    await diagnosticAt(uri, "PTL201");
    for (let time = 1; time <= 5; time += 1) {
      assert.ok(await killed(), `started again, the ${time}. time`);
      // In the midst of its first work, and of somebody's.
      await replace("shop/admin.yaml", "app: cart", "app: carts");
      await replace("shop/admin.yaml", "app: carts", "app: cart");
    }
    await replace("shop/admin.yaml", "app: cart", "app: carts");
    await diagnosticAt(uri, "PTL101");
    assert.equal(await killed(), undefined, "not the sixth time");
    await noDiagnostic(uri, "PTL101");
    await commands.executeCommand("portolan.restartServer");
    await diagnosticAt(uri, "PTL101");
  });
});
