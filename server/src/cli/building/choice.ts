/** Which kustomizations are built: those that the arguments name, by their file or their folder. */
import type { Analysis } from "../../core/analysis.ts";
import type { FileId } from "../../core/answers.ts";
import { baseName, pathOf } from "../../host/uris.ts";
import { Fault } from "../faults.ts";
import type { Scope } from "../scope.ts";
import { harmless } from "../terminal.ts";

/** As kustomize looks for them. */
const NAMES = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

export function kustomizationsMeant(analysis: Analysis, targets: Scope["targets"]): readonly FileId[] {
  const files = new Map(analysis.files().map((file) => [pathOf(file), file]));
  return targets.map(({ path, kind }) => {
    const paths = kind === "file" ? [path] : NAMES.map((name) => (path === "" ? name : `${path}/${name}`));
    const [found, another] = paths.flatMap((each) => files.get(each) ?? []);
    if (another !== undefined)
      throw new Fault(`${folderName(path)} holds several kustomizations; kustomize refuses to choose one.`);
    if (found === undefined || !NAMES.includes(baseName(pathOf(found)))) throw nothing(path, kind, files);
    return found;
  });
}

function nothing(path: string, kind: "file" | "folder", files: ReadonlyMap<string, FileId>): Fault {
  if (kind === "file") return new Fault(`${harmless(path)} is no kustomization.`);
  const below = path === "" ? "" : `${path}/`;
  const folders = [...files.keys()]
    .filter((each) => each.startsWith(below) && NAMES.includes(baseName(each)))
    .map((each) => each.slice(0, each.lastIndexOf("/") + 1).replace(/\/$/, ""))
    .toSorted();
  const isChart = files.has(`${below}Chart.yaml`);
  const why = isChart ? " It is a Helm chart, which is not rendered here." : "";
  const shown = folders.slice(0, MOST_LISTED).map(harmless).join(", ");
  const more = folders.length > MOST_LISTED ? ` and ${folders.length - MOST_LISTED} more` : "";
  const others = folders.length === 0 ? "" : ` There is one in: ${shown}${more}.`;
  return new Fault(`There is no kustomization in ${folderName(path)}.${why}${others}`);
}

const MOST_LISTED = 12;

function folderName(path: string): string {
  return path === "" ? "this folder" : harmless(path);
}
