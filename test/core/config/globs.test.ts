import assert from "node:assert/strict";
import test from "node:test";
import { nameMatcher, pathMatcher } from "../../../server/src/core/config/globs.ts";

function matches(globs: readonly string[], paths: readonly string[]): readonly string[] {
  return paths.filter(pathMatcher(globs));
}

const PATHS = ["a.yaml", "apps/a.yaml", "apps/deep/b.yaml", "apps-old/c.yaml", ".hidden/d.yaml"];

test("a glob that names a folder means all that is in it", () => {
  assert.deepEqual(matches(["apps"], PATHS), ["apps/a.yaml", "apps/deep/b.yaml"]);
  assert.deepEqual(matches(["apps/"], PATHS), ["apps/a.yaml", "apps/deep/b.yaml"]);
  assert.deepEqual(matches(["./apps/*.yaml"], PATHS), ["apps/a.yaml"]);
  assert.deepEqual(matches(["**"], PATHS), PATHS);
  assert.deepEqual(matches(["app*"], PATHS), ["apps/a.yaml", "apps/deep/b.yaml", "apps-old/c.yaml"]);
});

test("nothing fits no glob, nor one that is none", () => {
  assert.deepEqual(matches([], PATHS), []);
  assert.deepEqual(matches(["[", "../x"], PATHS), []);
});

test("names match part by part", () => {
  assert.equal(nameMatcher("Service/cart-*")("Service/cart-v2"), true);
  assert.equal(nameMatcher("Service/*")("Service/shop/cart"), false);
  assert.equal(nameMatcher("*/shop/*")("Service/shop/cart"), true);
});
