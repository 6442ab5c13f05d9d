/**
 * `npm run corpus -- FOLDER…`: the product over folders of real manifests, each a workspace folder of its own: every finding
 * at warning or above, the rest counted, and how long it took. A tool, not a test.
 */
import { resolve } from "node:path";
import type { Diagnostic } from "../server/src/core/answers.ts";
import { pathOf } from "../server/src/core/value/file.ts";
import { load, readManifests } from "./manifests.ts";

for (const folder of process.argv.slice(2)) judgeFolder(resolve(folder));

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
