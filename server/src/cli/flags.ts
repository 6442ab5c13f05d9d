/** Flags of a command: their help, and the reading of them. */
import { parseArgs } from "node:util";
import { Fault } from "./faults.ts";
import { didYouMean } from "./nearest.ts";

export interface Flag {
  readonly name: string;
  readonly short?: string;
  /** What the value is called in the help; a flag without one is a switch. */
  readonly value?: string;
  readonly help: string;
}

export interface Arguments {
  readonly positionals: readonly string[];
  text(name: string): string | undefined;
  isOn(name: string): boolean;
  /** One of some words; the first one when the flag is not given. */
  choice<C extends string>(name: string, choices: readonly [C, ...C[]]): C;
  optionalChoice<C extends string>(name: string, choices: readonly C[]): C | undefined;
}

export function readArguments(argv: readonly string[], flags: readonly Flag[]): Arguments {
  refuseUnknown(argv, flags);
  const { values, positionals } = parse(argv, flags);
  const text = (name: string) => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  const optionalChoice = <C extends string>(name: string, choices: readonly C[]): C | undefined => {
    const value = text(name);
    const chosen = choices.find((choice) => choice === value);
    if (value !== undefined && chosen === undefined) {
      const known = choices.map((choice) => `\`${choice}\``).join(", ");
      throw new Fault(`--${name} is one of ${known}, not \`${value}\`.${didYouMean(value, choices)}`);
    }
    return chosen;
  };
  return {
    positionals,
    text,
    isOn: (name) => values[name] === true,
    optionalChoice,
    choice: (name, choices) => optionalChoice(name, choices) ?? choices[0],
  };
}

function refuseUnknown(argv: readonly string[], flags: readonly Flag[]): void {
  const { tokens } = parseArgs({ args: [...argv], options: optionsOf(flags), strict: false, tokens: true });
  const names = flags.flatMap(({ name, short }) => (short === undefined ? [name] : [name, short]));
  for (const token of tokens) {
    if (token.kind !== "option" || flags.some(({ name }) => name === token.name)) continue;
    const meant = didYouMean(
      token.name,
      names.filter((name) => name.length > 1),
      (name) => `--${name}`,
    );
    throw new Fault(`There is no flag \`${token.rawName}\`.${meant}`);
  }
}

function parse(argv: readonly string[], flags: readonly Flag[]) {
  try {
    return parseArgs({ args: [...argv], options: optionsOf(flags), allowPositionals: true });
  } catch (error) {
    const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new Fault(line);
  }
}

function optionsOf(flags: readonly Flag[]) {
  return Object.fromEntries(
    flags.map(({ name, short, value }) => [
      name,
      { type: value === undefined ? ("boolean" as const) : ("string" as const), ...(short ? { short } : {}) },
    ]),
  );
}
