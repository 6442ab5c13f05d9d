/**
 * A long voyage through the protocol, over real-looking and hostile files: nothing fails, no answer takes two seconds, the
 * memory stays flat, and every thousand edits the answers are those of a fresh start. The voyage is the same at every run;
 * `npm run soak` makes a million edits of it.
 */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { readFixture } from "../support/fixture.ts";
import { randomFrom } from "../support/random.ts";
import { answersOf, assertSame, freshAnswers, judged } from "../support/soak/answers.ts";
import { startInProcess } from "../support/soak/inProcess.ts";
import { memoryDisk } from "../support/soak/memoryDisk.ts";
import { changeTo, FOLDER, type Sea } from "../support/soak/sea.ts";
import { putToSea, step, type Voyage } from "../support/soak/voyage.ts";

const EDITS = Number(process.env["SOAK_EDITS"] ?? 3_000);
const SEED = Number(process.env["SOAK_SEED"] ?? 0);
const EDITS_A_LEG = 1_000;

/** Every so many legs somebody pastes 50 MB, and takes them out again. */
const LEGS_BETWEEN_FLOODS = 50;
const FLOOD_BYTES = 50_000_000;

/** Writing and reading such a message takes most of it, and both happen in this process. */
const LONGEST_FLOOD_MILLISECONDS = 15_000;

/** The memory is measured, and the log written, every so many legs. */
const LEGS_BETWEEN_LOOKS = 10;

/** After so many legs everything that is kept for good has been met. */
const LEGS_TO_WARM_UP = 20;
const MOST_GROWTH_BYTES = 60_000_000;

const HOSTILE: readonly (readonly [string, string])[] = [
  ["anchors.yaml", "apiVersion: v1\nkind: Service\nmetadata: &a\n  name: x\n  self: *a\nspec: &s [*s]\n"],
  [
    "list.json",
    '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}]}',
  ],
  [
    "template.yaml",
    "{{- if .Values.on }}\napiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n{{- end }}\n",
  ],
  [".portolan.yaml", "version: 1\nrules: { PTL101: off, PTL999: [] }\nignore: [{ reason: x }]\n"],
  [
    "kustomization.yaml",
    "resources: [anchors.yaml, manifest.yaml, ../b]\nnamePrefix: x-\nlabels: [{ pairs: { a: b } }]\n",
  ],
  ["Chart.yaml", "apiVersion: v2\nname: sea\nversion: 1.0.0\n"],
  [
    "bom.yaml",
    "\uFEFFapiVersion: v1\r\nkind: Service\r\nmetadata: {name: b}\r\nspec: {ports: [{port: 80}]}\r\n",
  ],
  ["tabs.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n\tname: t\nspec:\n\tcontainers: []\n"],
  [
    "conflict.yaml",
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: c\n<<<<<<< HEAD\nspec: {}\n=======\nspec: {ports: [{port: 1}]}\n>>>>>>> b\n",
  ],
];

function cargo(): readonly (readonly [string, string])[] {
  const folder = join(import.meta.dirname, "../rules/fixtures");
  const fixtures = globSync("*/*.yaml", { cwd: folder })
    .toSorted()
    .flatMap((path) => readFixture(readFileSync(join(folder, path), "utf8")).files);
  const samples = join(import.meta.dirname, "../../samples");
  const real = globSync("*/*.yaml", { cwd: samples })
    .toSorted()
    .map((path) => [path, readFileSync(join(samples, path), "utf8")] as const);
  const all = [...fixtures.map(({ path, text }, index) => [named(path, index), text] as const), ...real];
  // A hostile file among every few others.
  return all.flatMap((each, index) => {
    const hostile = index % 4 === 0 ? HOSTILE[(index / 4) % HOSTILE.length] : undefined;
    return hostile ? [each, hostile] : [each];
  });
}

/** Most fixtures are called alike; two in three stay so, and meet each other's places. */
function named(path: string, index: number): string {
  return index % 3 === 0 ? path : `${index % 5}/${path}`;
}

function collected(): number {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
  return process.memoryUsage().heapUsed;
}

async function flood(voyage: Voyage): Promise<void> {
  const { client, sea } = voyage;
  const [first] = sea.open;
  if (!first) return;
  const [path, { document }] = first;
  const line = "# filler filler filler filler filler filler filler filler filler filler\n";
  const text = document.getText();
  for (const next of [text + line.repeat(FLOOD_BYTES / line.length), text]) {
    const change = changeTo(sea, path, next, "part");
    if (change) await client.tell("textDocument/didChange", change);
    const params = { textDocument: { uri: document.uri } };
    await client.ask("textDocument/codeLens", params, LONGEST_FLOOD_MILLISECONDS);
  }
  const { document: after, below } = sea.open.get(path) ?? { document, below: undefined };
  sea.open.set(path, { document: after, history: [{ version: after.version, text }], below });
  // Pieces of a text hold the whole of it for as long as the document is open.
  await putToSea(voyage);
  await judged(client, sea);
}

async function leg(voyage: Voyage, number: number): Promise<void> {
  await putToSea(voyage);
  for (let count = 0; count < EDITS_A_LEG; ) count += await step(voyage);
  const { client, sea, settings } = voyage;
  if (sea.open.size === 0) await putToSea(voyage);
  await judged(client, sea);
  const expected = await freshAnswers(sea, settings, number);
  assertSame(await answersOf(client, sea, number), expected);
  assert.deepEqual(client.complaints, []);
  if (number % LEGS_BETWEEN_FLOODS === LEGS_BETWEEN_FLOODS - 1) await flood(voyage);
}

async function sail(t: TestContext): Promise<void> {
  const sea: Sea = { disk: new Map(), open: new Map() };
  const client = await startInProcess(memoryDisk(sea.disk), FOLDER);
  t.after(() => client.dispose());
  const voyage = { client, sea, random: randomFrom(SEED), cargo: cargo(), settings: {} };
  let warm = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let number = 0; number * EDITS_A_LEG < EDITS; number += 1) {
    try {
      await leg(voyage, number);
    } catch (error) {
      throw new Error(`on leg ${number} of the voyage ${SEED}`, { cause: error });
    }
    if (number % LEGS_BETWEEN_LOOKS !== LEGS_BETWEEN_LOOKS - 1) continue;
    const heap = collected();
    // A diagnostic would be printed when all is over.
    process.stdout.write(`${(number + 1) * EDITS_A_LEG} edits, heap ${Math.round(heap / 1_000_000)} MB\n`);
    if (number < LEGS_TO_WARM_UP) warm = heap;
    most = Math.max(most, heap - warm);
    assert.ok(most < MOST_GROWTH_BYTES, `the memory has grown by ${most} bytes after ${number + 1} legs`);
  }
  const { method, milliseconds } = client.slowest();
  t.diagnostic(`slowest: ${method}, ${Math.round(milliseconds)} ms; heap ${collected()} bytes`);
}

test("a voyage of any length is survived, and forgotten", { timeout: 60_000 + EDITS * 100 }, sail);
