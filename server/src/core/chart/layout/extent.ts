/** Spreading many thousands of values over a call is refused by engines; these are not. */
export function greatest(values: Iterable<number>, otherwise: number): number {
  let result = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > result) result = value;
  return result === Number.NEGATIVE_INFINITY ? otherwise : result;
}

export function least(values: Iterable<number>, otherwise: number): number {
  return -greatest(negated(values), -otherwise);
}

function* negated(values: Iterable<number>): Iterable<number> {
  for (const value of values) yield -value;
}
