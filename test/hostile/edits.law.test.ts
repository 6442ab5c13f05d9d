/**
 * Any course of edits, sensible or not: nothing throws, no rule fails, no answer takes long, every range lies in its text, and
 * the answers are those of a fresh start that is told the same. The courses are the same at every run;
 * `EDIT_COURSES=5000 node --test test/hostile/edits.law.test.ts` walks more of them.
 */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { type Analysis, createAnalysis } from "../../server/src/core/analysis.ts";
import type { EditInFile, FileId, Range } from "../../server/src/core/answers.ts";
import { book } from "../../server/src/core/features/cards/fields/book.ts";
import { fileId, pathOf } from "../../server/src/core/value/file.ts";
import { readFixture } from "../support/fixture.ts";
import { mangled } from "../support/mangle.ts";
import { type Random, randomFrom } from "../support/random.ts";

const ROOT = "sea";
const COURSES = Number(process.env["EDIT_COURSES"] ?? 40);
const FIRST = Number(process.env["EDIT_FIRST"] ?? 0);
const EDITS = 30;
const EDITS_BETWEEN_LOOKS = 10;

/** A watchdog against hangs, not a measurement. */
const LONGEST_MS = 10_000;

/** What the rules are tested with holds every kind that they know. */
const fixtures = globSync("*/*.yaml", { cwd: join(import.meta.dirname, "../rules/fixtures") })
  .toSorted()
  .map(
    (path) => readFixture(readFileSync(join(import.meta.dirname, "../rules/fixtures", path), "utf8")).files,
  );

const hostile: readonly string[] = [
  "apiVersion: v1\nkind: Service\nmetadata: &a\n  name: x\n  self: *a\nspec: &s [*s]\n",
  "{apiVersion: v1, kind: Service, metadata: {name: x}, spec: {selector: {app: x}, ports: [{port: 80}]}}\n",
  'apiVersion: v1\r\nkind: List\r\nitems:\r\n- {apiVersion: v1, kind: Pod, metadata: {name: "a"}, spec: {containers: []}}\r\n',
  "{{- if .Values.on }}\napiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n{{- end }}\n",
  "version: 1\nrules: { PTL101: off, PTL999: [] }\nenvironments: [{ name: a, include: ['**'] }]\nignore: [{ reason: x }]\n",
  "resources: [a.yaml, ../b, ./]\nnamePrefix: x-\npatches: [{ path: p.yaml }]\ncommonLabels: { app: x }\n",
];
const HOSTILE_PATHS = [
  "hostile.yaml",
  ".portolan.yaml",
  "kustomization.yaml",
  "Chart.yaml",
  "a.json",
] as const;

/** What an analysis was told of one file. */
interface Told {
  readonly onDisk: string;
  /** Since it was opened; undefined while it is closed. */
  readonly typed: readonly string[] | undefined;
}

interface Course {
  readonly analysis: Analysis;
  readonly random: Random;
  readonly told: Map<FileId, Told>;
}

const textNow = ({ onDisk, typed }: Told) => typed?.at(-1) ?? onDisk;

function start(random: Random): Course {
  const told = new Map<FileId, Told>();
  const isShared = random.oneIn(2);
  for (let count = 0; count < 1 + random.below(3); count += 1) {
    const folder = isShared ? "" : `${count}/`;
    for (const { path, text } of fixtures[random.below(fixtures.length)] ?? []) {
      told.set(fileId(ROOT, folder + path), { onDisk: text, typed: undefined });
    }
  }
  if (random.oneIn(2)) {
    const onDisk = hostile[random.below(hostile.length)] ?? "";
    told.set(fileId(ROOT, random.pick(HOSTILE_PATHS)), { onDisk, typed: undefined });
  }
  return { analysis: freshAnalysis(told), random, told };
}

/** An analysis that is told everything, and asked nothing before. */
function freshAnalysis(told: ReadonlyMap<FileId, Told>): Analysis {
  const analysis = createAnalysis();
  analysis.setFieldBook(book);
  analysis.setRoots([ROOT]);
  analysis.setFiles(ROOT, [...told.keys()]);
  for (const [file, { onDisk }] of told) analysis.setText(file, onDisk);
  for (const [file, { typed }] of told) for (const text of typed ?? []) analysis.editText(file, text);
  return analysis;
}

function step(course: Course): void {
  const { random, told } = course;
  const files = [...told.keys()];
  const file = files[random.below(files.length)];
  const before = file === undefined ? undefined : told.get(file);
  if (file === undefined || !before) return;
  if (random.oneIn(25)) moveAway(course, file, before);
  else if (before.typed && random.oneIn(12)) close(course, file, before);
  else edit(course, file, before);
}

/** An edit opens a file that is closed. One in six goes back to a text that was there before. */
function edit(course: Course, file: FileId, before: Told): void {
  const { analysis, random, told } = course;
  const typed = before.typed ?? [before.onDisk];
  if (!before.typed) analysis.editText(file, before.onDisk);
  const others = [...told.values()].map(textNow);
  const text = random.oneIn(6)
    ? (typed[random.below(typed.length)] ?? "")
    : (fixed(course, file) ?? mangled(textNow(before), random, others[random.below(others.length)] ?? ""));
  analysis.editText(file, text);
  told.set(file, { ...before, typed: [...typed, text] });
}

/** The file is gone, and comes back under another name or under its own. */
function moveAway({ analysis, random, told }: Course, file: FileId, before: Told): void {
  const text = textNow(before);
  told.delete(file);
  analysis.setFiles(ROOT, [...told.keys()]);
  if (random.oneIn(2)) analysis.sweep();
  const next = random.oneIn(2) ? file : fileId(ROOT, `moved/${pathOf(file)}`);
  told.set(next, { onDisk: text, typed: undefined });
  analysis.setFiles(ROOT, [...told.keys()]);
  analysis.setText(next, text);
}

function close({ analysis, told }: Course, file: FileId, before: Told): void {
  const text = textNow(before);
  analysis.setText(file, text);
  analysis.closeText(file);
  told.set(file, { onDisk: text, typed: undefined });
}

/** The text after a fix that somebody takes, now and then. */
function fixed({ analysis, random }: Course, file: FileId): string | undefined {
  if (!random.oneIn(10)) return undefined;
  const actions = analysis.codeActions(file, WHOLE);
  const edits = actions[random.below(actions.length)]?.edits.find((each) => each.file === file);
  return edits && analysis.textAfter(edits);
}

const WHOLE: Range = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };

/** What an editor asks while somebody types. */
function ask({ analysis, random, told }: Course): void {
  for (const [file, each] of told) {
    if (random.oneIn(2)) continue;
    const text = textNow(each);
    const position = spotIn(text, random);
    analysis.hover(file, position);
    if (random.oneIn(2)) analysis.codeActions(file, { start: position, end: position });
    if (random.oneIn(2)) analysis.lenses(file);
    if (random.oneIn(4)) analysis.names(file, position);
    if (random.oneIn(4)) analysis.expose(file, position);
    for (const { range } of analysis.diagnostics(file).shown) assertInside(text, range);
    assert.deepEqual(analysis.failures(file), []);
  }
  if (random.oneIn(5)) analysis.sweep();
}

function spotIn(text: string, random: Random): Range["start"] {
  const lines = text.split("\n");
  const line = random.below(lines.length + 1);
  return { line, character: random.below((lines[line]?.length ?? 0) + 2) };
}

/** Edits of all actions are inside their texts and do not cross; ranges are, too. */
function assertSound({ analysis, told }: Course): void {
  for (const [file, each] of told) {
    for (const { range } of analysis.lenses(file)) assertInside(textNow(each), range);
    for (const { edits } of analysis.codeActions(file, WHOLE))
      for (const inFile of edits) assertApart(inFile, told);
  }
}

function assertApart({ file, edits }: EditInFile, told: ReadonlyMap<FileId, Told>): void {
  const now = told.get(file);
  assert.ok(now, `an edit of ${file}, which is not there`);
  const inOrder = edits.toSorted((a, b) => compare(a.range.start, b.range.start));
  for (const [index, { range }] of inOrder.entries()) {
    assertInside(textNow(now), range);
    const next = inOrder[index + 1];
    if (next) assert.ok(compare(range.end, next.range.start) <= 0, "edits overlap");
  }
}

function compare(a: Range["start"], b: Range["start"]): number {
  return a.line - b.line || a.character - b.character;
}

function assertInside(text: string, { start, end }: Range): void {
  const lines = text.split(/\r\n|\n|\r/);
  assert.ok(compare(start, end) <= 0, "a range that ends before it begins");
  assert.ok(end.line < lines.length, `line ${end.line} of ${lines.length}`);
  for (const { line, character } of [start, end]) {
    assert.ok(character <= (lines[line]?.length ?? 0) + 1, `character ${character} of line ${line}`);
  }
}

/** All answers that an editor could have, as text; the positions are the same ones for the same course. */
function answersOf(analysis: Analysis, told: ReadonlyMap<FileId, Told>, seed: number): string {
  const random = randomFrom(seed);
  const answers = [...told].map(([file, each]) => {
    const spots = Array.from({ length: 4 }, () => spotIn(textNow(each), random));
    return [
      ...[pathOf(file), analysis.diagnostics(file), analysis.failures(file), analysis.lenses(file)],
      ...[analysis.codeActions(file, WHOLE), analysis.fixAll(file)],
      spots.map((spot) => [
        analysis.hover(file, spot),
        analysis.completions(file, spot),
        analysis.names(file, spot),
        analysis.expose(file, spot),
      ]),
    ];
  });
  return JSON.stringify([answers, analysis.summary()], undefined, 1);
}

function sail(seed: number): void {
  const course = start(randomFrom(seed));
  for (let count = 1; count <= EDITS; count += 1) {
    const begun = performance.now();
    step(course);
    if (!course.random.oneIn(3)) ask(course);
    assert.ok(performance.now() - begun < LONGEST_MS, "took too long");
    if (count % EDITS_BETWEEN_LOOKS > 0) continue;
    assertSound(course);
    const { analysis, told } = course;
    const answers = answersOf(analysis, told, count);
    assertSame(answers, answersOf(freshAnalysis(told), told, count));
    // A text that is told again, as editors do, is no news.
    for (const [file, each] of told) if (each.typed) analysis.editText(file, textNow(each));
    assertSame(answersOf(analysis, told, count), answers);
  }
}

/** Says where two texts begin to differ: they are too long to be shown. */
function assertSame(actual: string, expected: string): void {
  if (actual === expected) return;
  const theirs = expected.split("\n");
  const ours = actual.split("\n");
  const first = ours.findIndex((line, index) => line !== theirs[index]);
  const around = (lines: readonly string[]) => lines.slice(Math.max(0, first - 12), first + 12).join("\n");
  assert.fail(`not what a fresh start says:\n${around(ours)}\n\nbut rather\n${around(theirs)}`);
}

test("any course of edits is survived, and forgotten", { timeout: 1_000 * (120 + COURSES) }, () => {
  for (let seed = FIRST; seed < FIRST + COURSES; seed += 1) {
    try {
      sail(seed);
    } catch (error) {
      throw new Error(`on course ${seed} (EDIT_FIRST=${seed} EDIT_COURSES=1)`, { cause: error });
    }
  }
});
