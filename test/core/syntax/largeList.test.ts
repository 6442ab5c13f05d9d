/** Lists that are too large for the parser: read item by item, they say what the parser would say. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { largeList } from "../../../server/src/core/syntax/largeList.ts";
import { memberAt } from "../../../server/src/core/value/value.ts";
import { toJson, valueIn } from "../../support/reading.ts";
import { analysisOf } from "../../support/workspace.ts";

const STATE = readFileSync(
  join(import.meta.dirname, "../network/cluster/observed/fixtures/state.yaml"),
  "utf8",
);

const items = (text: string) => toJson(memberAt(largeList(text), "items"));
const parsed = (text: string) => toJson(memberAt(valueIn(text), "items"));

describe("a large List", () => {
  it("says what the parser says", () => {
    assert.deepEqual(items(STATE), parsed(STATE));
  });

  it("may be indented, end its lines as Windows does, and hold what only the parser reads", () => {
    const odd = `apiVersion: v1
kind: PodList
items:
  # the first
  - kind: Pod
    metadata: &shared
      name: a
      annotations:
        text: |
          - kind: no item

          end
    status:
      message: a text
        over two lines
      again: *shared

  - { kind: Pod, metadata: { name: b } }
metadata:
  resourceVersion: ""
`;
    assert.deepEqual(items(odd), parsed(odd));
    assert.deepEqual(items(odd.replaceAll("\n", "\r\n")), parsed(odd));
  });

  it("is none where an item cannot be read, or nothing says that it is one", () => {
    assert.equal(largeList(STATE.replace("kind: List", "kind: ConfigMap")), undefined);
    assert.equal(largeList(STATE.replace("  kind: Namespace", "  kind: [Namespace")), undefined);
    assert.equal(largeList("kind: List\nitems: []\n"), undefined);
    assert.equal(largeList('{"kind":"List","items":[]}'), undefined);
    assert.equal(largeList(""), undefined);
  });
});

/** More than the parser is given. */
const SIZE = 2_000_001;

function repeated(item: (index: number) => string): string {
  const all: string[] = [];
  for (let size = 0; size < SIZE; size += all.at(-1)?.length ?? 0) all.push(item(all.length));
  return `apiVersion: v1\nitems:\n${all.join("")}kind: List\n`;
}

const node = (name: string, uid: string) => `- apiVersion: v1
  kind: Node
  metadata:
    annotations:
      text: ${"x".repeat(20_000)}
    name: ${name}
${uid}`;

describe("a file of more than 2 MB", () => {
  it("is read whole when a cluster wrote it", () => {
    const analysis = analysisOf([
      { path: "state.yaml", text: repeated((index) => node(`n${index}`, `    uid: u${index}\n`)) },
    ]);
    const { skipped, observed } = analysis.summary();
    assert.deepEqual([skipped, observed], [[], 100]);
  });

  it("is read by its lines when somebody else did", () => {
    const analysis = analysisOf([{ path: "all.yaml", text: repeated((index) => node(`n${index}`, "")) }]);
    assert.deepEqual(
      analysis.summary().skipped.map(({ reason }) => reason),
      ["larger than 2 MB: read by its lines only"],
    );
  });
});
