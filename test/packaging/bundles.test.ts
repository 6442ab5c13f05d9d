// The bundles on the oldest Node.js they promise to run on: the machine's own, when it is that one.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { findProgram, node24, oldestNode, root } from "../../scripts/project.mjs";
import { runProgram } from "./program.ts";

const node = findProgram(["node"]) ?? node24;
const version = runProgram(node, ["--version"], root).output.trim();
const where = version.startsWith(`v${oldestNode}.`)
  ? `on Node.js ${version}`
  : `on Node.js ${version}, this machine has no ${oldestNode}`;

const folder = mkdtempSync(join(tmpdir(), "portolan-bundles-"));
after(() => rmSync(folder, { recursive: true }));

test(`the npm package installs and its command answers ${where}`, () => {
  const npm = runProgram("npm", ["pack", "--silent", "--pack-destination", folder], root);
  assert.equal(npm.code, 0, npm.output);
  const archive = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  assert.ok(archive, "npm packed nothing");
  const target = join(folder, "installed");
  const installed = runProgram(
    "npm",
    ["install", "--silent", "--offline", "--prefix", target, join(folder, archive)],
    folder,
  );
  assert.equal(installed.code, 0, installed.output);
  const command = join(target, "node_modules/portolan/dist/cli.cjs");
  const rules = runProgram(node, [command, "rules"], target);
  assert.equal(rules.code, 0, rules.output);
  assert.match(rules.output, /PTL101/);
  const page = runProgram(node, [command, "rules", "PTL101"], target);
  assert.equal(page.code, 0, page.output);
  assert.match(page.output, /PTL101/);
});

test(`the command reports the faults of a folder ${where}`, () => {
  const workspace = join(folder, "workspace");
  cpSync(join(root, "test/vscode/workspace"), workspace, { recursive: true });
  const checked = runProgram(
    node,
    [join(root, "dist/cli.cjs"), "check", "--root", workspace, workspace],
    folder,
  );
  assert.equal(checked.code, 1, checked.output);
  assert.match(checked.output, /PTL101/);
});

test(`the server answers an editor, with the cards in the file beside it ${where}`, async () => {
  const server = spawn(node, [join(root, "dist/server.cjs"), "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => server.once("close", resolve));
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  // Without this a server that ends before its time leaves every question unanswered.
  server.once("close", () => connection.dispose());
  try {
    connection.listen();
    const result: unknown = await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    assert.ok(typeof result === "object" && result !== null && "capabilities" in result);
    await connection.sendNotification("initialized", {});
    const uri = "untitled:service";
    const text = "apiVersion: v1\nkind: Service\nmetadata:\n  name: cart\n";
    const textDocument = { uri, languageId: "yaml", version: 1, text };
    await connection.sendNotification("textDocument/didOpen", { textDocument });
    const position = { line: 3, character: 4 };
    const card: unknown = await connection.sendRequest("textDocument/hover", {
      textDocument: { uri },
      position,
    });
    assert.match(JSON.stringify(card), /The name of a Service is its name in DNS/);
    await connection.sendRequest("shutdown");
    await connection.sendNotification("exit");
    await ended;
    assert.equal(server.exitCode, 0);
  } finally {
    server.kill();
    await ended;
  }
});
