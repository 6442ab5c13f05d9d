import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packVsix } from "../bundle/vsix.mjs";
import { root } from "../project.mjs";
import { PlainError, say } from "../terminal.mjs";
import { chooseHosts, runSuite, tell } from "../vscode/suite.mjs";

/** The suite inside real VS Codes: with the extension as it stands here, then with the package installed. */
export async function vscode() {
  for (const file of ["dist/client.cjs", "dist/server.cjs", "dist-test/suite.cjs"]) {
    if (!existsSync(join(root, file)))
      throw new PlainError(`${file} is missing: run the stage \`build\` first.`);
  }
  const hosts = await chooseHosts();
  const folder = mkdtempSync(join(tmpdir(), "portolan-vsix-"));
  try {
    const vsix = await packVsix(folder);
    const counts = [];
    for (const [i, host] of hosts.entries()) {
      say(`  host: ${host.name}`);
      // The packaged extension tells all that its sources would; those are run once.
      if (i === 0) counts.push(tell(await runSuite(host, undefined), "the extension under development"));
      counts.push(tell(await runSuite(host, vsix), "the packaged extension, installed"));
    }
    return {
      passed: counts.reduce((sum, { passed }) => sum + passed, 0),
      failed: counts.reduce((sum, { failed }) => sum + failed, 0),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
