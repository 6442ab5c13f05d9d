/** `-f STATE`: what was dumped from a cluster, read beside what the folders hold. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Analysis } from "../core/analysis.ts";
import type { Reading } from "../host/disk.ts";
import { decode } from "../host/reading.ts";
import { reasonOf } from "../host/reasons.ts";
import { baseName, fileId } from "../host/uris.ts";
import { Fault } from "./faults.ts";
import type { Flag } from "./flags.ts";
import type { Terminal } from "./terminal.ts";

export const stateFlag: Flag = {
  name: "state",
  short: "f",
  value: "STATE",
  help: "what a cluster has: `kubectl get svc,po,no,endpointslices,ns -A -o yaml`, or - for stdin",
};

export interface State {
  /** A path below the root that no file has: what is dumped tells of all folders. */
  readonly path: string;
  readonly reading: Reading;
  /** As it was typed. */
  readonly typed: string;
}

const STDIN = "-";

/** `taken` are the paths below the root that files have. */
export async function readState(
  typed: string,
  terminal: Terminal,
  taken: ReadonlyMap<string, unknown>,
): Promise<State> {
  const isPiped = typed === STDIN;
  const reading = decode(isPiped ? await terminal.stdin() : await bytesOf(typed, terminal.cwd));
  if (reading.kind !== "text") throw new Fault(`-f ${typed}: not a text file`);
  return { path: freePath(isPiped ? "stdin.yaml" : baseName(typed), taken), reading, typed };
}

async function bytesOf(typed: string, cwd: string): Promise<Uint8Array> {
  try {
    return await readFile(resolve(cwd, typed));
  } catch (error) {
    throw new Fault(`-f ${typed}: ${reasonOf(error)}`);
  }
}

function freePath(name: string, taken: ReadonlyMap<string, unknown>): string {
  let path = name;
  for (let count = 2; taken.has(path); count++) path = `${count}-${name}`;
  return path;
}

/** Manifests are named as they are, and not by a flag. */
export function refuseManifests(analysis: Analysis, root: string, { path, typed }: State): void {
  if (analysis.observedIn(fileId(root, path)) > 0) return;
  throw new Fault(
    `-f ${typed} holds nothing that a cluster wrote (no uid, resourceVersion or status). ` +
      "`kubectl get svc,po,no,endpointslices,ns -A -o yaml` prints what it is for; manifests are named without -f.",
  );
}
