import { distance } from "fastest-levenshtein";

/** How much of what was typed may be wrong; a swap of two letters counts twice. */
const FAR = 0.4;

/** The one of some names that was probably meant. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const ranked = names
    .map((name) => ({ name, away: distance(typed.toLowerCase(), name.toLowerCase()) }))
    .toSorted((a, b) => a.away - b.away);
  const [best] = ranked;
  return best && best.away <= Math.max(1, Math.floor(typed.length * FAR)) ? best.name : undefined;
}

/** ` Did you mean X?`, or nothing. */
export function didYouMean(typed: string, names: readonly string[], print = (name: string) => name): string {
  const name = nearest(typed, names);
  return name === undefined ? "" : ` Did you mean \`${print(name)}\`?`;
}
