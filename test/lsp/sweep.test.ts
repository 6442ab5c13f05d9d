/** A sweep over a file of many documents lets others in between, and says the same as one that does not. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Analysis, createAnalysis } from "../../server/src/core/analysis.ts";
import type { Diagnostic } from "../../server/src/core/answers.ts";
import { fileId } from "../../server/src/core/value/file.ts";
import { createLog } from "../../server/src/lsp/log.ts";
import { createSweeper } from "../../server/src/lsp/publishing/sweep.ts";

const FILE = fileId("shop", "all.yaml");

const TEXT = Array.from(
  { length: 1_000 },
  (_, index) => `apiVersion: v1
kind: Service
metadata:
  name: app${index}
spec:
  type: NodePort
  selector:
    app: app${index}
  ports:
    - port: 80
      nodePort: ${index + 1}
`,
).join("---\n");

const silent = createLog({ error: nothing, warn: nothing, info: nothing, debug: nothing });

function nothing(): void {}

function opened(): Analysis {
  const analysis = createAnalysis();
  analysis.setRoots(["shop"]);
  analysis.setFiles("shop", [FILE]);
  analysis.editText(FILE, TEXT);
  return analysis;
}

test("others have their turn while a file of many documents is judged, and what is said is the same", async () => {
  const found: (readonly Diagnostic[])[] = [];
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  await new Promise<void>((resolve, reject) => {
    const sweeper = createSweeper({
      analysis: opened(),
      publisher: {
        put: (_file, findings) => found.push(findings),
        retain: () => undefined,
        finish: () => undefined,
      },
      log: { ...silent, failure: (_what, error) => reject(error) },
      isOpen: () => true,
      uriOf: (file) => file,
      settled: () => Promise.resolve(),
      done: () => resolve(),
      idleMilliseconds: 0,
    });
    sweeper.changed("disk");
    setImmediate(count);
  });
  isDone = true;
  assert.ok(turns > 5, `${turns} turns`);
  assert.deepEqual(found, [opened().diagnostics(FILE).shown]);
  assert.equal(found[0]?.length, 1_000);
});
