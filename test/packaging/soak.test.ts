/** The bundled server as an editor starts it, over thousands of edits: it lives, answers, and does not grow. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { findProgram, node24, root } from "../../scripts/project.mjs";
import { randomFrom } from "../support/random.ts";
import { at, judged } from "../support/soak/answers.ts";
import { startClient } from "../support/soak/client.ts";
import { FOLDER, type Sea } from "../support/soak/sea.ts";
import { putToSea, step } from "../support/soak/voyage.ts";

const EDITS = Number(process.env["SOAK_BUNDLE_EDITS"] ?? 2_000);

test("the bundled server survives thousands of edits", { timeout: 60_000 + EDITS * 30 }, async () => {
  const samples = join(root, "samples/shop");
  const cargo = readdirSync(samples).map(
    (name) => [name, readFileSync(join(samples, name), "utf8")] as const,
  );
  const server = spawn(findProgram(["node"]) ?? node24, [join(root, "dist/server.cjs"), "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => server.once("close", resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  server.once("close", () => connection.dispose());
  try {
    const sea: Sea = { disk: new Map(), open: new Map() };
    const client = await startClient(connection, FOLDER, {}, async () => connection.dispose());
    const voyage = { client, sea, random: randomFrom(1), cargo, settings: {} };
    await putToSea(voyage);
    for (let count = 0; count < EDITS; ) count += await step(voyage);
    if (sea.open.size === 0) await putToSea(voyage);
    await judged(client, sea);
    const [path = ""] = sea.open.keys();
    assert.notEqual(await client.ask("portolan/chart", at(path, { line: 0, character: 0 })), "overtaken");
    // The folder is nowhere on disk, which it says once.
    assert.deepEqual(
      client.complaints.filter((line) => !line.includes("reading ")),
      [],
    );
    assert.equal(server.exitCode, null);
    await connection.sendRequest("shutdown");
    await connection.sendNotification("exit");
    await ended;
    assert.equal(server.exitCode, 0);
  } finally {
    server.kill();
    await ended;
  }
});
