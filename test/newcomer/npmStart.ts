// `npm start` as it is typed, and the address that it prints.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../../scripts/project.mjs";

export interface Started {
  readonly address: string;
  readonly folder: string;
  /** Ctrl-C. The exit code. */
  readonly interrupt: () => Promise<number | null>;
}

const MINUTES = 4;

export async function npmStart(): Promise<Started> {
  const child = spawn(process.execPath, [join(root, "scripts/start.mjs"), "--web"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  let output = "";
  const [folder = "", address = ""] = await new Promise<readonly string[]>((resolve, reject) => {
    const watchdog = setTimeout(
      () => reject(new Error(`no address in ${MINUTES} minutes:\n${output}`)),
      MINUTES * 60_000,
    );
    const take = (chunk: Buffer) => {
      output += chunk;
      const found = /is open on (\S+), .*?(http:\S+)/s.exec(output);
      if (found !== null) resolve(found.slice(1));
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("close", () => reject(new Error(`npm start ended:\n${output}`)));
    ended.finally(() => clearTimeout(watchdog));
  });
  const interrupt = () => {
    child.kill("SIGINT");
    return ended;
  };
  return { address, folder, interrupt };
}
