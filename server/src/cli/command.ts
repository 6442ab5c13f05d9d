import type { Arguments, Flag } from "./flags.ts";
import type { Terminal } from "./terminal.ts";

export interface Command {
  readonly name: string;
  /** What may follow the name: `[PATH…]`. */
  readonly operands: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** More, for its own help. */
  readonly details: string;
  readonly flags: readonly Flag[];
  /** Command lines, each with what it does. */
  readonly examples?: readonly (readonly [line: string, meaning: string])[];
  /** The exit code. */
  run(args: Arguments, terminal: Terminal): Promise<number>;
}

export const helpFlag: Flag = { name: "help", short: "h", help: "print this help" };
export const colorFlag: Flag = { name: "no-color", help: "no colours, even on a terminal" };
