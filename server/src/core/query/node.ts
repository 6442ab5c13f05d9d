/** What the engine remembers: one node for each input or query and key, with who read it and what it read. */
import type { Input, Query, Reader, Source } from "./query.ts";
import type { Readers } from "./readers.ts";
import type { Reads } from "./reads.ts";
import type { SharedKeys } from "./sharedKey.ts";

export type State = "clean" | "suspect" | "dirty";

/** In the place of an answer: it has not run, or the answer was dropped to make room. */
export const NOTHING = Symbol("nothing");

/** In the place of an answer: it threw, and `Engine.errors` says what. */
export const FAILED = Symbol("failed");

/** There are hundreds of thousands: one field less is megabytes. */
export interface Node {
  readonly family: Family;
  readonly key: string;
  state: State;
  /** The value, `NOTHING` or `FAILED`. */
  answer: unknown;
  /** Each once, in the order in which they were first read. */
  dependencies: Few;
  readers: Readers;
  /** It is running, or asking its dependencies whether it must. */
  busy: boolean;
  /** The sweep before which it was last asked for from outside. */
  askedAt: number;
}

/** `askedAt` of an input that is set: it outlives every sweep. */
export const ALWAYS = 0x3fff_ffff;

/** Most have one, which needs no array. */
export type Few = Node | readonly Node[] | undefined;

export function listed(few: Few): readonly Node[] {
  if (few === undefined) return NONE;
  return isList(few) ? few : [few];
}

function isList(few: Node | readonly Node[]): few is readonly Node[] {
  return Array.isArray(few);
}

const NONE: readonly Node[] = [];

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
  /** What is busy, outermost first; one that is only being checked, or fixed, records no reads. */
  readonly stack: { readonly node: Node; readonly reads: Reads | undefined }[];
  /** What queries threw. */
  readonly errors: Map<Node, unknown>;
  readonly runs: Map<string, number>;
  /** Keys that were asked for lately. */
  readonly keys: SharedKeys;
  /** Gates that may have changed, and whose readers do not know yet. */
  readonly gates: Node[];
  revision: number;
  sweeps: number;
}

export function familyOf(engine: Engine, source: Source<unknown>): Family {
  const known = engine.families.get(source.name);
  if (known) return known;
  const concrete = source.tag === "declared" ? engine.bindings.get(source.name) : source;
  if (!concrete) throw new Error(`query ${source.name} was declared but never bound`);
  const family: Family = { source: concrete, nodes: new Map(), recent: new Set() };
  engine.families.set(source.name, family);
  return family;
}

export function nodeIn(family: Family, key: string): Node {
  const known = family.nodes.get(key);
  if (known) return known;
  const isInput = family.source.tag === "input";
  const node: Node = {
    family,
    key,
    state: isInput ? "clean" : "dirty",
    answer: family.source.tag === "input" ? family.source.absent : NOTHING,
    dependencies: undefined,
    readers: undefined,
    busy: false,
    askedAt: 0,
  };
  family.nodes.set(key, node);
  return node;
}
