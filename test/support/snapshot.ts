/** Compares a text with a file beside the tests; `UPDATE=1` writes the file instead. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export function matchesSnapshot(actual: string, path: string): void {
  if (process.env["UPDATE"] === "1") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
  }
  const expected = existsSync(path) ? readFileSync(path, "utf8") : "";
  assert.equal(actual, expected, `${path} (UPDATE=1 writes what came out)`);
}
