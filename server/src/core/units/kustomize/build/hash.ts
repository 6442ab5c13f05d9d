/**
 * The suffix that kustomize gives the names of generated ConfigMaps and Secrets: the first ten hexadecimal digits of the SHA-256
 * of what they hold, as JSON with sorted keys, without the digits that make words.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { resolve } from "../../../value/scalar.ts";
import { type Mapping, member, type Value } from "../../../value/value.ts";
import { rawOf } from "./values.ts";

const LETTERS: Readonly<Record<string, string>> = { 0: "g", 1: "h", 3: "k", a: "m", e: "t" };

export function contentHash(object: Mapping): string {
  const digits = bytesToHex(sha256(utf8ToBytes(hashed(object)))).slice(0, 10);
  return digits.replaceAll(/[013ae]/g, (digit) => LETTERS[digit] ?? digit);
}

/** The name is left out of the hash, though there is a place for it. */
function hashed(object: Mapping): string {
  const kind = rawOf(member(object, "kind"));
  const more = kind === "Secret" ? "stringData" : "binaryData";
  const parts: readonly (readonly [string, string | undefined])[] = [
    [more, member(object, more)?.type === "mapping" ? json(member(object, more)) : undefined],
    ["data", json(member(object, "data"))],
    ["kind", quoted(kind)],
    ["name", quoted("")],
    ["type", kind === "Secret" ? quoted(rawOf(member(object, "type"))) : undefined],
  ];
  const present = parts.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return fields(present);
}

function fields(entries: readonly (readonly [string, string])[]): string {
  const sorted = entries.toSorted(([a], [b]) => byCodePoint(a, b));
  return `{${sorted.map(([key, value]) => `${quoted(key)}:${value}`).join(",")}}`;
}

function json(value: Value | undefined): string {
  if (value === undefined) return quoted("");
  if (value.type === "scalar") return scalar(value);
  if (value.type === "sequence") return `[${value.items.map(json).join(",")}]`;
  return fields(value.entries.map(({ key, value: each }) => [key, json(each)]));
}

function scalar(value: Extract<Value, { type: "scalar" }>): string {
  const resolved = resolve(value);
  return typeof resolved === "string" ? quoted(resolved) : JSON.stringify(resolved);
}

/** JSON as Go writes it: safe to stand in a page. */
function quoted(raw: string): string {
  return JSON.stringify(raw).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The order of UTF-8 bytes, which beyond the basic plane is not that of JavaScript. */
function byCodePoint(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (const [index, each] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const difference = (each.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
