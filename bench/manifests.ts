import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type Analysis, createAnalysis } from "../server/src/core/analysis.ts";
import { fileId } from "../server/src/core/value/file.ts";

export interface Manifest {
  readonly path: string;
  readonly text: string;
}

const MANIFEST = /\.(ya?ml|json)$|(^|\/)Kustomization$/;

/** Every manifest below a folder, node_modules and .git left out. */
export function readManifests(folder: string): readonly Manifest[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && MANIFEST.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/(node_modules|\.git)\//.test(path))
    .toSorted()
    .map((path) => ({
      path: relative(folder, path).replaceAll("\\", "/"),
      text: readFileSync(path, "utf8"),
    }));
}

export const ROOT = "bench";

export function load(manifests: readonly Manifest[]): Analysis {
  const analysis = createAnalysis();
  analysis.setRoots([ROOT]);
  analysis.setFiles(
    ROOT,
    manifests.map(({ path }) => fileId(ROOT, path)),
  );
  for (const { path, text } of manifests) analysis.setText(fileId(ROOT, path), text);
  return analysis;
}

/** Asks for all diagnostics, as the editor does; how many there are. */
export function judge(analysis: Analysis): number {
  return analysis.files().reduce((sum, file) => sum + analysis.diagnostics(file).shown.length, 0);
}
