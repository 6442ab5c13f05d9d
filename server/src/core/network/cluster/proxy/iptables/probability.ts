/** What a rule takes of the connections that reach it, so that each of those left gets as many as the others. */

/** The only count whose part lies halfway between two texts: Go rounds it to the even one, JavaScript upwards. */
const HALFWAY = 2048;

/** `0.3333333333` for three left; undefined for the last, which takes all. */
export function probability(left: number): string | undefined {
  if (left <= 1) return undefined;
  return left === HALFWAY ? "0.0004882812" : (1 / left).toFixed(10);
}

/** The kernel keeps it as a number of 31 bits, and iptables-save prints that: `0.33333333349` of `0.3333333333`. */
export function savedProbability(written: string): string {
  const steps = 2 ** 31;
  return (Math.round(Number(written) * steps) / steps).toFixed(11);
}
