import assert from "node:assert/strict";
import { chmod, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import type { Listing, ListOptions } from "../../server/src/host/disk.ts";
import { listManifests } from "../../server/src/host/listing.ts";
import { makeFolder } from "../support/folder.ts";
import { unprivileged } from "../support/unprivileged.ts";

function list(folder: string, options: Partial<ListOptions> = {}): Promise<Listing> {
  const { signal } = new AbortController();
  return listManifests(folder, { excludes: [], inner: [], also: [], signal, ...options });
}

async function filesOf(folder: string, options: Partial<ListOptions> = {}): Promise<readonly string[]> {
  return (await list(folder, options)).files;
}

test("lists manifests by name, sorted, and never enters node_modules or .git", async (t) => {
  const folder = await makeFolder(t, {
    "z.yaml": "",
    "a.YML": "",
    "b/c.json": "",
    "b/Kustomization": "",
    "b/Chart.yaml": "",
    ".portolan.yaml": "",
    "README.md": "",
    "node_modules/x/y.yaml": "",
    "b/.git/z.yaml": "",
  });
  assert.deepEqual(await filesOf(folder), [
    ".portolan.yaml",
    "a.YML",
    "b/Chart.yaml",
    "b/Kustomization",
    "b/c.json",
    "z.yaml",
  ]);
});

test("nested .gitignore files count, the nearest decides", async (t) => {
  const folder = await makeFolder(t, {
    ".gitignore": "*.gen.yaml\n/out\ntmp/\n",
    "a.gen.yaml": "",
    "out/a.yaml": "",
    "b/out/a.yaml": "",
    "b/tmp/a.yaml": "",
    "b/.gitignore": "!kept.gen.yaml\nlocal.yaml\n",
    "b/kept.gen.yaml": "",
    "b/other.gen.yaml": "",
    "b/local.yaml": "",
    "local.yaml": "",
  });
  assert.deepEqual(await filesOf(folder), ["b/kept.gen.yaml", "b/out/a.yaml", "local.yaml"]);
});

test("a .gitignore above the folder counts as far up as the repository reaches", async (t) => {
  const folder = await makeFolder(t, {
    ".gitignore": "above.yaml\n",
    "repo/.git/HEAD": "",
    "repo/.gitignore": "sub/gone.yaml\nsub/dist\n",
    "repo/sub/gone.yaml": "",
    "repo/sub/above.yaml": "",
    "repo/sub/dist/a.yaml": "",
  });
  assert.deepEqual(await filesOf(join(folder, "repo/sub")), ["above.yaml"]);
  // Whoever opens an ignored folder wants to see it.
  assert.deepEqual(await filesOf(join(folder, "repo/sub/dist")), ["a.yaml"]);
});

test("files.exclude keeps files and folders out", async (t) => {
  const folder = await makeFolder(t, {
    "a.yaml": "",
    "build/b.yaml": "",
    "c/build/d.yaml": "",
    "c/e.json": "",
  });
  assert.deepEqual(await filesOf(folder, { excludes: ["**/build"] }), ["a.yaml", "c/e.json"]);
  assert.deepEqual(await filesOf(folder, { excludes: ["**/*.json", "build/**"] }), [
    "a.yaml",
    "c/build/d.yaml",
  ]);
});

test("a folder that is a workspace folder itself is left to it", async (t) => {
  const folder = await makeFolder(t, { "a.yaml": "", "cart/b.yaml": "" });
  assert.deepEqual(await filesOf(folder, { inner: ["cart"] }), ["a.yaml"]);
});

test("links are followed once, loops end, the own name of a file comes first", async (t) => {
  const folder = await makeFolder(t, { "b/real.yaml": "", "c/d/deep.yaml": "", "outside/x.yaml": "" });
  const root = join(folder, "root");
  await mkdir(join(root, "sub"), { recursive: true });
  await symlink(join(folder, "b"), join(root, "a-link"));
  await symlink(join(folder, "b"), join(root, "b-link"));
  await symlink(root, join(root, "sub/loop"));
  await symlink(folder, join(root, "sub/up"));
  await symlink(join(folder, "outside/x.yaml"), join(root, "x.yaml"));
  await symlink(join(folder, "outside/x.yaml"), join(root, "y.yaml"));
  await symlink(join(folder, "nowhere.yaml"), join(root, "broken.yaml"));
  assert.deepEqual(await filesOf(root), ["a-link/real.yaml", "x.yaml"]);
  await symlink(join(folder, "b/real.yaml"), join(folder, "a.yaml"));
  assert.ok((await filesOf(folder)).includes("b/real.yaml"));
  assert.ok(!(await filesOf(folder)).includes("a.yaml"));
});

test("a folder that cannot be entered is reported, the rest is listed", async (t) => {
  const folder = await makeFolder(t, { "a.yaml": "", "closed/b.yaml": "" });
  await chmod(join(folder, "closed"), 0);
  const listing = await unprivileged(() => list(folder));
  await chmod(join(folder, "closed"), 0o755);
  assert.deepEqual(listing.files, ["a.yaml"]);
  assert.deepEqual(listing.unreadable, [{ path: "closed", reason: "permission denied" }]);
});

test("a workspace folder that is not there is reported", async (t) => {
  const folder = await makeFolder(t, {});
  const listing = await list(join(folder, "missing"));
  assert.deepEqual(listing.unreadable, [{ path: "", reason: "no such file or folder" }]);
});

test("documents that are not on disk are judged by the same rules", async (t) => {
  const folder = await makeFolder(t, { ".gitignore": "out/\n", "a.yaml": "", "b/.gitignore": "no.yaml\n" });
  const also = ["a.yaml", "new.yaml", "out/new.yaml", "b/no.yaml", "b/yes.yaml", "node_modules/x.yaml"];
  const { admitted, refused } = await list(folder, { also });
  assert.deepEqual(admitted, ["new.yaml", "b/yes.yaml"]);
  assert.deepEqual(refused, ["out/new.yaml", "b/no.yaml", "node_modules/x.yaml"]);
});

test("stops when told to", async (t) => {
  const folder = await makeFolder(t, { "a.yaml": "" });
  await assert.rejects(list(folder, { signal: AbortSignal.abort() }), { name: "AbortError" });
});
