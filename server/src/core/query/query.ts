/**
 * Descriptions of what a database can hold. They are constants: no state lives here.
 *
 * An *input* is told to the database from outside; a *query* is a pure function of one key, remembered and recomputed
 * only when something it read has changed; a *declared* query is named here and given its function when the database is
 * made, so that a lower layer can ask a question which only a higher one can answer.
 */

/** What a query may do while it runs: read other values. Every read is recorded. */
export interface Reader {
  get<V>(source: Source<V>, key: string): V;
}

export interface Input<V> {
  readonly tag: "input";
  readonly name: string;
  /** The value of a key that was never set, or was removed. */
  readonly absent: V;
}

export interface Query<V> {
  readonly tag: "query";
  readonly name: string;
  readonly compute: (db: Reader, key: string) => V;
  readonly options: QueryOptions<V>;
}

export interface DeclaredQuery<V> {
  readonly tag: "declared";
  readonly name: string;
  /** Never set; carries the type of the answer. */
  readonly answer?: V;
}

export interface QueryOptions<V> {
  /** Whether two answers are the same to every reader; structural equality when left out. */
  equal?(a: V, b: V): boolean;
  /**
   * A gate stands where changes mostly end: it is asked at once, before the first question after a change, and what lies
   * behind it is woken only if its own answer changed. For small queries that many others hang on.
   */
  readonly gate?: true;
  /**
   * So little work that remembering costs more: nothing is kept, whoever asks reads what it reads. For a look into something
   * that is remembered.
   */
  readonly thin?: true;
  /**
   * The key says all (it holds the hash of a text): the answer never changes, so nothing that it reads is written down. It must
   * only be asked with keys of what is there now.
   */
  readonly fixed?: true;
  /** How many answers to keep in memory, least recently used dropped first; all when left out. */
  readonly keep?: number;
}

export type Source<V> = Input<V> | Query<V> | DeclaredQuery<V>;

/** The function of a declared query. */
export interface Binding {
  readonly name: string;
  readonly query: Query<unknown>;
}

export function input<V>(name: string, absent: V): Input<V> {
  return { tag: "input", name, absent };
}

export function query<V>(
  name: string,
  compute: (db: Reader, key: string) => V,
  options: QueryOptions<V> = {},
): Query<V> {
  return { tag: "query", name, compute, options };
}

export function declared<V>(name: string): DeclaredQuery<V> {
  return { tag: "declared", name };
}

export function bind<V>(
  source: DeclaredQuery<V>,
  compute: (db: Reader, key: string) => V,
  options: QueryOptions<V> = {},
): Binding {
  return { name: source.name, query: query(source.name, compute, options) };
}

const SEPARATOR = "\u0001";

/** One key made of several parts; `partsOf` takes it apart again. No part may hold U+0001. */
export function keyOf(...parts: readonly string[]): string {
  return parts.join(SEPARATOR);
}

export function partsOf(key: string): readonly string[] {
  return key.split(SEPARATOR);
}

/** The first part of a key, and the rest as one: `(unit, DocId)` of a relation's key. */
export function firstAndRest(key: string): readonly [first: string, rest: string] {
  const end = key.indexOf(SEPARATOR);
  return end < 0 ? [key, ""] : [key.slice(0, end), key.slice(end + 1)];
}
