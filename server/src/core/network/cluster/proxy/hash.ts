/** Hashes in the names of chains: the first letters of the SHA-256 of a text, in base 32 (RFC 4648, upper case, no padding). */
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** At most 51 letters. */
export function hashOf(text: string, letters: number): string {
  const bytes = sha256(utf8ToBytes(text));
  let hash = "";
  for (let index = 0; index < letters; index++) hash += ALPHABET[fiveBits(bytes, index * 5)] ?? "";
  return hash;
}

/** Five bits from the bit at this place on, as a number below 32. */
function fiveBits(bytes: Uint8Array, from: number): number {
  const at = Math.floor(from / 8);
  const pair = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
  return (pair >> (11 - (from % 8))) & 31;
}
