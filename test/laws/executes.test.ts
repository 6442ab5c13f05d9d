/** Nothing that is read is ever run: neither tools nor texts, in a workspace that is trusted or not. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "../..");

/** The client's library starts the language server, and nothing else is started. */
const EXECUTES = /["'](?:node:)?(?:child_process|worker_threads|vm)["']|\beval\(|\bnew Function\b/;

test("no source of the product can execute anything", () => {
  const files = globSync("{server,client}/**/*.ts", { cwd: root, exclude: ["**/node_modules/**"] });
  assert.ok(files.length > 300);
  const found = files.filter((file) => EXECUTES.test(readFileSync(join(root, file), "utf8")));
  assert.deepEqual(found, []);
});
