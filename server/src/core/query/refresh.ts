/**
 * How a question is answered: refresh only what it needs, in the order it was read.
 *
 * Setting an input marks what hangs on it: direct readers *dirty*, those behind them *suspect*. A suspect node asks its
 * dependencies and reruns only if one of them came out different; an answer equal to the old one leaves its readers asleep.
 * A query that throws has that error for its answer, until something it read changes: so a reader that catches it hears of
 * the change. Invariant: what hangs on a node that is not clean is not clean either, save behind a gate: gates are asked
 * before the next question is, and only one that changed wakes what hangs on it.
 */
import { equal } from "./equal.ts";
import type { Answer, Engine, Node, State } from "./node.ts";
import type { Query } from "./query.ts";
import { addReader, isRead, readersOf, removeReader } from "./readers.ts";

export function ask(engine: Engine, node: Node): unknown {
  const reader = engine.stack.at(-1);
  if (reader) reader.reads?.add(node);
  else {
    node.askedAt = engine.sweeps;
    settle(engine);
  }
  if (node.busy) throw new Error(`query cycle: ${cycle(engine, node)}`);
  refresh(engine, node);
  if (!node.answer) run(engine, node);
  if (node.family.recent.delete(node)) node.family.recent.add(node);
  if (node.answer && "error" in node.answer) throw node.answer.error;
  return node.answer?.value;
}

export function write(engine: Engine, node: Node, value: unknown, present: boolean): void {
  if (engine.stack.length > 0)
    throw new Error(`input ${node.family.source.name} was written while a query ran`);
  node.present = present;
  if (sameAnswer(node.answer, { value }, equal)) return;
  node.answer = { value };
  engine.revision += 1;
  wake(engine, node);
}

/** Marks the readers of a changed node dirty, and all that hangs on those suspect, as far as the gates. */
function wake(engine: Engine, changed: Node): void {
  const behind: Node[] = [];
  const mark = (reader: Node, state: State) => {
    if (reader.state === "clean") (isGate(reader) ? engine.gates : behind).push(reader);
    reader.state = state;
  };
  for (const reader of readersOf(changed)) if (!isRunning(reader)) mark(reader, "dirty");
  for (let node = behind.pop(); node; node = behind.pop()) {
    for (const reader of readersOf(node)) if (reader.state === "clean") mark(reader, "suspect");
  }
}

function isGate({ family }: Node): boolean {
  return family.source.tag === "query" && family.source.options.gate === true;
}

const ROUNDS = 8;

/** Asks the gates that may have changed. What one wakes may be a gate again; a gate that nobody reads can wait. */
function settle(engine: Engine): void {
  for (let gate = engine.gates.pop(); gate; gate = engine.gates.pop()) {
    if (!isRead(gate)) continue;
    refresh(engine, gate);
    // What it read may have been woken meanwhile by another gate.
    for (let round = 0; gate.state !== "clean" && round < ROUNDS; round += 1) refresh(engine, gate);
  }
}

/** One that runs already sees the new answer, or never asks for it; one that is only being checked must run. */
function isRunning(node: Node): boolean {
  return node.busy && node.state !== "suspect";
}

function refresh(engine: Engine, node: Node): void {
  if (node.state === "suspect") check(engine, node);
  if (node.state === "dirty") run(engine, node);
}

/** Leaves a suspect clean, or dirty as soon as a dependency comes out different. */
function check(engine: Engine, node: Node): void {
  engine.stack.push({ node, reads: undefined });
  node.busy = true;
  for (const dependency of node.dependencies) {
    // An error kept from a cycle can close one; running again meets it where it is said.
    if (dependency.busy) node.state = "dirty";
    else refresh(engine, dependency);
    if (isDirty(node)) break;
  }
  node.busy = false;
  engine.stack.pop();
  if (!isDirty(node)) node.state = isOvertaken(node) ? "suspect" : "clean";
}

/** A dependency that came out different has marked its readers; the compiler cannot see that. */
function isDirty(node: Node): boolean {
  return node.state === "dirty";
}

function run(engine: Engine, node: Node): void {
  const { source } = node.family;
  if (source.tag === "input") return;
  const wasEvicted = node.state === "clean";
  const before = node.answer;
  const answer = compute(engine, node, source);
  engine.runs.set(source.name, (engine.runs.get(source.name) ?? 0) + 1);
  node.state = isOvertaken(node) ? "suspect" : "clean";
  const same = sameAnswer(before, answer, source.options.equal ?? equal);
  node.answer = same ? before : answer;
  remember(node, source);
  if (!same && !wasEvicted) wake(engine, node);
}

/** While it ran, a gate changed and woke something that it had read before: it was no reader of that yet, and heard nothing. */
function isOvertaken({ dependencies }: Node): boolean {
  for (const dependency of dependencies) if (dependency.state !== "clean" && !dependency.busy) return true;
  return false;
}

function compute(engine: Engine, node: Node, source: Query<unknown>): Answer {
  const reads = new Set<Node>();
  engine.stack.push({ node, reads });
  node.busy = true;
  try {
    return { value: source.compute(engine.reader, node.key) };
  } catch (error) {
    return { error };
  } finally {
    node.busy = false;
    engine.stack.pop();
    adopt(node, reads);
  }
}

function sameAnswer(
  before: Answer | undefined,
  after: Answer,
  isSame: (a: unknown, b: unknown) => boolean,
): boolean {
  if (!before) return false;
  if ("error" in before) return "error" in after && String(before.error) === String(after.error);
  return "value" in after && isSame(before.value, after.value);
}

function adopt(node: Node, reads: ReadonlySet<Node>): void {
  for (const old of node.dependencies) if (!reads.has(old)) removeReader(old, node);
  for (const read of reads) addReader(read, node);
  node.dependencies = [...reads];
}

function remember(node: Node, source: Query<unknown>): void {
  if (source.options.keep === undefined) return;
  const { recent } = node.family;
  recent.delete(node);
  recent.add(node);
  for (const oldest of recent) {
    if (recent.size <= Math.max(1, source.options.keep)) break;
    recent.delete(oldest);
    oldest.answer = undefined;
  }
}

function cycle(engine: Engine, node: Node): string {
  const start = engine.stack.findIndex((frame) => frame.node === node);
  const nodes = [...engine.stack.slice(start).map((frame) => frame.node), node];
  return nodes.map(({ family, key }) => `${family.source.name}(${key})`).join(" → ");
}
