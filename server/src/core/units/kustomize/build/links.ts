/**
 * Which kustomizations one is built on: walked without recursion, so that a thousand levels are as good as three, and so that
 * circles are known before anything is built.
 */
import { query, type Reader } from "../../../query/query.ts";
import { type FileId, folderOf, isUnder, pathOf } from "../../../value/file.ts";
import { named } from "./files.ts";
import { kustomizationIn } from "./kustomization.ts";
import type { At } from "./object.ts";
import { itemsAt } from "./target.ts";
import { rawOf } from "./values.ts";

export interface Link {
  readonly entry: string;
  readonly at: At;
  readonly target: FileId;
  readonly component: boolean;
}

/** The fields that may name other kustomizations. */
const FIELDS = ["resources", "bases", "generators", "components", "transformers"];

export const linksOf = query<readonly Link[]>("kustomizeLinks", (db, file) => {
  const own = db.get(kustomizationIn, file);
  if (!own) return [];
  return FIELDS.flatMap((field) =>
    itemsAt(own.value, own.at, field).flatMap(({ value, at }) => {
      const entry = rawOf(value);
      if (entry === "" || entry.includes("\n")) return [];
      const meant = named(db, file, entry);
      if (meant.kind !== "kustomization") return [];
      return [{ entry, at, target: meant.file, component: field === "components" }];
    }),
  );
});

/** All kustomizations that one is built on, itself left out unless it is built on itself. */
const reached = query<ReadonlySet<FileId>>("kustomizeReached", (db, file) => {
  const seen = new Set<FileId>();
  const open = db.get(linksOf, file).map(({ target }) => target);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const { target } of db.get(linksOf, next)) open.push(target);
  }
  return seen;
});

/**
 * Whether kustomize refuses to go from one to the other: it leads back, or lies above. `loop` is the worse: nothing could be
 * built at all.
 */
export function refusal(db: Reader, file: FileId, target: FileId): "loop" | "above" | undefined {
  if (target === file || db.get(reached, target).has(file)) return "loop";
  return isUnder(folderOf(pathOf(file)), folderOf(pathOf(target))) ? "above" : undefined;
}

/**
 * Those that one is built on, each after all that it is built on itself; links that are refused are not followed. Components are
 * gone through for what they are built on, and left out: they are built where they are used.
 */
export function basesFirst(db: Reader, file: FileId): readonly FileId[] {
  const done = new Set<FileId>();
  const bases = new Set<FileId>();
  const seen = new Set<FileId>();
  const open: { readonly file: FileId; readonly leaving: boolean }[] = [{ file, leaving: false }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.leaving) {
      done.add(next.file);
      continue;
    }
    if (seen.has(next.file)) continue;
    seen.add(next.file);
    open.push({ file: next.file, leaving: true });
    for (const { target, component } of db.get(linksOf, next.file)) {
      if (refusal(db, next.file, target) === "loop") continue;
      if (!component) bases.add(target);
      if (!seen.has(target)) open.push({ file: target, leaving: false });
    }
  }
  return [...done].filter((each) => bases.has(each));
}
