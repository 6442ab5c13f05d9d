/** Reads the folder that a question is about. */
import { nodeDisk } from "../../host/node.ts";
import type { Arguments } from "../flags.ts";
import { prepare } from "../judge.ts";
import { createProgress } from "../progress.ts";
import { findScope, type Scope } from "../scope.ts";
import type { Terminal } from "../terminal.ts";
import { readWorld, type World } from "../world.ts";

export interface Reading {
  readonly world: World;
  /** What the paths name, by default the current folder. */
  readonly scope: Scope;
}

/** Undefined when none of the paths can be looked at; why is said on stderr. */
export async function readFolder(
  args: Arguments,
  terminal: Terminal,
  paths: readonly string[],
): Promise<Reading | undefined> {
  const root = args.text("root");
  const scope = await findScope({ paths, root, stdinFile: undefined, cwd: terminal.cwd });
  for (const fault of scope.faults) terminal.err(`portolan: ${fault}\n`);
  if (scope.targets.length === 0) return undefined;
  const progress = createProgress(terminal, !args.isOn("quiet"));
  const [config, state] = [args.text("config"), args.text("state")];
  const world = await readWorld({ scope, disk: nodeDisk(), terminal, config, state, progress });
  await prepare(world, progress);
  progress.end();
  for (const { path, reason } of world.unread) terminal.err(`portolan: ${path}: ${reason}\n`);
  return { world, scope };
}
