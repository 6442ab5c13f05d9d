/** Reads a scope from disk and gives it to a new analysis. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Analysis, createAnalysis } from "../core/analysis.ts";
import type { FileId } from "../core/answers.ts";
import { attachAll } from "../host/attachments.ts";
import type { Disk, Reading, Unread } from "../host/disk.ts";
import { readAll } from "../host/loading.ts";
import { decode } from "../host/reading.ts";
import { reasonOf } from "../host/reasons.ts";
import { baseName, fileId, folderRoot, uriOf } from "../host/uris.ts";
import { Fault } from "./faults.ts";
import type { Progress } from "./progress.ts";
import { isReported, type Scope } from "./scope.ts";
import { readState, refuseManifests } from "./state.ts";
import type { Terminal } from "./terminal.ts";

export interface World {
  readonly analysis: Analysis;
  readonly texts: ReadonlyMap<FileId, string>;
  /** What may hold manifests and could not be read. */
  readonly unread: readonly Unread[];
  /** What was left out because it is no text. */
  readonly binary: readonly Unread[];
  /** A path below the root as it is shown. */
  readonly shown: (path: string) => string;
}

export interface WorldOptions {
  readonly scope: Scope;
  readonly disk: Disk;
  readonly terminal: Terminal;
  /** `--config`: the one configuration, in place of all that lie in the folders. */
  readonly config: string | undefined;
  /** `-f`: what was dumped from a cluster. */
  readonly state: string | undefined;
  readonly progress: Progress;
}

const CONFIGURATION = ".portolan.yaml";

export async function readWorld(options: WorldOptions): Promise<World> {
  const { scope, disk, progress, terminal, config } = options;
  const { signal } = new AbortController();
  const { files, unreadable } = await listScope(disk, scope, signal);
  const onProgress = (count: number) => progress.tell(`Reading ${count} of ${files.length} files`);
  const readings = new Map(await readAll(disk, scope.root, files, { signal, onProgress }));
  if (scope.stdinFile !== undefined) readings.set(scope.stdinFile, decode(await terminal.stdin()));
  if (config !== undefined) {
    for (const path of readings.keys()) if (baseName(path) === CONFIGURATION) readings.delete(path);
    readings.set(CONFIGURATION, await readConfiguration(config, terminal.cwd));
  }
  const state = options.state === undefined ? undefined : await readState(options.state, terminal, readings);
  if (state) readings.set(state.path, state.reading);
  const shown = (path: string) => {
    if (path === state?.path) return state.typed;
    return config !== undefined && path === CONFIGURATION ? config : path;
  };
  const world = enter(scope.root, readings, unreadable);
  if (state) refuseManifests(world.analysis, scope.root, state);
  await attachAll(world.analysis, disk, scope.root, new Set());
  return { ...world, shown };
}

async function readConfiguration(config: string, cwd: string): Promise<Reading> {
  try {
    return decode(await readFile(resolve(cwd, config)));
  } catch (error) {
    throw new Fault(`--config ${config}: ${reasonOf(error)}`);
  }
}

function enter(
  root: string,
  readings: ReadonlyMap<string, Reading>,
  unreadable: readonly Unread[],
): Omit<World, "shown"> {
  const analysis = createAnalysis();
  const texts = new Map<FileId, string>();
  const unread: Unread[] = [...unreadable];
  const binary: Unread[] = [];
  for (const [path, reading] of readings) {
    if (reading.kind === "text") texts.set(fileId(root, path), reading.text);
    else if (reading.kind === "binary") binary.push({ path, reason: reading.reason });
    else if (reading.kind !== "gone") unread.push({ path, reason: reading.reason });
  }
  analysis.setRoots([root]);
  analysis.setFiles(root, [...texts.keys(), ...unread.map(({ path }) => fileId(root, path))]);
  for (const [file, text] of texts) analysis.setText(file, text);
  for (const { path, reason } of unread) analysis.setUnreadable(fileId(root, path), reason);
  return { analysis, texts, unread, binary };
}

interface Listed {
  readonly files: readonly string[];
  readonly unreadable: readonly Unread[];
}

/** The root whole, or the targets only; and what was named outright, ignored or not. */
async function listScope(disk: Disk, scope: Scope, signal: AbortSignal): Promise<Listed> {
  const options = { excludes: [], inner: [], also: [], signal };
  const whole: Listed = scope.isWhole ? await disk.list(scope.root, options) : { files: [], unreadable: [] };
  const files = new Set(whole.files);
  const unreadable = [...whole.unreadable];
  for (const { path, kind } of scope.targets) {
    if (kind === "file") files.add(path);
    else if (!whole.files.some((file) => isReported({ ...scope, targets: [{ path, kind }] }, file))) {
      const listed = await disk.list(folderRoot(uriOf(fileId(scope.root, path))), options);
      for (const file of listed.files) files.add(joined(path, file));
      if (scope.isWhole) continue;
      unreadable.push(...listed.unreadable.map((each) => ({ ...each, path: joined(path, each.path) })));
    }
  }
  return { files: [...files].sort(), unreadable };
}

function joined(folder: string, path: string): string {
  return [folder, path].filter((part) => part !== "").join("/");
}
