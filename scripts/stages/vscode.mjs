import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packVsix } from "../bundle/vsix.mjs";
import { root } from "../project.mjs";
import { PlainError, say } from "../terminal.mjs";
import { chooseHosts, runSuite, tell } from "../vscode/suite.mjs";
import { webHost } from "../vscode/web.mjs";
import { releases } from "../vscode/workbench.mjs";

/** The suite inside real VS Codes: with the extension as it stands here, then with the package installed. */
export async function vscode() {
  const hosts = await chooseHosts();
  // The packaged extension tells all that its sources would; those are run once.
  return suites(hosts, hosts.slice(0, 1));
}

/** All of it in the oldest VS Code that package.json promises. */
export async function oldest() {
  const host = await webHost(releases.oldest);
  return suites([host], [host]);
}

/** @typedef {import("../vscode/suite.mjs").Host} Host */

/** @param {readonly Host[]} packaged hosts for the package @param {readonly Host[]} sources hosts for the sources, too */
async function suites(packaged, sources) {
  for (const file of ["dist/client.cjs", "dist/server.cjs", "dist-test/suite.cjs"]) {
    if (!existsSync(join(root, file)))
      throw new PlainError(`${file} is missing: run the stage \`build\` first.`);
  }
  const folder = mkdtempSync(join(tmpdir(), "portolan-vsix-"));
  try {
    const vsix = await packVsix(folder);
    const counts = [];
    for (const host of packaged) {
      say(`  host: ${host.name}`);
      if (sources.includes(host))
        counts.push(tell(await runSuite(host, undefined), "the extension under development"));
      counts.push(tell(await runSuite(host, vsix), "the packaged extension, installed"));
      // One under development is never disabled, whatever it declares.
      if (!sources.includes(host) || !host.isParticular) continue;
      counts.push(tell(await runSuite(host, vsix, "untrusted"), "in a folder without trust"));
      counts.push(tell(await runSuite(host, vsix, "virtual"), "in a virtual workspace"));
    }
    return {
      passed: counts.reduce((sum, { passed }) => sum + passed, 0),
      failed: counts.reduce((sum, { failed }) => sum + failed, 0),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
