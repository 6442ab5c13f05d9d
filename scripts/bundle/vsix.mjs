import { join } from "node:path";
import { run } from "../command.mjs";
import { node24, root, tool } from "../project.mjs";

/** Packs the extension from the bundles that stand in dist/. @param {string} folder @returns {Promise<string>} the VSIX */
export async function packVsix(folder) {
  const vsix = join(folder, "portolan.vsix");
  const quiet = ["--allow-missing-repository", "--no-rewrite-relative-links"];
  const args = [tool.vsce, "package", "--no-dependencies", ...quiet, "--out", vsix];
  const result = await run(node24, args, { cwd: root, minutes: 5 });
  if (result.code !== 0) throw new Error(`the extension could not be packed:\n${result.output}`);
  return vsix;
}
