/**
 * The engine: inputs are pushed, questions are pulled.
 *
 * Setting an input marks what hangs on it: direct readers *dirty*, those behind them *suspect*. A question refreshes only
 * what it needs: a suspect node asks its dependencies in the order it read them and reruns only if one of them came out
 * different. An answer equal to the old one leaves its readers asleep. Deliberately absent: threads, promises, time.
 */
import { equal } from "./equal.ts";
import type { Binding, Input, Query, Reader, Source } from "./query.ts";

export interface Database extends Reader {
  /** Grows with every change of an input. */
  readonly revision: number;
  set<V>(source: Input<V>, key: string, value: V): void;
  remove<V>(source: Input<V>, key: string): void;
  /** How often each query has run since the counters were last reset. */
  runs(): ReadonlyMap<string, number>;
  resetRuns(): void;
  /** Drops every answer that nobody reads and nobody asked for since the last sweep, and what only it kept alive. */
  sweep(): void;
  /** Number of remembered nodes. */
  readonly size: number;
}

type State = "clean" | "suspect" | "dirty";

interface Node {
  readonly family: Family;
  readonly key: string;
  state: State;
  answer: { readonly value: unknown } | undefined;
  dependencies: ReadonlySet<Node>;
  readonly readers: Set<Node>;
  running: boolean;
  askedAt: number;
  present: boolean;
}

interface Family {
  readonly source: Input<unknown> | Query<unknown>;
  readonly nodes: Map<string, Node>;
  /** Nodes whose answers are in memory, least recently used first; only for queries with `keep`. */
  readonly recent: Set<Node>;
}

interface Engine {
  readonly families: Map<string, Family>;
  readonly bindings: ReadonlyMap<string, Query<unknown>>;
  readonly stack: { node: Node; reads: Set<Node> }[];
  readonly runs: Map<string, number>;
  revision: number;
  sweeps: number;
}

export function createDatabase(bindings: readonly Binding[] = []): Database {
  const engine: Engine = {
    families: new Map(),
    bindings: new Map(bindings.map(({ name, query }) => [name, query])),
    stack: [],
    runs: new Map(),
    revision: 0,
    sweeps: 1,
  };
  return {
    get revision() {
      return engine.revision;
    },
    get size() {
      return [...engine.families.values()].reduce((sum, family) => sum + family.nodes.size, 0);
    },
    get: <V>(source: Source<V>, key: string) => ask(engine, nodeOf(engine, source, key)) as V,
    set: (source, key, value) => write(engine, nodeOf(engine, source, key), value, true),
    remove: (source, key) => {
      const node = engine.families.get(source.name)?.nodes.get(key);
      if (node) write(engine, node, source.absent, false);
    },
    runs: () => engine.runs,
    resetRuns: () => engine.runs.clear(),
    sweep: () => sweep(engine),
  };
}

function familyOf(engine: Engine, source: Source<unknown>): Family {
  const known = engine.families.get(source.name);
  if (known) return known;
  const concrete = source.tag === "declared" ? engine.bindings.get(source.name) : source;
  if (!concrete) throw new Error(`query ${source.name} was declared but never bound`);
  const family: Family = { source: concrete, nodes: new Map(), recent: new Set() };
  engine.families.set(source.name, family);
  return family;
}

function nodeOf(engine: Engine, source: Source<unknown>, key: string): Node {
  const family = familyOf(engine, source);
  const known = family.nodes.get(key);
  if (known) return known;
  const isInput = family.source.tag === "input";
  const node: Node = {
    family,
    key,
    state: isInput ? "clean" : "dirty",
    answer: family.source.tag === "input" ? { value: family.source.absent } : undefined,
    dependencies: new Set(),
    readers: new Set(),
    running: false,
    askedAt: 0,
    present: false,
  };
  family.nodes.set(key, node);
  return node;
}

function ask(engine: Engine, node: Node): unknown {
  const reader = engine.stack.at(-1);
  if (reader) reader.reads.add(node);
  else node.askedAt = engine.sweeps;
  refresh(engine, node);
  if (!node.answer) run(engine, node);
  if (node.family.recent.delete(node)) node.family.recent.add(node);
  return node.answer?.value;
}

function write(engine: Engine, node: Node, value: unknown, present: boolean): void {
  if (engine.stack.length > 0)
    throw new Error(`input ${node.family.source.name} was written while a query ran`);
  node.present = present;
  if (equal(node.answer?.value, value)) return;
  node.answer = { value };
  engine.revision += 1;
  wake(node);
}

/** Marks the readers of a changed node dirty, and all that hangs on those suspect. */
function wake(changed: Node): void {
  const suspects: Node[] = [];
  for (const reader of changed.readers) {
    if (reader.state === "clean") suspects.push(...reader.readers);
    reader.state = "dirty";
  }
  for (let node = suspects.pop(); node; node = suspects.pop()) {
    if (node.state !== "clean") continue;
    node.state = "suspect";
    suspects.push(...node.readers);
  }
}

function refresh(engine: Engine, node: Node): void {
  if (node.running) throw new Error(`query cycle: ${cycle(engine, node)}`);
  if (node.state === "suspect") {
    for (const dependency of node.dependencies) {
      refresh(engine, dependency);
      if (isDirty(node)) break;
    }
    if (node.state === "suspect") node.state = "clean";
  }
  if (node.state === "dirty") run(engine, node);
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
  const reads = new Set<Node>();
  engine.stack.push({ node, reads });
  node.running = true;
  let value: unknown;
  try {
    value = source.compute(readerOf(engine), node.key);
  } finally {
    node.running = false;
    engine.stack.pop();
    adopt(node, reads);
  }
  engine.runs.set(source.name, (engine.runs.get(source.name) ?? 0) + 1);
  node.state = "clean";
  const same = before !== undefined && (source.options.equal ?? equal)(before.value, value);
  node.answer = same ? before : { value };
  remember(node, source);
  if (!same && !wasEvicted) for (const reader of node.readers) if (!reader.running) reader.state = "dirty";
}

function readerOf(engine: Engine): Reader {
  return { get: <V>(source: Source<V>, key: string) => ask(engine, nodeOf(engine, source, key)) as V };
}

function adopt(node: Node, reads: ReadonlySet<Node>): void {
  for (const old of node.dependencies) if (!reads.has(old)) old.readers.delete(node);
  for (const read of reads) read.readers.add(node);
  node.dependencies = reads;
}

function remember(node: Node, source: Query<unknown>): void {
  if (source.options.keep === undefined) return;
  const { recent } = node.family;
  recent.delete(node);
  recent.add(node);
  for (const oldest of recent) {
    if (recent.size <= source.options.keep) break;
    recent.delete(oldest);
    oldest.answer = undefined;
  }
}

function cycle(engine: Engine, node: Node): string {
  const names = engine.stack.map((frame) => `${frame.node.family.source.name}(${frame.node.key})`);
  return [...names, `${node.family.source.name}(${node.key})`].join(" → ");
}

function sweep(engine: Engine): void {
  const isDead = (node: Node) => node.readers.size === 0 && !node.present && node.askedAt < engine.sweeps;
  const dead = [...engine.families.values()].flatMap((family) => [...family.nodes.values()].filter(isDead));
  for (let node = dead.pop(); node; node = dead.pop()) {
    node.family.nodes.delete(node.key);
    node.family.recent.delete(node);
    for (const dependency of node.dependencies) {
      dependency.readers.delete(node);
      if (isDead(dependency)) dead.push(dependency);
    }
  }
  engine.sweeps += 1;
}
