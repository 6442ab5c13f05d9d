// Every stage of the tests, the quick ones first.

import { performance } from "node:perf_hooks";
import { elapsed, PlainError, runMain, say } from "../terminal.mjs";
import { build, grammar, knip, lint, types } from "./checks.mjs";
import { newcomer } from "./newcomer.mjs";
import { packaging } from "./packaging.mjs";
import { unit } from "./unit.mjs";
import { oldest, vscode } from "./vscode.mjs";
import { webview } from "./webview.mjs";

/**
 * @typedef {{ passed: number, failed: number }} Count
 * @typedef {() => Promise<Count>} Stage
 */

/** Run only when they are named. @type {Readonly<Record<string, Stage>>} */
const further = { oldest };

/** These look at what the build made. */
const onBundles = ["packaging", "webview", "vscode", "newcomer", "oldest"];

/** @type {Readonly<Record<string, Stage>>} */
const stages = { types, lint, knip, build, unit, grammar, packaging, webview, vscode, newcomer };

/** @param {readonly string[]} names */
function check(names) {
  const unknown = names.filter((name) => !(name in stages || name in further));
  if (unknown.length === 0) return;
  throw new PlainError(
    `No stage is called ${unknown.join(" or ")}. There are: ${Object.keys({ ...stages, ...further }).join(", ")}.`,
  );
}

/** @param {string} name @param {Stage} stage @returns {Promise<Count>} */
async function runStage(name, stage) {
  const begun = Date.now();
  say(`\n── ${name}`);
  try {
    const count = await stage();
    say(`   ${name}: ${count.passed} passed, ${count.failed} failed (${elapsed(begun)})`);
    return count;
  } catch (error) {
    const text = error instanceof PlainError ? error.message : error instanceof Error ? error.stack : error;
    say(`   ${name} could not run: ${text}`);
    return { passed: 0, failed: 1 };
  }
}

/** @returns {Promise<Count>} */
async function notBuilt() {
  throw new PlainError("the build failed.");
}

await runMain(async () => {
  const names = process.argv.slice(2);
  check(names);
  const chosen = names.length === 0 ? stages : { ...stages, ...further };
  const wanted = Object.entries(chosen).filter(([name]) => names.length === 0 || names.includes(name));
  const counts = [];
  let built = true;
  for (const [name, stage] of wanted) {
    const count = await runStage(name, built || !onBundles.includes(name) ? stage : notBuilt);
    if (name === "build") built = count.failed === 0;
    counts.push(count);
  }
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  say(
    `\n${names.length === 0 ? "All stages" : names.join(", ")} in ${(performance.now() / 1000).toFixed(0)} s`,
  );
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
