/** What a command sees of the world around it; a test brings its own. */
import { styleText } from "node:util";
import { reasonOf } from "../host/reasons.ts";
import { exitCodes } from "./faults.ts";

export interface Terminal {
  out(text: string): void;
  /** For what is not the answer: faults, progress. */
  err(text: string): void;
  stdin(): Promise<Uint8Array>;
  readonly cwd: string;
  /** Columns of the screen; a plain number for a pipe. */
  readonly width: number;
  readonly hasColors: boolean;
  /** Whether the answer is shown, and not written to a file or a pipe. */
  readonly isScreen: boolean;
  /** Whether somebody watches. */
  readonly isWatched: boolean;
}

export type Style = Parameters<typeof styleText>[0];

/** Puts a style on a text, or leaves it alone. */
export type Paint = (style: Style, text: string) => string;

export function painter(hasColors: boolean): Paint {
  return (style, text) => (hasColors ? styleText(style, text, { validateStream: false }) : text);
}

const PIPE_WIDTH = 120;

export function nodeTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    // `portolan check | head` is no fault.
    if (error.code === "EPIPE") return;
    stderr.write(`portolan: the answer cannot be written: ${reasonOf(error)}\n`);
    process.exit(exitCodes.fault);
  });
  // Whoever does not listen to what goes wrong sees it by the exit code.
  stderr.on("error", () => undefined);
  const forced = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0" && !env["NO_COLOR"];
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    async stdin() {
      const chunks: Buffer[] = [];
      for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks);
    },
    cwd: process.cwd(),
    width: stdout.isTTY ? stdout.columns : PIPE_WIDTH,
    hasColors: forced || (stdout.isTTY && stdout.hasColors()),
    isScreen: stdout.isTTY === true,
    isWatched: stderr.isTTY === true,
  };
}

/** Control characters of a manifest must not reach the terminal, nor those that turn the direction of writing. */
export function harmless(text: string): string {
  return text
    .replaceAll("\t", " ")
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}
