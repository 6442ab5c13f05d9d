// Bundles the suite that runs inside VS Code's extension host.

import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../project.mjs";

await build({
  absWorkingDir: root,
  entryPoints: ["test/vscode/suite.ts"],
  outfile: join(root, "dist-test/suite.cjs"),
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode", "mocha"],
  sourcemap: "inline",
  logLevel: "warning",
});
