// npm, run quietly, with its failures put into a sentence.

import { platform } from "node:os";
import { run } from "./command.mjs";
import { PlainError } from "./terminal.mjs";

const UNREACHABLE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/;

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export async function npm(args, cwd) {
  const script = process.env["npm_execpath"];
  const quiet = [...args, "--loglevel=error", "--no-fund", "--no-audit"];
  const result = script?.endsWith(".js")
    ? await run(process.execPath, [script, ...quiet], { cwd })
    : await run("npm", quiet, { cwd, shell: platform() === "win32" });
  if (result.code === 0) return;
  throw new PlainError(explain(args, result));
}

/**
 * @param {readonly string[]} args
 * @param {import("./command.mjs").RunResult} result
 */
function explain(args, result) {
  const what = `\`npm ${args.join(" ")}\``;
  if (result.timedOut)
    return `${what} did not finish. Is the network slow, or a proxy in the way? Run it again.`;
  if (/\bENOENT\b.*\bnpm\b|spawn npm/.test(result.output))
    return "npm was not found. It comes with Node.js: install that.";
  const reason = UNREACHABLE.exec(result.output)?.[0];
  if (reason !== undefined) {
    return `${what} could not reach the npm registry (${reason}). Connect to the network, or set npm's proxy or registry, and run again.`;
  }
  return `${what} failed:\n\n${result.output}`;
}
