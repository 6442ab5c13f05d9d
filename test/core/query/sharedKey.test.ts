import assert from "node:assert/strict";
import test from "node:test";
import { newSharedKeys, sharedKey } from "../../../server/src/core/query/sharedKey.ts";

test("a key comes back as it was asked for, whatever was in its place", () => {
  const keys = newSharedKeys();
  const asked = [
    "",
    "a",
    "ab",
    "\u0001",
    ...Array.from({ length: 5_000 }, (_, index) => `unit\u0001app-${index}\u00010`),
  ];
  for (let round = 0; round < 2; round += 1) {
    for (const key of asked) assert.equal(sharedKey(keys, key), key);
  }
});

test("keys of resources that follow each other mostly have places of their own", () => {
  const keys = newSharedKeys();
  for (let index = 0; index < 64; index += 1) {
    sharedKey(keys, `u\u0001shop/app.yaml\u0001v1\u0001Service\u0001shop\u0001checkout-${index}\u00010`);
  }
  assert.ok(keys.filter((key) => key !== "").length > 16);
});
