/** Which kustomizations are built: those that the arguments name, by their file or their folder. */
import type { Analysis } from "../../core/analysis.ts";
import type { FileId } from "../../core/answers.ts";
import { baseName, pathOf } from "../../host/uris.ts";
import { Fault } from "../faults.ts";
import { didYouMean } from "../nearest.ts";
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

/** The kustomization that makes a unit. */
export function kustomizationOf(analysis: Analysis, unit: string): FileId {
  const { units } = analysis.summary();
  const folder = unit === "." ? "" : unit;
  const built = analysis
    .files()
    .filter((file) => NAMES.includes(baseName(pathOf(file))))
    .map((file) => ({ file, folder: folderOf(pathOf(file)) }));
  const found = built.find((each) => each.folder === folder);
  if (found && units.includes(unit)) return found.file;
  if (units.includes(unit)) throw new Fault(`No kustomization makes the unit ${harmless(unit)}.`);
  const names = units.filter((name) => built.some((each) => each.folder === (name === "." ? "" : name)));
  const known = names.length === 0 ? "None is made by one." : `There are: ${listed(names)}.`;
  throw new Fault(`There is no unit \`${harmless(unit)}\`.${didYouMean(unit, names, harmless)} ${known}`);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1).replace(/\/$/, "");
}

function listed(names: readonly string[]): string {
  const more = names.length > MOST_LISTED ? ` and ${names.length - MOST_LISTED} more` : "";
  return `${names.slice(0, MOST_LISTED).map(harmless).join(", ")}${more}`;
}

function nothing(path: string, kind: "file" | "folder", files: ReadonlyMap<string, FileId>): Fault {
  if (kind === "file") return new Fault(`${harmless(path)} is no kustomization.`);
  const below = path === "" ? "" : `${path}/`;
  const folders = [...files.keys()]
    .filter((each) => each.startsWith(below) && NAMES.includes(baseName(each)))
    .map(folderOf)
    .toSorted();
  const isChart = files.has(`${below}Chart.yaml`);
  const why = isChart ? " It is a Helm chart, which is not rendered here." : "";
  const others = folders.length === 0 ? "" : ` There is one in: ${listed(folders)}.`;
  return new Fault(`There is no kustomization in ${folderName(path)}.${why}${others}`);
}

const MOST_LISTED = 12;

function folderName(path: string): string {
  return path === "" ? "this folder" : harmless(path);
}
