/**
 * A YAML or JSON document as plain data, without positions: what facts are made of.
 *
 * Scalars keep their raw text and style, because what a scalar means is decided by Kubernetes' reading of YAML
 * (scalar.ts), not by a parser's. Aliases are resolved and merge keys applied. Duplicate keys: the last one wins, as kubectl
 * reads it.
 */
export type Value = Scalar | Mapping | Sequence;

export type ScalarStyle = "plain" | "single" | "double" | "block";

export interface Scalar {
  readonly type: "scalar";
  /** The text between the quotes, escapes resolved; for a plain scalar the text as written. */
  readonly raw: string;
  readonly style: ScalarStyle;
  /** An explicit tag in full: `tag:yaml.org,2002:str` for `!!str`. */
  readonly tag?: string;
}

export interface Mapping {
  readonly type: "mapping";
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly key: string;
  readonly value: Value;
}

export interface Sequence {
  readonly type: "sequence";
  readonly items: readonly Value[];
}

/** The value of a key; undefined when `value` is no mapping or has no such key. */
export function member(value: Value | undefined, key: string): Value | undefined {
  if (value?.type !== "mapping") return undefined;
  const { entries } = value;
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (entry?.key === key) return entry.value;
  }
  return undefined;
}

/** The value at a path of keys. */
export function memberAt(value: Value | undefined, ...keys: readonly string[]): Value | undefined {
  return keys.reduce<Value | undefined>(member, value);
}

/** The items of a sequence; none when `value` is no sequence. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.type === "sequence" ? value.items : [];
}

/** The entries of a mapping; none when `value` is no mapping. */
export function entriesOf(value: Value | undefined): readonly Entry[] {
  return value?.type === "mapping" ? value.entries : [];
}
