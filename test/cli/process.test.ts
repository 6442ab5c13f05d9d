/** The program as a process: its exit code, its pipes. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { makeFolder } from "../support/folder.ts";
import { service, shop } from "../support/shop.ts";

const program = resolve(import.meta.dirname, "../../server/src/main.cli.ts");

async function run(argv: readonly string[], cwd: string, stdin = "") {
  const env = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined };
  const child = spawn(process.execPath, [program, ...argv], { cwd, env });
  child.stdin.end(stdin);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code, out, err };
}

test("findings, their exit code, and no colours in a pipe", async (t) => {
  const cwd = await makeFolder(t, { ".git/HEAD": "", ...shop });
  const { code, out, err } = await run(["check"], cwd);
  assert.equal(code, 1);
  assert.equal(err, "");
  assert.match(out, /^service\.yaml:7:10 error PTL101 /);
});

test("stdin is read", async (t) => {
  const cwd = await makeFolder(t, { ".git/HEAD": "", ...shop });
  const fixed = service.replace("crat", "cart");
  const { code } = await run(["check", "--stdin-file", "service.yaml"], cwd, fixed);
  assert.equal(code, 0);
});

test("somebody who stops listening is no fault", async (t) => {
  const files = Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => [`${i}.yaml`, service.replace("name: cart", `name: s${i}`)]),
  );
  const cwd = await makeFolder(t, { ".git/HEAD": "", ...files, "deployment.yaml": shop["deployment.yaml"] });
  const child = spawn(process.execPath, [program, "check", "-o", "json"], { cwd });
  child.stdout.once("data", () => child.stdout.destroy());
  const [err] = await Promise.all([text(child.stderr), once(child, "close")]);
  assert.equal(err, "");
});

test("an answer that cannot be written is a fault of one line", {
  skip: !existsSync("/dev/full"),
}, async (t) => {
  const cwd = await makeFolder(t, { ".git/HEAD": "", ...shop });
  const stdio = ["ignore", openSync("/dev/full", "w"), "pipe"] as const;
  const child = spawn(process.execPath, [program, "check"], { cwd, stdio: [...stdio] });
  assert.ok(child.stderr);
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
  assert.equal(err, "portolan: the answer cannot be written: no space left\n");
  assert.equal(code, 2);
});

test("the exit code stands though nobody listens to what goes wrong", async (t) => {
  const cwd = await makeFolder(t, { ".git/HEAD": "", ...shop });
  const child = spawn(process.execPath, [program, "check", "nowhere"], { cwd });
  child.stderr.destroy();
  const [code] = await once(child, "close");
  assert.equal(code, 2);
});

test("run from elsewhere, the root is where the path lies", async (t) => {
  const folder = await makeFolder(t, { ".git/HEAD": "", ...shop });
  const { code, out } = await run(["check", join(folder, "service.yaml"), "-o", "json"], "/");
  assert.equal(code, 1);
  assert.equal(JSON.parse(out).findings[0].file, "service.yaml");
});
