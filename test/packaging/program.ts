// Runs programs as a packaging test needs them: to the end, with what they printed.

import { spawnSync } from "node:child_process";

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

export function runProgram(program: string, args: readonly string[], cwd: string): Ended {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    timeout: 60_000,
    shell: process.platform === "win32",
  });
  return { code: status, output: error === undefined ? stdout + stderr : String(error) };
}
