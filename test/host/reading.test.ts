import assert from "node:assert/strict";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { readManifest } from "../../server/src/host/reading.ts";
import { makeFolder } from "../support/folder.ts";
import { unprivileged } from "../support/unprivileged.ts";

test("a byte order mark is left out, in any encoding of Unicode", async (t) => {
  const little = Buffer.from("\ufeffkind: Service\n", "utf16le");
  const folder = await makeFolder(t, {
    "utf8.yaml": "\ufeffkind: Service\n",
    "little.yaml": little,
    "big.yaml": Buffer.from(little).swap16(),
  });
  for (const name of ["utf8.yaml", "little.yaml", "big.yaml"]) {
    assert.deepEqual(await readManifest(join(folder, name)), { kind: "text", text: "kind: Service\n" });
  }
});

test("bytes that are no UTF-8 are tolerated", async (t) => {
  const folder = await makeFolder(t, { "a.yaml": Buffer.from([0x61, 0xff, 0x62]) });
  assert.deepEqual(await readManifest(join(folder, "a.yaml")), { kind: "text", text: "a\ufffdb" });
});

test("binary and large files are told apart from texts", async (t) => {
  const folder = await makeFolder(t, {
    "a.yaml": Buffer.from([0x61, 0, 0x62]),
    "b.yaml": "x".repeat(2_000_000),
  });
  assert.equal((await readManifest(join(folder, "a.yaml"))).kind, "binary");
  assert.deepEqual(await readManifest(join(folder, "b.yaml"), 1), {
    kind: "large",
    reason: "2 MB, over the limit of 1 MB",
  });
});

test("a file that is gone, and one that may not be read", async (t) => {
  const folder = await makeFolder(t, { "a.yaml": "a", "b/c.yaml": "" });
  assert.deepEqual(await readManifest(join(folder, "none.yaml")), { kind: "gone" });
  assert.equal((await readManifest(join(folder, "b"))).kind, "unreadable");
  await chmod(join(folder, "a.yaml"), 0);
  const reading = await unprivileged(() => readManifest(join(folder, "a.yaml")));
  assert.deepEqual(reading, {
    kind: "unreadable",
    reason: "permission denied",
  });
});
