import { globSync } from "node:fs";
import { root } from "../project.mjs";
import { nodeTests } from "./nodeTests.mjs";

/**
 * The VSIX and the npm package as they would be published. One file after the other: packing builds the bundles anew,
 * and a program that starts while its bundle is being written is an empty one.
 */
export function packaging() {
  return nodeTests(globSync("test/packaging/*.test.ts", { cwd: root }).sort(), 8, 1);
}
