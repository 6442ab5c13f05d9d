/** What a command looks at, and what of it is reported. */
import { resolve } from "node:path";
import { folderRoot, pathBelow, uriOfPath } from "../host/uris.ts";
import { Fault } from "./faults.ts";
import { findRoot, type Root } from "./root.ts";
import { fileTarget, findTargets, type Target } from "./targets.ts";

export interface ScopeOptions {
  readonly paths: readonly string[];
  /** `--root`. */
  readonly root: string | undefined;
  /** `--stdin-file`. */
  readonly stdinFile: string | undefined;
  readonly cwd: string;
}

export interface Scope {
  /** The workspace folder, as the host names it. */
  readonly root: string;
  readonly isWhole: boolean;
  /** Paths below the root; the empty one is the root itself. */
  readonly targets: readonly { readonly path: string; readonly kind: Target["kind"] }[];
  /** The file that stdin stands for, below the root. */
  readonly stdinFile: string | undefined;
  /** Arguments that could not be looked at, for people. */
  readonly faults: readonly string[];
}

export async function findScope({ paths, root, stdinFile, cwd }: ScopeOptions): Promise<Scope> {
  const stdin = stdinFile === undefined ? undefined : fileTarget(stdinFile, cwd);
  const typed = paths.length > 0 || stdin ? paths : ["."];
  const { targets, faults } = await findTargets(typed, cwd);
  const all = stdin ? [...targets, stdin] : targets;
  if (all.length === 0) return { root: "", isWhole: false, targets: [], stdinFile: undefined, faults };
  const { folder, isWhole } = root === undefined ? await findRoot(all) : await givenRoot(root, cwd);
  const base = folderRoot(uriOfPath(folder));
  const inside = all.map(({ path, kind, typed: name }) => ({ path: below(base, folder, path), kind, name }));
  const outside = inside.flatMap(({ path, name }) =>
    path === undefined ? [`${name}: not below the root ${folder}`] : [],
  );
  const reported = paths.length > 0 ? inside.slice(0, targets.length) : inside;
  return {
    root: base,
    isWhole,
    targets: reported.flatMap(({ path, kind }) => (path === undefined ? [] : [{ path, kind }])),
    stdinFile: stdin ? below(base, folder, stdin.path) : undefined,
    faults: [...faults, ...outside],
  };
}

async function givenRoot(typed: string, cwd: string): Promise<Root> {
  const { targets, faults } = await findTargets([typed], cwd);
  const [target] = targets;
  if (target?.kind !== "folder") throw new Fault(`--root ${faults[0] ?? `${typed}: not a folder`}`);
  return { folder: target.path, isWhole: true };
}

function below(base: string, folder: string, path: string): string | undefined {
  return resolve(folder) === path ? "" : pathBelow(base, uriOfPath(path));
}

/** A path below the root as somebody in a folder would type it. */
export function isReported({ targets }: Scope, path: string): boolean {
  return targets.some(
    (target) => target.path === "" || path === target.path || path.startsWith(`${target.path}/`),
  );
}
