import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { exists, locate, type Part, spotAt } from "../../../server/src/core/syntax/locate.ts";
import type { Path } from "../../../server/src/core/value/path.ts";
import { manifestText } from "../../support/manifestText.ts";
import { pathsIn, treeIn, valueIn } from "../../support/reading.ts";

const text = `kind: Service
metadata: &m
  name: "web"
spec:
  selector: {app: web}
  ports:
    - name: http # n
      port: 80
    - *p
  empty:
`.replace("    - *p\n", "    - {port: &p 443}\n    - port: *p\n");

function at(path: Path, part: Part): string | undefined {
  const span = locate(treeIn(text), path, part);
  return span && text.slice(span.start, span.end);
}

describe("path to span", () => {
  it("finds keys, values and items", () => {
    assert.equal(at(["metadata", "name"], "value"), '"web"');
    assert.equal(at(["metadata", "name"], "key"), "name");
    assert.equal(at(["spec", "selector"], "value"), "{app: web}");
    assert.equal(at(["spec", "selector"], "item"), "selector");
    assert.equal(at(["spec", "ports", 0], "item"), "name");
    assert.equal(at(["spec", "ports", 0], "value"), "name");
    assert.equal(at(["spec", "ports"], "value"), "ports");
  });
  it("points at the anchor's scalar through an alias", () => {
    assert.equal(at(["spec", "ports", 2, "port"], "value"), "443");
  });
  it("puts a missing field on what should hold it", () => {
    assert.equal(at(["spec", "ports", 0, "protocol"], "value"), "name");
    assert.equal(at(["spec", "type"], "value"), "spec");
    assert.equal(at(["spec", "a", "b", "c"], "value"), "spec");
    assert.equal(at(["status"], "value"), "Service");
    assert.equal(at(["spec", "empty"], "value"), "empty");
    assert.equal(exists(treeIn(text), ["spec", "type"]), false);
    assert.equal(exists(treeIn(text), ["spec", "empty"]), true);
  });
  it("finds every path of any document", () => {
    fc.assert(
      fc.property(manifestText, (manifest) => {
        const tree = treeIn(manifest);
        for (const path of pathsIn(valueIn(manifest))) {
          assert.ok(exists(tree, path));
          for (const part of ["key", "value", "item"] as const) {
            const span = locate(tree, path, part);
            assert.ok(span && span.start >= 0 && span.start <= span.end && span.end <= manifest.length);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("offset to path", () => {
  const spot = (needle: string, more = 0) => {
    const found = spotAt(treeIn(text), text.indexOf(needle) + more);
    return found && { path: found.path, part: found.part };
  };
  it("finds the key or scalar under the cursor", () => {
    assert.deepEqual(spot("80"), { path: ["spec", "ports", 0, "port"], part: "value" });
    assert.deepEqual(spot("80", 2), { path: ["spec", "ports", 0, "port"], part: "value" });
    assert.deepEqual(spot("port: 80"), { path: ["spec", "ports", 0, "port"], part: "key" });
    assert.deepEqual(spot("app"), { path: ["spec", "selector", "app"], part: "key" });
    assert.deepEqual(spot("selector", 3), { path: ["spec", "selector"], part: "key" });
    assert.deepEqual(spot("443"), { path: ["spec", "ports", 1, "port"], part: "value" });
  });
  it("finds nothing in a comment", () => {
    assert.equal(spot("# n", 1), undefined);
  });
});
