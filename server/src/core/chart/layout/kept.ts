/** Answers that are kept as long as what they were made of is the same. */

/** The last answer for a key while each part of its ground is the very same, else a new one. */
export type Kept<K, T> = (key: K, ground: readonly unknown[], make: () => T) => T;

interface Answer<T> {
  readonly ground: readonly unknown[];
  readonly answer: T;
}

interface Shelf<K, T> {
  readonly get: (key: K) => Answer<T> | undefined;
  readonly set: (key: K, answer: Answer<T>) => unknown;
}

/** For objects: forgotten together with them. */
export function keptByObject<K extends object, T>(): Kept<K, T> {
  return keptOn(new WeakMap<K, Answer<T>>());
}

/** For keys of which there are few. */
export function keptByKey<K, T>(): Kept<K, T> {
  return keptOn(new Map<K, Answer<T>>());
}

function keptOn<K, T>(shelf: Shelf<K, T>): Kept<K, T> {
  return (key, ground, make) => {
    const last = shelf.get(key);
    if (last && hasSame(last.ground, ground)) return last.answer;
    const answer = make();
    shelf.set(key, { ground, answer });
    return answer;
  };
}

/** Whether each is the very same. */
export function hasSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

export function notKept<K, T>(_: K, __: readonly unknown[], make: () => T): T {
  return make();
}
