/** All that an editor could have been told of a sea, as text; and a server that was started this moment and told the same. */
import assert from "node:assert/strict";
import { type Random, randomFrom } from "../random.ts";
import type { Client } from "./client.ts";
import { startInProcess } from "./inProcess.ts";
import { memoryDisk } from "./memoryDisk.ts";
import { changeTo, FOLDER, type History, type OpenDocument, remove, type Sea, uriOf, write } from "./sea.ts";

/** Waits until every file is judged as it is now. */
export async function judged(client: Client, sea: Sea): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    // A change that changes nothing makes the server judge once more, whatever it was doing.
    for (const [path, { document }] of sea.open) {
      const change = changeTo(sea, path, document.getText(), "whole");
      if (change) await client.tell("textDocument/didChange", change);
    }
    const [path = ""] = sea.open.keys();
    await client.ask("textDocument/hover", at(path, { line: 0, character: 0 }));
    const before = client.judgements();
    const end = performance.now() + 10_000;
    while (client.judgements() === before && performance.now() < end)
      await new Promise((done) => setTimeout(done, 5));
    if (client.judgements() > before) return;
  }
  assert.fail("never judged");
}

export function at(path: string, position: { readonly line: number; readonly character: number }) {
  return { textDocument: { uri: uriOf(path) }, position };
}

export function spotIn({ document }: OpenDocument, random: Random) {
  const line = random.below(document.lineCount + 1);
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  return { line, character: random.below(text.length + 1) };
}

const SPOTS = 4;

export async function answersOf(client: Client, sea: Sea, seed: number): Promise<string> {
  const random = randomFrom(seed);
  const answers: unknown[] = [client.shown()];
  for (const [path, each] of sea.open) {
    const textDocument = { uri: uriOf(path) };
    const range = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };
    answers.push(path, await client.ask("textDocument/codeLens", { textDocument }));
    const actions = { textDocument, range, context: { diagnostics: [] } };
    answers.push(await client.ask("textDocument/codeAction", actions));
    answers.push(withoutRevision(await client.ask("portolan/chart", { textDocument })));
    for (let count = 0; count < SPOTS; count += 1) {
      const spot = spotIn(each, random);
      answers.push(await client.ask("textDocument/hover", at(path, spot)));
      answers.push(await client.ask("textDocument/completion", at(path, spot)));
      answers.push(await client.ask("portolan/expose", at(path, spot)));
      answers.push(await client.ask("portolan/chartAt", at(path, spot)));
      answers.push(await client.ask("portolan/names", { textDocument, at: spot }));
    }
  }
  // How often one had to wait for a judgement decides the versions.
  return JSON.stringify(answers, (key, value) => (key === "version" ? undefined : value), 1);
}

function withoutRevision(answer: unknown): unknown {
  return typeof answer === "object" && answer !== null ? { ...answer, revision: 0 } : answer;
}

/** What a server says that knows nothing but the files, and what was typed since documents were opened over them. */
export async function freshAnswers(sea: Sea, settings: object, seed: number): Promise<string> {
  const copy: Sea = { disk: diskAtOpening(sea), open: new Map(sea.open) };
  const client = await startInProcess(memoryDisk(copy.disk), FOLDER, settings);
  try {
    for (const [path, { history }] of sea.open) await relive(client, path, history);
    for (const [path, { below }] of sea.open) {
      const text = sea.disk.get(path);
      if (text === below) continue;
      if (text === undefined) await remove(client, copy, path);
      else await write(client, copy, path, text);
    }
    await judged(client, copy);
    return await answersOf(client, copy, seed);
  } finally {
    await client.dispose();
  }
}

/** A document that breaks keeps the facts that it had, and those are of what was on disk when it was opened, too. */
function diskAtOpening({ disk, open }: Sea): Map<string, string> {
  const then = new Map(disk);
  for (const [path, { below }] of open) {
    if (below === undefined) then.delete(path);
    else then.set(path, below);
  }
  return then;
}

async function relive(client: Client, path: string, history: History): Promise<void> {
  const [first, ...later] = history;
  const textDocument = { uri: uriOf(path), languageId: "yaml", ...first };
  await client.tell("textDocument/didOpen", { textDocument });
  await client.ask("textDocument/hover", at(path, { line: 0, character: 0 }));
  for (const { version, text } of later) {
    const next = { textDocument: { uri: uriOf(path), version }, contentChanges: [{ text }] };
    await client.tell("textDocument/didChange", next);
  }
}

/** Says where two texts begin to differ: they are too long to be shown. */
export function assertSame(actual: string, expected: string): void {
  if (actual === expected) return;
  const theirs = expected.split("\n");
  const ours = actual.split("\n");
  const first = ours.findIndex((line, index) => line !== theirs[index]);
  const around = (lines: readonly string[]) => lines.slice(Math.max(0, first - 20), first + 20).join("\n");
  assert.fail(`not what a fresh start says:\n${around(ours)}\n\nbut rather\n${around(theirs)}`);
}
