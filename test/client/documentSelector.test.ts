import assert from "node:assert/strict";
import { test } from "node:test";
import { documentSelector, judgedSchemes } from "../../client/src/documentSelector.ts";

test("files, what is not saved yet, and the schemes of open folders are judged; sides of a diff never are", () => {
  assert.deepEqual(judgedSchemes([]), ["file", "untitled"]);
  assert.deepEqual(judgedSchemes(["file", "vscode-vfs", "vscode-vfs", "git"]), [
    "file",
    "untitled",
    "vscode-vfs",
  ]);
});

test("by language, and by name where there is one", () => {
  const filters = documentSelector(["vscode-vfs"]).map((each) => Object.values(each).join(" "));
  assert.deepEqual(filters, [
    ...["file yaml", "file json", "file jsonc"],
    ...["untitled yaml", "untitled json", "untitled jsonc"],
    ...["vscode-vfs yaml", "vscode-vfs json", "vscode-vfs jsonc"],
    ...["file **/*.{yaml,yml}", "vscode-vfs **/*.{yaml,yml}"],
  ]);
});
