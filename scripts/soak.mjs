// npm run soak [-- EDITS]: a long voyage of random edits, a million when not said; under an hour on a machine of its own.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { node24, root } from "./project.mjs";
import { setup } from "./setup.mjs";
import { PlainError, runMain } from "./terminal.mjs";

await runMain(async () => {
  const edits = process.argv[2] ?? "1000000";
  if (!/^[1-9]\d*$/.test(edits)) throw new PlainError(`${edits} is no number of edits.`);
  await setup();
  const bundled = existsSync(join(root, "dist/server.cjs")) ? ["test/packaging/soak.test.ts"] : [];
  const child = spawn(node24, ["--test", "test/hostile/soak.law.test.ts", ...bundled], {
    stdio: "inherit",
    cwd: root,
    env: { ...process.env, SOAK_EDITS: edits, SOAK_BUNDLE_EDITS: "10000" },
  });
  return new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)));
});
