// npm test [-- stage…]: sets the clone up, then runs the stages named, or all of them.
// Its last line is the count over all of them: `N passed, N failed`.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { node24, root } from "./project.mjs";
import { setup } from "./setup.mjs";
import { runMain } from "./terminal.mjs";

await runMain(async () => {
  await setup();
  // The stages use packages that need a newer Node.js than the one that may have started this.
  const stages = join(root, "scripts/stages/all.mjs");
  const child = spawn(node24, [stages, ...process.argv.slice(2)], { stdio: "inherit", cwd: root });
  return new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)));
});
