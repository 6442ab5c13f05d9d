/** A course of edits, sensible or not, through the protocol: what people do with files, settings and documents, in any order. */
import { mangled } from "../mangle.ts";
import type { Random } from "../random.ts";
import { at, spotIn } from "./answers.ts";
import type { Client } from "./client.ts";
import { changeThrough, changeTo, close, FOLDER, open, remove, type Sea, uriOf, write } from "./sea.ts";

export interface Voyage {
  readonly client: Client;
  readonly sea: Sea;
  readonly random: Random;
  /** Texts to begin with, and to paste from; by path. */
  readonly cargo: readonly (readonly [path: string, text: string])[];
  settings: object;
}

const MOST_FILES = 12;
const MOST_OPEN = 4;
const LONGEST_TEXT = 20_000;
/** As long as a session in which nothing is saved. */
const LONGEST_HISTORY = 300;

/** One thing that somebody does; how many edits it was. */
export async function step(voyage: Voyage): Promise<number> {
  const { client, random, sea } = voyage;
  const path = pick([...sea.open.keys()], random);
  const history = sea.open.get(path ?? "")?.history.length ?? 0;
  const mayOpen = sea.open.size < MOST_OPEN && random.oneIn(30);
  if (path === undefined || mayOpen) await openSome(voyage);
  else if (random.oneIn(20)) await changeDisk(voyage);
  else if (random.oneIn(300)) await changeSettings(voyage);
  else if (random.oneIn(310)) await changeFolders(voyage);
  else if (history > LONGEST_HISTORY || random.oneIn(40)) await close(client, sea, path);
  else {
    const edits = await edit(voyage, path);
    if (random.oneIn(4)) await ask(voyage, path);
    if (random.oneIn(100)) await pause();
    return edits;
  }
  return 0;
}

function pick<T>(all: readonly T[], random: Random): T | undefined {
  return all[random.below(all.length)];
}

const MOST_AT_ONCE = 8;

/** A few edits in a row, faster than anything can be answered: each in a message of its own, or all in one. */
async function edit(voyage: Voyage, path: string): Promise<number> {
  const { client, random, sea } = voyage;
  const count = 1 + random.below(MOST_AT_ONCE);
  const way = random.oneIn(3) ? "whole" : "part";
  const texts: string[] = [];
  for (let each = 0; each < count; each += 1) texts.push(nextText(voyage, path, texts.at(-1)));
  const messages = random.oneIn(2) ? [texts] : texts.map((text) => [text]);
  const changes = messages.flatMap((each) => changeThrough(sea, path, each, way) ?? []);
  await Promise.all(changes.map((change) => client.tell("textDocument/didChange", change)));
  return count;
}

function nextText({ sea, random, cargo }: Voyage, path: string, before: string | undefined): string {
  const { document, history = [] } = sea.open.get(path) ?? {};
  const text = before ?? document?.getText() ?? "";
  const [, other = ""] = pick(cargo, random) ?? [];
  // Left to accidents, a text soon says nothing: now and then it is as it was, or pasted anew.
  if (text.length > LONGEST_TEXT || random.oneIn(25)) return other;
  if (random.oneIn(12)) return pick(history.slice(0, 20), random)?.text ?? "";
  return mangled(text, random, other).slice(0, 2 * LONGEST_TEXT);
}

async function openSome(voyage: Voyage): Promise<void> {
  const { client, sea, random, cargo } = voyage;
  const closed = [...sea.disk.keys()].filter((path) => !sea.open.has(path));
  const path = random.oneIn(8) ? "untitled:notes" : pick(closed, random);
  if (path === undefined || sea.open.has(path)) return;
  // What was typed and not saved is there again when an editor starts.
  const unsaved = random.oneIn(6) ? nextText(voyage, path, sea.disk.get(path)) : undefined;
  await open(client, sea, path, unsaved);
  if (path !== "untitled:notes") return;
  const change = changeTo(sea, path, pick(cargo, random)?.[1] ?? "", "whole");
  if (change) await client.tell("textDocument/didChange", change);
}

/** Saves, and all that is done beside the editor: files written, deleted, renamed. */
async function changeDisk({ client, sea, random, cargo }: Voyage): Promise<void> {
  const path = pick([...sea.disk.keys()], random);
  const saved = pick(
    [...sea.open].filter(([each]) => !each.startsWith("untitled:")),
    random,
  );
  if (saved && random.oneIn(2)) return write(client, sea, saved[0], saved[1].document.getText());
  if (path === undefined || (sea.disk.size < MOST_FILES && random.oneIn(2))) {
    const [name, text] = pick(cargo, random) ?? ["a.yaml", ""];
    return write(client, sea, random.oneIn(3) ? `${random.below(3)}/${name}` : name, text);
  }
  const text = sea.disk.get(path) ?? "";
  await remove(client, sea, path);
  if (random.oneIn(2)) await write(client, sea, `moved/${path.slice(path.lastIndexOf("/") + 1)}`, text);
}

const SETTINGS: readonly object[] = [
  {},
  { rules: { PTL101: "off", PTL201: "hint" } },
  { cluster: { kubernetesVersion: "1.28", nodePortRange: "30000-30100" } },
  { cluster: { domain: "sea.example" }, codeLens: { enabled: false } },
  { rules: "nonsense", cluster: [1], ignore: { path: "**" } },
];

async function changeSettings(voyage: Voyage): Promise<void> {
  const { client, random } = voyage;
  voyage.settings = pick(SETTINGS, random) ?? {};
  client.setSettings(voyage.settings);
  await client.tellAndConfigure("workspace/didChangeConfiguration", { settings: null });
}

/** The folder is taken out of the workspace, and put back; what was typed before is no history of the new documents. */
async function changeFolders({ client, sea }: Voyage): Promise<void> {
  const paths = [...sea.open.keys()];
  for (const path of paths) await close(client, sea, path);
  const folder = { uri: FOLDER, name: "sea" };
  const change = (event: object) => client.tellAndConfigure("workspace/didChangeWorkspaceFolders", { event });
  await change({ added: [], removed: [folder] });
  await change({ added: [folder], removed: [] });
  for (const path of paths) if (sea.disk.has(path)) await open(client, sea, path);
}

/** Longer than the server waits for somebody who types. */
function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, 20));
}

async function ask({ client, sea, random }: Voyage, path: string): Promise<void> {
  const each = sea.open.get(path);
  if (!each) return;
  const spot = spotIn(each, random);
  const textDocument = { uri: uriOf(path) };
  const context = { diagnostics: [] };
  const questions: readonly (readonly [string, object])[] = [
    ["textDocument/hover", at(path, spot)],
    ["textDocument/completion", at(path, spot)],
    ["textDocument/codeLens", { textDocument }],
    ["textDocument/codeAction", { textDocument, range: { start: spot, end: spot }, context }],
    ["portolan/chart", { textDocument }],
    ["portolan/chartAt", at(path, spot)],
    ["portolan/names", { textDocument, at: spot }],
    ["portolan/expose", at(path, spot)],
  ];
  const [method, params] = pick(questions, random) ?? ["textDocument/hover", at(path, spot)];
  await client.ask(method, params);
}

/** Closes and deletes everything, and begins anew with some of the cargo. */
export async function putToSea(voyage: Voyage): Promise<void> {
  const { cargo, client, random, sea } = voyage;
  for (const path of [...sea.open.keys()]) await close(client, sea, path);
  for (const path of [...sea.disk.keys()]) await remove(client, sea, path);
  const first = random.below(cargo.length);
  for (const [path, text] of cargo.slice(first, first + 6)) await write(client, sea, path, text);
  await open(client, sea, [...sea.disk.keys()][0] ?? "untitled:notes");
}
