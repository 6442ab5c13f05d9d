import assert from "node:assert/strict";
import { test } from "node:test";
import { portolan } from "../support/commandLine.ts";
import { makeFolder } from "../support/folder.ts";

const cwd = import.meta.dirname;

async function faultOf(...argv: readonly string[]): Promise<string> {
  const { code, out, err } = await portolan(argv, { cwd });
  assert.deepEqual({ code, out }, { code: 2, out: "" });
  assert.match(err, /^portolan: [^\n]+\n$/);
  return err.slice("portolan: ".length).trimEnd();
}

test("what is mistyped is said in one line, with what was probably meant", async () => {
  assert.equal(await faultOf("chekc"), "There is no command `chekc`. Did you mean `check`?");
  assert.equal(await faultOf("trace"), "There is no command `trace`. Try `portolan --help`.");
  assert.equal(await faultOf("check", "--rot", "x"), "There is no flag `--rot`. Did you mean `--root`?");
  assert.equal(await faultOf("check", "-x"), "There is no flag `-x`.");
  assert.equal(
    await faultOf("--frobnicate"),
    "There is no flag `--frobnicate` before a command. Try `portolan --help`.",
  );
  assert.equal(
    await faultOf("check", "--output", "jsn"),
    "--output is one of `text`, `json`, `sarif`, `github`, `junit`, not `jsn`. Did you mean `json`?",
  );
  assert.match(await faultOf("check", "--root"), /--root/);
  assert.match(await faultOf("check", "--quiet=1"), /--quiet/);
});

test("a path in place of a command", async (t) => {
  const folder = await makeFolder(t, { "shop/a.yaml": "" });
  const { err } = await portolan(["shop"], { cwd: folder });
  assert.equal(err, "portolan: There is no command `shop`. Did you mean `portolan check shop`?\n");
});

test("help names every command that is built, and each has its own", async () => {
  const { code, out } = await portolan(["--help"], { cwd });
  assert.equal(code, 0);
  assert.deepEqual(
    [...out.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name),
    ["check", "describe", "resolve", "map", "build", "rules", "lsp"],
  );
  for (const name of ["check", "describe", "map", "resolve", "rules", "lsp"]) {
    const own = await portolan([name, "--help"], { cwd });
    assert.equal(own.code, 0);
    assert.match(own.out, new RegExp(`Usage: portolan ${name} `));
    assert.deepEqual(await portolan(["help", name], { cwd }), own);
  }
});

test("the version is the package's", async () => {
  const { out } = await portolan(["--version"], { cwd });
  assert.match(out, /^\d+\.\d+\.\d+/);
});

test("lsp needs its transport named", async () => {
  assert.match(await faultOf("lsp"), /portolan lsp --stdio/);
});
