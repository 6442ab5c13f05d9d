/** What the engine remembers: one node for each input or query and key, with who read it and what it read. */
import type { Input, Query, Reader, Source } from "./query.ts";
import type { Readers } from "./readers.ts";

export type State = "clean" | "suspect" | "dirty";

export type Answer = { readonly value: unknown } | { readonly error: unknown };

export interface Node {
  readonly family: Family;
  readonly key: string;
  state: State;
  /** Undefined until it has run, and when it was dropped to make room. */
  answer: Answer | undefined;
  /** Each once, in the order in which they were first read. */
  dependencies: readonly Node[];
  readers: Readers;
  /** It is running, or asking its dependencies whether it must. */
  busy: boolean;
  askedAt: number;
  present: boolean;
}

export interface Family {
  readonly source: Input<unknown> | Query<unknown>;
  readonly nodes: Map<string, Node>;
  /** Nodes whose answers are in memory, least recently used first; only for queries with `keep`. */
  readonly recent: Set<Node>;
}

export interface Engine {
  /** What a query reads through while it runs. */
  readonly reader: Reader;
  readonly families: Map<string, Family>;
  readonly bindings: ReadonlyMap<string, Query<unknown>>;
  /** What is busy, outermost first; one that is only being checked records no reads. */
  readonly stack: { readonly node: Node; readonly reads: Set<Node> | undefined }[];
  readonly runs: Map<string, number>;
  /** Gates that may have changed, and whose readers do not know yet. */
  readonly gates: Node[];
  revision: number;
  sweeps: number;
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

const NONE: readonly Node[] = [];

export function nodeOf(engine: Engine, source: Source<unknown>, key: string): Node {
  const family = familyOf(engine, source);
  const known = family.nodes.get(key);
  if (known) return known;
  const isInput = family.source.tag === "input";
  const node: Node = {
    family,
    key,
    state: isInput ? "clean" : "dirty",
    answer: family.source.tag === "input" ? { value: family.source.absent } : undefined,
    dependencies: NONE,
    readers: undefined,
    busy: false,
    askedAt: 0,
    present: false,
  };
  family.nodes.set(key, node);
  return node;
}
