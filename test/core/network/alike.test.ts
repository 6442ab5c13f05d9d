import assert from "node:assert/strict";
import test from "node:test";
import { ALIKE, likeness, nearest } from "../../../server/src/core/network/alike.ts";

test("likeness is 1 for the same, 0 for nothing in common, and the same both ways", () => {
  assert.equal(likeness("cart", "cart"), 1);
  assert.equal(likeness("", ""), 1);
  assert.equal(likeness("abc", "xyz"), 0);
  assert.equal(likeness("cart", "carts"), likeness("carts", "cart"));
});

test("neighbouring letters that changed places are one slip", () => {
  assert.equal(likeness("crat", "cart"), 0.75);
  assert.ok(likeness("tarc", "cart") < ALIKE, "letters further apart are not");
});

test("nearest is the one name that is alike enough", () => {
  assert.equal(nearest("htpp", ["http", "metrics"]), "http");
  assert.equal(nearest("HTTP", ["http"]), "http");
  assert.equal(nearest("postgres", ["http", "metrics"]), undefined);
  assert.equal(nearest("http-a", ["http-b", "http-c"]), undefined, "two are as near");
  assert.equal(nearest("http", []), undefined);
});
