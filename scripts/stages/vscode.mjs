import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packVsix } from "../bundle/vsix.mjs";
import { root } from "../project.mjs";
import { PlainError, say } from "../terminal.mjs";
import { chooseHost, runSuite, tell } from "../vscode/suite.mjs";

/** The suite inside a real VS Code, twice: with the extension as it stands here, and with the package installed. */
export async function vscode() {
  for (const file of ["dist/client.cjs", "dist/server.cjs", "dist-test/suite.cjs"]) {
    if (!existsSync(join(root, file)))
      throw new PlainError(`${file} is missing: run the stage \`build\` first.`);
  }
  const host = await chooseHost();
  say(`  host: ${host.name}`);
  const folder = mkdtempSync(join(tmpdir(), "portolan-vsix-"));
  try {
    const developed = await runSuite(host, undefined);
    tell(developed, "the extension under development");
    const installed = await runSuite(host, await packVsix(folder));
    tell(installed, "the packaged extension, installed");
    return { passed: developed.passed + installed.passed, failed: developed.failed + installed.failed };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
