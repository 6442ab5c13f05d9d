/**
 * Structural equality of plain data: primitives, arrays, maps, sets and objects without prototypes of their own. Order
 * counts everywhere, because whoever reads a map may go through it in order.
 */
export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && sameItems(a, b);
  if (a instanceof Map) return b instanceof Map && sameItems([...a], [...b]);
  if (a instanceof Set) return b instanceof Set && sameItems([...a], [...b]);
  return !Array.isArray(b) && !(b instanceof Map) && !(b instanceof Set) && sameFields(a, b);
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => equal(item, b[index]));
}

function sameFields(a: object, b: object): boolean {
  const left = Object.entries(a);
  const right = Object.entries(b);
  return (
    left.length === right.length &&
    left.every(([key, value], index) => key === right[index]?.[0] && equal(value, right[index]?.[1]))
  );
}
