/**
 * The command line: one more printer of what the analysis knows. Exit codes: 0 clean, 1 findings, 2 could not run. Answers
 * go to stdout, everything else to stderr. Deliberately absent: commands that are not built yet.
 */
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { productVersion } from "../host/shipped.ts";
import { build } from "./build.ts";
import { check } from "./check.ts";
import type { Command } from "./command.ts";
import { describe } from "./describe.ts";
import { exitCodes, Fault } from "./faults.ts";
import { readArguments } from "./flags.ts";
import { commandHelp, overview } from "./help.ts";
import { languageServer } from "./languageServer.ts";
import { map } from "./map.ts";
import { didYouMean } from "./nearest.ts";
import { resolve as resolveName } from "./resolve.ts";
import { rules } from "./rules.ts";
import { painter, type Terminal } from "./terminal.ts";

export interface MainOptions {
  /** Serves an editor on stdin and stdout until it goes. */
  readonly serve: () => Promise<void>;
}

export async function main(
  argv: readonly string[],
  terminal: Terminal,
  { serve }: MainOptions,
): Promise<number> {
  try {
    return await dispatch(argv, terminal, [
      check,
      describe,
      resolveName,
      map,
      build,
      rules,
      languageServer(serve),
    ]);
  } catch (error) {
    const reason = error instanceof Fault ? error.message : `a fault in Portolan: ${stackOf(error)}`;
    terminal.err(`portolan: ${reason}\n`);
    return exitCodes.fault;
  }
}

async function dispatch(
  argv: readonly string[],
  terminal: Terminal,
  commands: readonly Command[],
): Promise<number> {
  const [first, ...rest] = argv;
  const paint = painter(terminal.hasColors && !argv.includes("--no-color"));
  if (first === "--version" || first === "-V" || first === "version") {
    terminal.out(`${productVersion()}\n`);
    return exitCodes.clean;
  }
  if (first === "help" && rest[0] !== undefined) return dispatch([rest[0], "--help"], terminal, commands);
  if (first === undefined || first === "--help" || first === "-h" || first === "help") {
    terminal.out(overview(commands, paint));
    return exitCodes.clean;
  }
  const command = commands.find(({ name }) => name === first);
  if (!command) throw await noSuchCommand(first, terminal, commands);
  const args = readArguments(rest, command.flags);
  if (args.isOn("help")) {
    terminal.out(commandHelp(command, paint));
    return exitCodes.clean;
  }
  return command.run(args, args.isOn("no-color") ? { ...terminal, hasColors: false } : terminal);
}

async function noSuchCommand(typed: string, { cwd }: Terminal, commands: readonly Command[]): Promise<Fault> {
  if (typed.startsWith("-"))
    return new Fault(`There is no flag \`${typed}\` before a command. Try \`portolan --help\`.`);
  const isPath = await stat(resolve(cwd, typed)).then(
    () => true,
    () => false,
  );
  const names = commands.map(({ name }) => name);
  const meant = isPath ? ` Did you mean \`portolan check ${typed}\`?` : didYouMean(typed, names);
  return new Fault(`There is no command \`${typed}\`.${meant || " Try `portolan --help`."}`);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
