/** The command line without a process: arguments in, what was written out. */
import assert from "node:assert/strict";
import { main } from "../../server/src/cli/main.ts";
import type { Terminal } from "../../server/src/cli/terminal.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions extends Partial<Pick<Terminal, "hasColors" | "isScreen" | "width">> {
  readonly cwd: string;
  readonly stdin?: string;
}

export async function portolan(
  argv: readonly string[],
  { stdin = "", ...options }: RunOptions,
): Promise<Ran> {
  let out = "";
  let err = "";
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: async () => Buffer.from(stdin),
    width: 100,
    hasColors: false,
    isScreen: false,
    isWatched: false,
    ...options,
  };
  const code = await main(argv, terminal, { serve: async () => assert.fail("nobody asked for the server") });
  return { code, out, err };
}
