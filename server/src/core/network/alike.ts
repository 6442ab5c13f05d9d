/** How alike two names are: a slip of the keys is near, another word is not. */
import { distance } from "fastest-levenshtein";

/** Likeness from which one name may be meant for the other. */
export const ALIKE = 0.75;

/** 1 for the same text, 0 for nothing in common. Two neighbouring letters that changed places count as one slip. */
export function likeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 1;
  return 1 - slips(a, b) / longest;
}

/** `cart-1` is no slip for `cart-2`: numbers are not mistyped, they count. */
export function slipLikeness(a: string, b: string): number {
  return a.replaceAll(/\d+/g, "0") === b.replaceAll(/\d+/g, "0") ? 0 : likeness(a, b);
}

/** How many slips of the keys lead from one text to the other. */
export function slips(a: string, b: string): number {
  return isSwap(a, b) ? 1 : distance(a, b);
}

/** The candidate most like the text, if it is alike enough and no other is as near. */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const ranked = [...new Set(candidates)]
    .map((name) => ({ name, score: likeness(text.toLowerCase(), name.toLowerCase()) }))
    .filter(({ score }) => score >= ALIKE)
    .toSorted((a, b) => b.score - a.score);
  const [best, second] = ranked;
  return best && best.score !== second?.score ? best.name : undefined;
}

function isSwap(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  if (at < 0) return false;
  return a.slice(0, at) + a.charAt(at + 1) + a.charAt(at) + a.slice(at + 2) === b;
}
