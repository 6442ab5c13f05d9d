import { globSync } from "node:fs";
import { root } from "../project.mjs";
import { nodeTests } from "./nodeTests.mjs";

/** `npm start` and the workbench behind it, as a person meets them. */
export function newcomer() {
  return nodeTests(globSync("test/newcomer/*.test.ts", { cwd: root }), 8);
}
