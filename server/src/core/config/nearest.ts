/** What was probably meant. */
import { closest, distance } from "fastest-levenshtein";

/** The nearest of the words, when no more than a third of it differs. */
export function nearest(word: string, among: readonly string[]): string | undefined {
  if (among.length === 0) return undefined;
  const found = closest(word, [...among]);
  return distance(word, found) <= Math.max(1, Math.floor(found.length / 3)) ? found : undefined;
}
