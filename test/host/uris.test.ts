import assert from "node:assert/strict";
import { test } from "node:test";
import { fileId, pathOf } from "../../server/src/core/value/file.ts";
import {
  folderHolding,
  folderRoot,
  isLone,
  loneFile,
  nameOf,
  normalUri,
  pathBelow,
  uriOf,
} from "../../server/src/host/uris.ts";

test("a file's address and its FileId lead to each other", () => {
  const root = folderRoot("file:///home/me/shop");
  const uri = "file:///home/me/shop/deploy/my%20cart.yaml";
  assert.equal(pathBelow(root, uri), "deploy/my cart.yaml");
  assert.equal(uriOf(fileId(root, "deploy/my cart.yaml")), uri);
});

test("drive letters of Windows are the same in any case and escaping", () => {
  const root = folderRoot("file:///C:/Users/me/shop");
  assert.equal(root, folderRoot("file:///c%3A/Users/me/shop/"));
  assert.equal(pathBelow(root, "file:///c%3A/Users/me/shop/a/b.yaml"), "a/b.yaml");
  assert.equal(uriOf(fileId(root, "a/b.yaml")), normalUri("file:///C:/Users/me/shop/a/b.yaml"));
});

test("a share of Windows keeps its host", () => {
  const root = folderRoot("file://server/share/shop");
  assert.equal(pathBelow(root, "file://server/share/shop/a.yaml"), "a.yaml");
  assert.equal(pathBelow(root, "file://other/share/shop/a.yaml"), undefined);
});

test("a folder does not hold itself, its neighbours or other schemes", () => {
  const root = folderRoot("file:///shop");
  assert.equal(pathBelow(root, "file:///shop"), undefined);
  assert.equal(pathBelow(root, "file:///shop/"), undefined);
  assert.equal(pathBelow(root, "file:///shop-old/a.yaml"), undefined);
  assert.equal(pathBelow(root, "git:///shop/a.yaml"), undefined);
});

test("of nested workspace folders the inner one holds a file", () => {
  const roots = ["file:///shop/", "file:///shop/cart/"];
  assert.equal(folderHolding(roots, "file:///shop/cart/a.yaml"), "file:///shop/cart/");
  assert.equal(folderHolding(roots, "file:///shop/a.yaml"), "file:///shop/");
  assert.equal(folderHolding(roots, "file:///elsewhere/a.yaml"), undefined);
});

test("a lone document is its own root", () => {
  const file = loneFile("untitled:Untitled-1");
  assert.ok(isLone(file));
  assert.equal(pathOf(file), "Untitled-1");
  assert.equal(uriOf(file), "untitled:Untitled-1");
  assert.equal(nameOf("file:///tmp/a%20b.yaml"), "a b.yaml");
});

test("the root of a disk can be a workspace folder", () => {
  const root = folderRoot("file:///");
  assert.equal(pathBelow(root, "file:///a.yaml"), "a.yaml");
  assert.equal(uriOf(fileId(root, "a.yaml")), "file:///a.yaml");
});
