/** What a key says. */
import { resolve } from "../value/scalar.ts";
import type { Scalar } from "../value/value.ts";

/** Words of more letters than `false` resolve to themselves, save numbers. */
const LONGEST_WORD = 5;

/** As kubectl reads it: JSON's keys are text, so `on:` becomes "true" and `010:` becomes "8". */
export function keyOf(key: Scalar): string {
  if (key.raw.length > LONGEST_WORD && !/^[-+.0-9]/.test(key.raw)) return key.raw;
  return String(resolve(key) ?? key.raw);
}
