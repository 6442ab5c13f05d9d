/**
 * One string for the same key of many queries. A resource in a unit is asked about by dozens of them, each time with a key put
 * together anew: the one that was seen before has its hash, and need not be held a second time.
 */
export type SharedKeys = string[];

const PLACES = 1024;

/** The same text as the string that was last seen in its place, which is a guess by length and a few letters. */
export function sharedKey(keys: SharedKeys, key: string): string {
  const place = placeOf(key);
  if (keys[place] === key) return keys[place];
  keys[place] = key;
  return key;
}

export function newSharedKeys(): SharedKeys {
  return new Array<string>(PLACES).fill("");
}

/** Most ends in a name and a number. A letter that a short key does not have puts it in the first place. */
function placeOf(key: string): number {
  const { length } = key;
  const sum =
    length +
    key.charCodeAt(length - 3) * 31 +
    key.charCodeAt(length - 5) * 131 +
    key.charCodeAt(length - 8) * 17 +
    key.charCodeAt(length - 12) * 7 +
    key.charCodeAt(length >> 1) * 3;
  return sum & (PLACES - 1);
}
