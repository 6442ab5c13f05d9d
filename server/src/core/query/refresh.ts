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
import { ALWAYS, type Engine, FAILED, listed, NOTHING, type Node, type State } from "./node.ts";
import type { Query } from "./query.ts";
import { addReader, isRead, readersOf, removeReader } from "./readers.ts";
import { addRead, hasRead, kept, newReads, type Reads } from "./reads.ts";

export function ask(engine: Engine, node: Node): unknown {
  const reader = engine.stack.at(-1);
  if (!reader) {
    node.askedAt = Math.max(node.askedAt, engine.sweeps);
    settle(engine);
  } else if (reader.reads) addRead(reader.reads, node);
  if (node.busy) throw new Error(`query cycle: ${cycle(engine, node)}`);
  refresh(engine, node);
  if (node.answer === NOTHING) run(engine, node);
  const { recent } = node.family;
  if (recent.size > 0 && recent.delete(node)) recent.add(node);
  if (node.answer === FAILED) throw engine.errors.get(node);
  return node.answer;
}

export function write(engine: Engine, node: Node, value: unknown, present: boolean): void {
  if (engine.stack.length > 0)
    throw new Error(`input ${node.family.source.name} was written while a query ran`);
  node.askedAt = present ? ALWAYS : 0;
  if (equal(node.answer, value)) return;
  node.answer = value;
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
  for (const dependency of listed(node.dependencies)) {
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
  const same = compute(engine, node, source);
  engine.runs.set(source.name, (engine.runs.get(source.name) ?? 0) + 1);
  node.state = isOvertaken(node) ? "suspect" : "clean";
  remember(node, source);
  if (!same && !wasEvicted) wake(engine, node);
}

/** While it ran, a gate changed and woke something that it had read before: it was no reader of that yet, and heard nothing. */
function isOvertaken({ dependencies }: Node): boolean {
  for (const dependency of listed(dependencies))
    if (dependency.state !== "clean" && !dependency.busy) return true;
  return false;
}

/** Leaves the answer in the node; whether it came out as it was. */
function compute(engine: Engine, node: Node, source: Query<unknown>): boolean {
  const reads = source.options.fixed ? undefined : newReads();
  engine.stack.push({ node, reads });
  node.busy = true;
  try {
    return answered(engine, node, source, source.compute(engine.reader, node.key));
  } catch (error) {
    return failed(engine, node, error);
  } finally {
    node.busy = false;
    engine.stack.pop();
    if (reads) adopt(node, reads);
  }
}

function answered(engine: Engine, node: Node, { options }: Query<unknown>, value: unknown): boolean {
  const { answer } = node;
  if (answer === FAILED) engine.errors.delete(node);
  else if (answer !== NOTHING && (options.equal ?? equal)(answer, value)) return true;
  node.answer = value;
  return false;
}

function failed(engine: Engine, node: Node, error: unknown): boolean {
  const before = node.answer === FAILED ? engine.errors.get(node) : undefined;
  engine.errors.set(node, error);
  const same = node.answer === FAILED && String(before) === String(error);
  node.answer = FAILED;
  return same;
}

function adopt(node: Node, reads: Reads): void {
  for (const old of listed(node.dependencies)) if (!hasRead(reads, old)) removeReader(old, node);
  for (const read of reads.list) addReader(read, node);
  node.dependencies = kept(reads);
}

function remember(node: Node, source: Query<unknown>): void {
  if (source.options.keep === undefined) return;
  const { recent } = node.family;
  recent.delete(node);
  recent.add(node);
  for (const oldest of recent) {
    if (recent.size <= Math.max(1, source.options.keep)) break;
    recent.delete(oldest);
    forget(oldest, source);
  }
}

/** What a fixed query said can be asked for again at any time: where nobody holds on to it, nothing of it stays. */
function forget(node: Node, { options }: Query<unknown>): void {
  node.answer = NOTHING;
  if (options.fixed && !isRead(node)) node.family.nodes.delete(node.key);
}

function cycle(engine: Engine, node: Node): string {
  const start = engine.stack.findIndex((frame) => frame.node === node);
  const nodes = [...engine.stack.slice(start).map((frame) => frame.node), node];
  return nodes.map(({ family, key }) => `${family.source.name}(${key})`).join(" → ");
}
