/** What the arguments name: files and folders to report on. */
import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { reasonOf } from "../host/reasons.ts";

export interface Target {
  /** As it was typed. */
  readonly typed: string;
  /** On disk, absolute. */
  readonly path: string;
  readonly kind: "file" | "folder";
  /** The folder itself, or the one that the file lies in. */
  readonly folder: string;
}

export interface Targets {
  readonly targets: readonly Target[];
  /** What could not be looked at, for people. */
  readonly faults: readonly string[];
}

export async function findTargets(typed: readonly string[], cwd: string): Promise<Targets> {
  const found = await Promise.all(typed.map((each) => findTarget(each, cwd)));
  return {
    targets: found.flatMap((each) => (typeof each === "string" ? [] : [each])),
    faults: found.flatMap((each) => (typeof each === "string" ? [each] : [])),
  };
}

async function findTarget(typed: string, cwd: string): Promise<Target | string> {
  const path = resolve(cwd, typed);
  try {
    const found = await stat(path);
    if (found.isDirectory()) return { typed, path, kind: "folder", folder: path };
    return found.isFile() ? fileTarget(typed, cwd) : `${typed}: neither a file nor a folder`;
  } catch (error) {
    return `${typed}: ${reasonOf(error)}`;
  }
}

/** A file that need not be there: its text may come from elsewhere. */
export function fileTarget(typed: string, cwd: string): Target {
  const path = resolve(cwd, typed);
  return { typed, path, kind: "file", folder: dirname(path) };
}
