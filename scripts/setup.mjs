// Makes a clone ready: the right Node.js, and the packages that package-lock.json names.
// Runs before anything is installed, so it and what it imports use Node's own modules only.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { npm } from "./npm.mjs";
import { node24, oldestNode, root } from "./project.mjs";
import { PlainError, runMain, step } from "./terminal.mjs";

const stamp = join(root, "node_modules/.portolan-setup");

export async function setup() {
  checkNode();
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted && existsSync(node24)) return;
  // Not `npm ci`, which refuses a lock that lacks optional packages of other platforms, as a registry may.
  await step("Installing the packages", () => npm(["install", "--no-save"], root));
  if (!existsSync(node24)) {
    throw new PlainError(
      "The package `node` came without its program: npm was told not to run install scripts.\n" +
        "Allow them for this project (npm config set ignore-scripts false), delete node_modules and run again.",
    );
  }
  writeFileSync(stamp, fingerprint());
}

function checkNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= oldestNode) return;
  throw new PlainError(
    `Node.js ${oldestNode} or newer is needed; this is ${process.versions.node}. Install a newer one and run again.`,
  );
}

/** What the installed packages depend on. */
function fingerprint() {
  const hash = createHash("sha256");
  for (const file of ["package.json", "package-lock.json"]) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    await setup();
    return 0;
  });
}
