// Builds everything that ships from one table of bundles.
//   node esbuild.mjs [--watch] [--production]
// A production build is minified and held to the size budgets; a development build has source maps.

import { rmSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { checkPurity, measure } from "./scripts/bundle/checks.mjs";
import { writeNotices } from "./scripts/bundle/notices.mjs";
import { leaveOutRulePages } from "./scripts/bundle/rulePages.mjs";
import { root } from "./scripts/project.mjs";

/**
 * @typedef {object} Bundle
 * @property {string} out
 * @property {string} entry
 * @property {number} budget the most that our own code in it may weigh, minified, in KB
 * @property {"browser"} [platform] Node, if it is not said
 * @property {string[]} [external]
 * @property {string} [banner]
 * @property {esbuild.Plugin[]} [plugins]
 */

/** What cards say of fields: data that programs read when they need it, from the file beside them. */
const BOOK = "server/src/core/features/cards/fields/book.ts";

/** @type {esbuild.Plugin} */
const beside = {
  name: "beside",
  setup: (build) =>
    build.onResolve({ filter: /\/cards\/fields\/book\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./book.cjs", external: true } : undefined,
    ),
};

/** @type {readonly Bundle[]} */
const bundles = [
  { out: "dist/client.cjs", entry: "client/src/main.node.ts", budget: 40, external: ["vscode"] },
  { out: "dist/server.cjs", entry: "server/src/main.node.ts", budget: 850, plugins: [leaveOutRulePages] },
  { out: "dist/book.cjs", entry: BOOK, budget: 60 },
  { out: "dist/chart.js", entry: "client/webview/main.ts", budget: 200, platform: "browser" },
  { out: "dist/cli.cjs", entry: "server/src/main.cli.ts", budget: 1150, banner: "#!/usr/bin/env node" },
];

const production = process.argv.includes("--production");

/** @param {Bundle} bundle @returns {esbuild.BuildOptions & { metafile: true }} */
function options(bundle) {
  return {
    absWorkingDir: root,
    entryPoints: [bundle.entry],
    outfile: bundle.out,
    bundle: true,
    // A page runs in the browser that the oldest editor brings.
    ...(bundle.platform === "browser"
      ? { platform: "browser", target: "chrome132", format: "iife" }
      : { platform: "node", target: "node20", format: "cjs" }),
    // Packages that offer both forms are taken as modules, which can be shaken.
    mainFields: ["module", "main"],
    conditions: ["module"],
    external: bundle.external ?? [],
    plugins: [beside, ...(bundle.plugins ?? [])],
    define: { "import.meta.dirname": "__dirname", "import.meta.filename": "__filename" },
    minify: production,
    sourcemap: production ? false : "linked",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
    ...(bundle.banner === undefined ? {} : { banner: { js: bundle.banner } }),
  };
}

async function build() {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  const results = await Promise.all(bundles.map((bundle) => esbuild.build(options(bundle))));
  await checkPurity(esbuild, root);
  const sizes = bundles.map((bundle, i) => measure(bundle, results[i]?.metafile));
  for (const size of sizes) console.log(size.line);
  if (production) {
    writeNotices(
      root,
      results.map((result) => result.metafile),
    );
    const over = sizes.filter((size) => size.over);
    if (over.length > 0) {
      console.error("Over budget. Move data out of the code, or raise the budget with a reason.");
      process.exitCode = 1;
    }
  }
}

async function watch() {
  const contexts = await Promise.all(bundles.map((bundle) => esbuild.context(watched(bundle))));
  await Promise.all(contexts.map((context) => context.watch()));
  console.log("Watching. Ctrl-C ends it.");
}

/** @param {Bundle} bundle @returns {esbuild.BuildOptions} */
function watched(bundle) {
  /** @type {esbuild.Plugin} */
  const announce = {
    name: "announce",
    setup: (build) =>
      build.onEnd((result) => {
        if (result.errors.length === 0) console.log(`${new Date().toLocaleTimeString()} ${bundle.out}`);
      }),
  };
  return { ...options(bundle), plugins: [beside, ...(bundle.plugins ?? []), announce] };
}

try {
  await (process.argv.includes("--watch") ? watch() : build());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
