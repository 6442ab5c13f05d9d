import assert from "node:assert/strict";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { makeRepository } from "../support/repository.ts";
import { mixed, service, shop } from "../support/shop.ts";
import { matchesSnapshot } from "../support/snapshot.ts";
import { unprivileged } from "../support/unprivileged.ts";

/** The elements with their attributes; fails where the XML is not well-formed. */
function elementsOf(xml: string) {
  const open: string[] = [];
  const elements: { name: string; attributes: Record<string, string> }[] = [];
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
  for (const [tag, slash = "", name = "", rest = ""] of body.matchAll(
    /<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)>/g,
  )) {
    if (slash === "/") assert.equal(open.pop(), name, tag);
    else {
      open.push(name);
      const pairs = [...rest.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [
        key,
        value,
      ]);
      elements.push({ name, attributes: Object.fromEntries(pairs) });
    }
  }
  assert.deepEqual(open, []);
  const texts = body.replaceAll(/<\/?[a-z]+(?: [a-z]+="[^"<]*")*>/g, "");
  assert.doesNotMatch(texts, /[<>]|&(?!(amp|lt|gt|quot|#\d+);)/);
  return elements;
}

test("a suite for each file, a case for each finding, and one that passes for a file without any", async (t) => {
  const { run } = await makeRepository(t, mixed);
  const { code, out } = await run("-o junit");
  assert.equal(code, 1);
  matchesSnapshot(out, join(import.meta.dirname, "snapshots/check.junit.xml"));
  const [all, ...rest] = elementsOf(out);
  assert.deepEqual(all?.attributes, {
    name: "portolan",
    tests: "3",
    failures: "2",
    errors: "0",
    skipped: "0",
  });
  const suites = rest.filter(({ name }) => name === "testsuite").map(({ attributes }) => attributes["name"]);
  assert.deepEqual(suites, ["shop/deployment.yaml", "shop/odd.yaml", "shop/service.yaml"]);
});

test("what is milder than --fail-on is shown and does not fail", async (t) => {
  const misplaced = service.replace("name: cart", "name: x").replace("app: crat", "app: carts");
  const { run } = await makeRepository(t, { ...shop, "service.yaml": misplaced });
  const mild = await run("-o junit --severity hint");
  assert.equal(mild.code, 0);
  const [all] = elementsOf(mild.out);
  assert.equal(all?.attributes["failures"], "0");
  assert.equal(all?.attributes["skipped"], "1");
  const strict = await run("-o junit --fail-on hint");
  assert.equal(strict.code, 1);
  assert.equal(elementsOf(strict.out)[0]?.attributes["failures"], "1");
});

test("names are escaped, and what XML cannot hold is replaced", async (t) => {
  const odd = service.replace("crat", '"cr<a&\'\\"\\u0001\\uD800>t"');
  const { run } = await makeRepository(t, { ...shop, "service.yaml": "", "a&b.yaml": odd });
  const { out } = await run("-o junit --severity hint");
  assert.ok(elementsOf(out).some(({ attributes }) => attributes["name"] === "a&amp;b.yaml"));
  assert.doesNotMatch(out, /\p{Surrogate}/u);
});

test("a file that cannot be read is an error", async (t) => {
  const { run, cwd } = await makeRepository(t, { "a.yaml": shop["deployment.yaml"], "closed.yaml": "" });
  await chmod(join(cwd, "closed.yaml"), 0);
  const { code, out } = await unprivileged(() => run("-o junit"));
  assert.equal(code, 2);
  const elements = elementsOf(out);
  assert.equal(elements[0]?.attributes["errors"], "1");
  assert.equal(elements.find(({ name }) => name === "error")?.attributes["message"], "permission denied");
});
