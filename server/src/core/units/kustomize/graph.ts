/**
 * The kustomizations of a workspace folder and what each names. Membership only: what transformers and patches change is
 * said in transforms.ts, and the result of building is not known here.
 */
import { query } from "../../query/query.ts";
import type { KustomizationFacts } from "../../resources/kustomization.ts";
import { factsOf } from "../../resources/resource.ts";
import { type FileId, fileId, folderOf, pathOf } from "../../value/file.ts";
import { filesIn } from "../inputs.ts";
import { isKustomizationPath, kustomizationPaths, pathFrom } from "./entries.ts";

/** The facts of a kustomization file; undefined when it holds something else (Flux has a `Kustomization`, too). */
export const kustomizationAt = query<KustomizationFacts | "unreadable" | undefined>(
  "kustomization",
  (db, file: FileId) => {
    const { resources, unreadable } = db.get(factsOf, file);
    for (const { spec } of resources) if (spec.family === "kustomization") return spec;
    return unreadable.length > 0 ? "unreadable" : undefined;
  },
);

/** A kustomization, its entries looked up. */
export interface Kustomization {
  readonly file: FileId;
  readonly component: boolean;
  /** Files that it names as `resources`. */
  readonly files: readonly FileId[];
  /** Kustomizations that it builds on, in the order of its entries. */
  readonly uses: readonly FileId[];
  /** Files that are patches, and so no objects. */
  readonly patches: readonly FileId[];
  /** It does not parse: what it names is not known. */
  readonly isUnreadable?: true;
}

export type Graph = ReadonlyMap<FileId, Kustomization>;

/** All kustomizations of a workspace folder, by file; sorted. */
export const kustomizationsIn = query<Graph>("kustomizations", (db, root) => {
  const files = new Set(db.get(filesIn, root));
  const found = new Map<FileId, KustomizationFacts | "unreadable">();
  for (const file of files) {
    const facts = isKustomizationPath(pathOf(file)) ? db.get(kustomizationAt, file) : undefined;
    if (facts) found.set(file, facts);
  }
  const places: Places = { root, files, kustomizations: found };
  return new Map([...found].map(([file, facts]) => [file, linked(places, file, facts)]));
});

interface Places {
  readonly root: string;
  readonly files: ReadonlySet<FileId>;
  readonly kustomizations: ReadonlyMap<FileId, unknown>;
}

function linked(places: Places, file: FileId, facts: KustomizationFacts | "unreadable"): Kustomization {
  const path = pathOf(file);
  if (facts === "unreadable") return unreadable(places, file);
  const entries = facts.resources.map(({ text }) => ({ text, target: targetOf(places, path, text) }));
  const patches = facts.patchFiles.map(({ text }) => ({ text, target: fileAt(places, path, text) }));
  return {
    file,
    component: facts.component,
    files: entries.flatMap(({ target }) => (target && !places.kustomizations.has(target) ? [target] : [])),
    uses: entries.flatMap(({ target }) => (target && places.kustomizations.has(target) ? [target] : [])),
    patches: patches.flatMap(({ target }) => target ?? []),
  };
}

/** Nobody knows what it names; what lies beside it is most likely its own, and no loose file. */
function unreadable({ files, kustomizations }: Places, file: FileId): Kustomization {
  const folder = folderOf(pathOf(file));
  const beside = [...files].filter((each) => folderOf(pathOf(each)) === folder && !kustomizations.has(each));
  return { file, component: false, files: beside, uses: [], patches: [], isUnreadable: true };
}

/** A file, or the kustomization of a folder. */
function targetOf(places: Places, path: string, entry: string): FileId | undefined {
  const file = fileAt(places, path, entry);
  if (file !== undefined) return file;
  const folder = pathFrom(path, entry);
  if (folder === undefined) return undefined;
  return kustomizationPaths(folder)
    .map((each) => fileId(places.root, each))
    .find((each) => places.kustomizations.has(each));
}

function fileAt(places: Places, path: string, entry: string): FileId | undefined {
  const target = pathFrom(path, entry);
  const file = target === undefined ? undefined : fileId(places.root, target);
  return file !== undefined && places.files.has(file) ? file : undefined;
}

/** Those that no other uses and that are no components: each is built on its own. */
export function topsOf(graph: Graph): readonly FileId[] {
  const used = new Set([...graph.values()].flatMap(({ file, uses }) => uses.filter((each) => each !== file)));
  return [...graph.values()]
    .filter(({ file, component }) => !component && !used.has(file))
    .map(({ file }) => file);
}

/** What kustomizations reach: every file once. */
export interface Reach {
  readonly kustomizations: readonly FileId[];
  readonly files: readonly FileId[];
}

/** Ends on cycles, which kustomize refuses. */
export function reach(graph: Graph, tops: readonly FileId[]): Reach {
  const open: FileId[] = [];
  const seen = new Set<FileId>();
  const files = new Set<FileId>();
  const enter = (file: FileId) => {
    if (!seen.has(file)) open.push(file);
  };
  tops.forEach(enter);
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const kustomization = graph.get(file);
    if (seen.has(file) || !kustomization) continue;
    seen.add(file);
    for (const each of kustomization.files) files.add(each);
    kustomization.uses.forEach(enter);
  }
  return { kustomizations: [...seen].toSorted(), files: [...files].toSorted() };
}

/** Files that kustomizations speak for: they are no loose files. */
export function claimedBy(graph: Graph): ReadonlySet<FileId> {
  const claims = [...graph.values()].flatMap(({ file, files, patches }) => [file, ...files, ...patches]);
  return new Set(claims);
}
