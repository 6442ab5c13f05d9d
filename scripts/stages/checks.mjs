// The stages that are one program each: it succeeds or it does not.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "../command.mjs";
import { node24, root, tool } from "../project.mjs";
import { say } from "../terminal.mjs";

export const types = () => check([tool.tsc, "-b", "--pretty"]);

export const lint = () => check([tool.biome, "check", "--error-on-warnings", "."]);

/** Code, files and packages that nothing uses. */
export const knip = () => check([tool.knip]);

/** The bundles as they ship, the purity of the analysis, the size budgets; and the suite for the extension host. */
export async function build() {
  const bundles = await check([join(root, "esbuild.mjs"), "--production"], true);
  const suite = await check([join(root, "scripts/bundle/suite.mjs")]);
  return { passed: bundles.passed + suite.passed, failed: bundles.failed + suite.failed };
}

/** Which grammar reads which files of test/syntaxes. */
const SCOPES = { ".yaml": "source.yaml", ".names": "text.portolan-names" };

/** The scopes of every line of test/syntaxes, compared with the snapshots beside them. */
export async function grammar() {
  const all = readdirSync(join(root, "test/syntaxes"));
  const results = [];
  for (const [extension, scope] of Object.entries(SCOPES)) {
    const files = all.filter((name) => name.endsWith(extension));
    results.push(await grammarOf(scope, files));
  }
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** @param {string} scope @param {readonly string[]} files */
async function grammarOf(scope, files) {
  const update = process.env["UPDATE"] === "1" ? ["--updateSnapshot"] : [];
  const named = files.map((name) => `test/syntaxes/${name}`);
  const grammars = ["--scope", scope, "--grammar", "test/syntaxes/yaml.tmLanguage.json"];
  const result = await check([tool.grammar, ...update, "--config", "package.json", ...grammars, ...named]);
  return result.failed === 0 ? { passed: files.length, failed: 0 } : result;
}

/**
 * @param {readonly string[]} args
 * @param {boolean} [show] its output even when all is well
 */
async function check(args, show = false) {
  const result = await run(node24, args, {
    cwd: root,
    minutes: 5,
    env: { FORCE_COLOR: process.stdout.isTTY ? "1" : "0" },
  });
  if (result.code !== 0 || show) say(result.output.trimEnd());
  return result.code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
