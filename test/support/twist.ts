/** A manifest whose values are not what they should be: of another type, missing, far too many, or out of another place. */
import type { Random } from "./random.ts";

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

const ODD: readonly [Plain, ...Plain[]] = [
  ...([null, true, false, 0, -1, 1, 80, 65_536, 1e99, 0.5, 2 ** 53] as const),
  ...([
    "",
    "x",
    "null",
    "~",
    "0x1F",
    "::",
    "10.0.0.0/33",
    "fe80::1%eth0",
    "256.1.1.1",
    "$(A)",
    "$(A",
    "a.b.",
  ] as const),
  ...([
    "-",
    ".",
    "*",
    "http://",
    "%",
    "é漢😀",
    "\u202E",
    "[]",
    "{{ x }}",
    "1e3m",
    "10s",
    "constructor",
  ] as const),
  "a".repeat(300),
  "a.".repeat(200),
  [],
  [null],
  [[]],
  [{}],
  {},
  { a: 1 },
  { "": "" },
  { __proto__x: null, toString: "x", constructor: {} },
];

/** The same value with something in it changed, anywhere. */
export function twisted(value: Plain, random: Random, others: Plain): Plain {
  if (isList(value) && value.length > 0 && !random.oneIn(6)) {
    const at = random.below(value.length);
    const item = value[at] ?? null;
    if (random.oneIn(8)) return value.toSpliced(at, 1);
    if (random.oneIn(8)) return value.toSpliced(at, 0, item);
    return value.with(at, twisted(item, random, others));
  }
  if (isMapping(value) && Object.keys(value).length > 0 && !random.oneIn(8)) {
    const keys = Object.keys(value);
    const key = keys[random.below(keys.length)] ?? "";
    const { [key]: inside = null, ...rest } = value;
    if (random.oneIn(10)) return rest;
    if (random.oneIn(20)) return { ...rest, [keys[random.below(keys.length)] ?? ""]: inside };
    return { ...value, [key]: twisted(inside, random, others) };
  }
  return random.oneIn(3) ? partOf(others, random) : random.pick(ODD);
}

function partOf(value: Plain, random: Random): Plain {
  const parts = isList(value) ? value : isMapping(value) ? Object.values(value) : [];
  if (parts.length === 0 || random.oneIn(5)) return value;
  return partOf(parts[random.below(parts.length)] ?? null, random);
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

function isMapping(value: Plain): value is { readonly [key: string]: Plain } {
  return typeof value === "object" && value !== null && !isList(value);
}
