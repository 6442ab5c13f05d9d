/**
 * `npm run corpus -- FOLDER…`: the product over folders of real manifests, each a workspace folder of its own: every finding
 * at warning or above, the rest counted, and how long it took. A tool, not a test.
 *
 * `npm run corpus -- FOLDER… --kustomize[=EXPECTED]` builds every kustomization instead and compares it with what kustomize
 * makes of it: with the outputs in the folder EXPECTED, else with those of a kubectl or kustomize of 5.5 or later on the PATH.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Diagnostic } from "../server/src/core/answers.ts";
import { pathOf } from "../server/src/core/value/file.ts";
import { judgeOfFiles, judgeOnPath } from "../test/support/kustomize/expected.ts";
import { judgeKustomizations } from "./kustomize/judge.ts";
import { load, readManifests } from "./manifests.ts";

const { positionals } = parseArgs({ allowPositionals: true, strict: false });
const kustomize = process.argv.find((each) => /^--kustomize(=|$)/.test(each));

for (const folder of positionals) {
  if (kustomize === undefined) judgeFolder(resolve(folder));
  else compareFolder(resolve(folder), kustomize.slice("--kustomize=".length));
}

function compareFolder(folder: string, expected: string): void {
  const judge = expected === "" ? judgeOnPath(folder) : judgeOfFiles(resolve(expected));
  if (judge) judgeKustomizations(folder, judge);
  else console.error("There is no kustomize 5.5 or later on the PATH; give outputs with --kustomize=FOLDER.");
}

function judgeFolder(folder: string): void {
  const manifests = readManifests(folder);
  const started = performance.now();
  const analysis = load(manifests);
  const shown = analysis.files().flatMap((file) => analysis.diagnostics(file).shown);
  const took = Math.round(performance.now() - started);
  const { resources, units, skipped } = analysis.summary();
  const bytes = manifests.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
  console.log(`\n${folder}`);
  console.log(
    `  ${manifests.length} files, ${bytes.toFixed(1)} MB, ${resources} resources, ${units.length} units, ${skipped.length} files not read whole, ${took} ms`,
  );
  for (const [level, count] of counted(shown)) console.log(`  ${String(count).padStart(5)} ${level}`);
  for (const each of shown.filter(isLoud)) console.log(`  ${line(each)}`);
}

function isLoud({ severity }: Diagnostic): boolean {
  return severity === "error" || severity === "warning";
}

function counted(shown: readonly Diagnostic[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { code, name, severity } of shown) {
    const key = `${severity.padEnd(11)} ${code} ${name}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function line({ file, range, severity, code, message }: Diagnostic): string {
  return `${pathOf(file)}:${range.start.line + 1}:${range.start.character + 1} ${severity} ${code} ${message}`;
}
