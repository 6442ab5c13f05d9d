// Runs other programs. Every run has a limit in time; at its end the program and all it started are stopped.

import { spawn } from "node:child_process";
import { platform } from "node:os";

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 * @property {number} [minutes] the limit, ten when not given
 * @property {boolean} [show] whether the program's output goes to the terminal as it comes
 * @property {boolean} [shell]
 *
 * @typedef {{ code: number, output: string, timedOut: boolean }} RunResult
 */

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(program, args, options = {}) {
  const { cwd, env, minutes = 10, show = false, shell = false } = options;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: platform() !== "win32",
      shell,
    });
    let output = "";
    let timedOut = false;
    const watchdog = setTimeout(() => {
      timedOut = true;
      stop(child);
    }, minutes * 60_000);
    /** @param {Buffer} chunk @param {NodeJS.WriteStream} stream */
    const take = (chunk, stream) => {
      output += chunk;
      if (show) stream.write(chunk);
    };
    child.stdout.on("data", (chunk) => take(chunk, process.stdout));
    child.stderr.on("data", (chunk) => take(chunk, process.stderr));
    /** @param {number | null} code */
    const end = (code) => {
      clearTimeout(watchdog);
      resolve({
        code: code ?? 1,
        output: timedOut ? `${output}\nstopped after ${minutes} minutes` : output,
        timedOut,
      });
    };
    child.on("error", (error) => {
      output += String(error);
      end(1);
    });
    child.on("close", end);
  });
}

/**
 * Stops a program started with its own process group, and the programs that it started.
 * @param {import("node:child_process").ChildProcess} child
 */
export function stop(child) {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    if (platform() === "win32")
      spawn("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore" });
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}
