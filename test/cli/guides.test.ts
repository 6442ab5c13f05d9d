/** What README and guides tell people to type is understood. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { portolan } from "../support/commandLine.ts";

const cwd = resolve(import.meta.dirname, "../..");

/** Command lines in code blocks, up to a comment, a pipe or a redirection. */
function commandsIn(markdown: string): readonly string[] {
  const blocks = [...markdown.matchAll(/^ *```\w*\n([\s\S]*?)^ *```$/gm)].map(([, block = ""]) => block);
  return blocks.flatMap((block) =>
    [...block.matchAll(/(?:^|\s)portolan ((?:check|describe|rules|lsp)\b[^#|>\n]*)/gm)].map(([, rest = ""]) =>
      rest.trim(),
    ),
  );
}

for (const file of ["README.md", ...globSync("docs/guides/*.md", { cwd })]) {
  test(`${file} names commands and flags that there are`, async () => {
    const commands = commandsIn(readFileSync(resolve(cwd, file), "utf8"));
    assert.ok(commands.length > 0);
    for (const command of commands) {
      const { code, err } = await portolan([...command.split(/\s+/), "--help"], { cwd });
      assert.deepEqual({ code, err }, { code: 0, err: "" }, command);
    }
  });
}
