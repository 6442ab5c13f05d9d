/** `-f STATE`: a dump of a cluster beside the manifests of a folder, for every command that asks what the cluster will do. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { portolan } from "../support/commandLine.ts";
import { makeFolder } from "../support/folder.ts";

const SHOP = join(import.meta.dirname, "../core/network/cluster/observed/fixtures");
const read = (name: string) => readFileSync(join(SHOP, name), "utf8");
const [shop, state] = [read("shop.yaml"), read("state.yaml")];

const LINE = ["resolve", "cart", "--from", "deploy/web", "-n", "shop", "-o", "json", "-q"];

/** The addresses that Service cart is found at. */
async function found(cwd: string, more: readonly string[], stdin = "") {
  const { out, err, code } = await portolan([...LINE, ...more], { cwd, stdin });
  assert.deepEqual([code, err], [0, ""]);
  return JSON.parse(out).addresses;
}

test("a dump that lies outside the folder gives real addresses", async (t) => {
  const folder = await makeFolder(t, { "shop/all.yaml": shop, "dumps/state.yaml": state });
  const cwd = join(folder, "shop");
  assert.notDeepEqual(await found(cwd, ["--root", "."]), ["10.96.31.4"]);
  assert.deepEqual(await found(cwd, ["--root", ".", "-f", "../dumps/state.yaml"]), ["10.96.31.4"]);
});

test("so does one that comes through a pipe", async (t) => {
  const cwd = await makeFolder(t, { "all.yaml": shop });
  assert.deepEqual(await found(cwd, ["-f", "-"], state), ["10.96.31.4"]);
});

test("and one whose name a manifest has", async (t) => {
  const folder = await makeFolder(t, { "shop/state.yaml": shop, "state.yaml": state });
  assert.deepEqual(await found(join(folder, "shop"), ["--root", ".", "--state", "../state.yaml"]), [
    "10.96.31.4",
  ]);
});

test("a file that lies in the folder may be named as well", async (t) => {
  const cwd = await makeFolder(t, { "all.yaml": shop, "state.yaml": state });
  assert.deepEqual(await found(cwd, ["-f", "state.yaml"]), ["10.96.31.4"]);
});

test("what is dumped is not judged", async (t) => {
  const cwd = await makeFolder(t, { "all.yaml": "", "other/state.yaml": state });
  const { out, code } = await portolan(["check", "-o", "json", "-f", "other/state.yaml", "--root", "."], {
    cwd,
  });
  assert.deepEqual([JSON.parse(out).findings, code], [[], 0]);
});

test("manifests, nothing at all and a missing file are refused with what would do", async (t) => {
  const cwd = await makeFolder(t, { "all.yaml": shop, "empty.yaml": "", "picture.yaml": "a\0b" });
  const faults = async (name: string) => {
    const { code, err } = await portolan(["check", "-f", name], { cwd });
    assert.equal(code, 2);
    return err;
  };
  assert.match(
    await faults("all.yaml"),
    /-f all\.yaml holds nothing that a cluster wrote .*manifests are named without -f/,
  );
  assert.match(await faults("empty.yaml"), /holds nothing that a cluster wrote/);
  assert.match(await faults("gone.yaml"), /-f gone\.yaml: /);
  assert.match(await faults("picture.yaml"), /not a text file/);
});

test("stdin is one thing at a time", async (t) => {
  const cwd = await makeFolder(t, { "all.yaml": shop });
  const { code, err } = await portolan(["check", "--stdin-file", "a.yaml", "-f", "-"], { cwd, stdin: state });
  assert.equal(code, 2);
  assert.match(err, /choose one/);
});
