import { globSync } from "node:fs";
import { root } from "../project.mjs";
import { nodeTests } from "./nodeTests.mjs";

/** The chart: its page in a browser, and both in VS Code. */
export function webview() {
  return nodeTests(globSync("test/webview/*.test.ts", { cwd: root }).sort(), 8, 1);
}
