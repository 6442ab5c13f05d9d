// Runs files of node:test on Node 24, which reads TypeScript as it is, and counts.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../command.mjs";
import { node24, root } from "../project.mjs";

/**
 * @param {readonly string[]} files
 * @param {number} minutes
 * @param {number} [abreast] files that run at the same time
 */
export async function nodeTests(files, minutes, abreast = availableParallelism()) {
  const folder = mkdtempSync(join(tmpdir(), "portolan-counts-"));
  const counted = join(folder, "counts.json");
  const reporters = [
    ...["--test-reporter", "dot", "--test-reporter-destination", "stdout"],
    ...["--test-reporter", join(root, "scripts/stages/counts.mjs"), "--test-reporter-destination", counted],
  ];
  try {
    // One test that hangs is stopped and named; the limit on the whole run stands behind it.
    const limits = ["--test-timeout", String(2 * 60_000), "--test-concurrency", String(abreast)];
    const { code } = await run(node24, ["--test", ...limits, ...reporters, ...files], {
      cwd: root,
      minutes,
      show: true,
    });
    const counts = JSON.parse(readFileSync(counted, "utf8"));
    return { passed: counts.passed, failed: code === 0 ? counts.failed : Math.max(1, counts.failed) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
