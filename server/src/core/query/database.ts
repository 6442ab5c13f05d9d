/**
 * The engine's door: inputs are pushed, questions are pulled (refresh.ts). Deliberately absent: threads, promises, time.
 */
import type { Engine, Node } from "./node.ts";
import { familyOf, listed, nodeIn } from "./node.ts";
import type { Binding, Input, Reader, Source } from "./query.ts";
import { isRead, removeReader } from "./readers.ts";
import { ask, write } from "./refresh.ts";
import { newSharedKeys, sharedKey } from "./sharedKey.ts";

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

export function createDatabase(bindings: readonly Binding[] = []): Database {
  const reader: Reader = {
    get: <V>(source: Source<V>, key: string) => answer(engine, source, key) as V,
  };
  const engine: Engine = {
    reader,
    families: new Map(),
    bindings: new Map(bindings.map(({ name, query }) => [name, query])),
    stack: [],
    errors: new Map(),
    runs: new Map(),
    keys: newSharedKeys(),
    gates: [],
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
    ...reader,
    set: (source, key, value) => write(engine, nodeIn(familyOf(engine, source), key), value, true),
    remove: (source, key) => {
      const node = engine.families.get(source.name)?.nodes.get(key);
      if (node) write(engine, node, source.absent, false);
    },
    runs: () => engine.runs,
    resetRuns: () => engine.runs.clear(),
    sweep: () => sweep(engine),
  };
}

function answer(engine: Engine, source: Source<unknown>, key: string): unknown {
  const family = familyOf(engine, source);
  const { source: concrete } = family;
  if (concrete.tag === "input" || !concrete.options.thin)
    return ask(engine, nodeIn(family, sharedKey(engine.keys, key)));
  return concrete.compute(engine.reader, key);
}

function sweep(engine: Engine): void {
  const isDead = (node: Node) => !isRead(node) && node.askedAt < engine.sweeps;
  const dead = [...engine.families.values()].flatMap((family) => [...family.nodes.values()].filter(isDead));
  for (let node = dead.pop(); node; node = dead.pop()) {
    node.family.nodes.delete(node.key);
    node.family.recent.delete(node);
    engine.errors.delete(node);
    for (const dependency of listed(node.dependencies)) {
      removeReader(dependency, node);
      if (isDead(dependency)) dead.push(dependency);
    }
  }
  engine.sweeps += 1;
}
