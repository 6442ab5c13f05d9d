import { globSync } from "node:fs";
import { root } from "../project.mjs";
import { nodeTests } from "./nodeTests.mjs";

/** Everything under test/ that needs neither an editor nor a package. */
export function unit() {
  const files = globSync("test/**/*.test.ts", {
    cwd: root,
    exclude: ["test/vscode/**", "test/webview/**", "test/packaging/**", "test/newcomer/**"],
  });
  return nodeTests(files.sort(), 8);
}
