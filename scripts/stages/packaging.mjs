import { globSync } from "node:fs";
import { root } from "../project.mjs";
import { nodeTests } from "./nodeTests.mjs";

/** The VSIX and the npm package as they would be published, from the bundles of the last production build. */
export function packaging() {
  return nodeTests(globSync("test/packaging/*.test.ts", { cwd: root }).sort(), 8);
}
