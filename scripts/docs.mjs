// Writes what is made from the rules: docs/rules, the README's table, the schemas of the settings and of .portolan.yaml.
//   node scripts/docs.mjs [--check]
// Runs on Node 24, since it reads the rules as they are. With --check it writes nothing and fails if anything is stale.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { configurationSchema } from "../server/src/core/config/schema.ts";
import { rules } from "../server/src/core/rules/index.ts";
import { indexPage, rulePage, rulesTable } from "./docs/pages.mjs";
import { configurationFile, manifest } from "./docs/schema.mjs";
import { root } from "./project.mjs";

const folder = "docs/rules";

/** @typedef {{ path: string, text: string }} Output */

/** @returns {readonly Output[]} */
function outputs() {
  return [
    ...rules.map((rule) => ({ path: `${folder}/${rule.code}.md`, text: rulePage(rule) })),
    { path: `${folder}/index.md`, text: indexPage(rules) },
    { path: "README.md", text: readme() },
    { path: "package.json", text: manifest(read("package.json"), configurationSchema(), rules) },
    { path: "schemas/portolan.schema.json", text: configurationFile(configurationSchema(), rules) },
  ];
}

function readme() {
  const text = existsSync(join(root, "README.md"))
    ? read("README.md")
    : "# Portolan\n\n<!-- rules -->\n<!-- /rules -->\n";
  const table = rulesTable(rules, folder);
  return text.replace(
    /(<!-- rules -->\n)[\s\S]*?(<!-- \/rules -->)/,
    (_, open, close) => `${open}\n${table}\n\n${close}`,
  );
}

/** Pages of rules that are no more. @returns {readonly string[]} */
function leftovers() {
  const pages = new Set(["index.md", ...rules.map((rule) => `${rule.code}.md`)]);
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .filter((name) => !pages.has(name))
    .map((name) => `${folder}/${name}`);
}

/** @param {string} path */
function read(path) {
  return readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n");
}

const stale = outputs().filter(({ path, text }) => !existsSync(join(root, path)) || read(path) !== text);
const dead = leftovers();

if (process.argv.includes("--check")) {
  for (const path of [...stale.map((output) => output.path), ...dead])
    console.error(`${path} is stale: node scripts/docs.mjs`);
  process.exitCode = stale.length + dead.length === 0 ? 0 : 1;
} else {
  for (const { path, text } of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
  for (const path of dead) {
    rmSync(join(root, path));
    console.log(`removed ${path}`);
  }
}
