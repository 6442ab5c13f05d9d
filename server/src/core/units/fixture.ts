/** Folders of test data by their names: what is wrong there is often meant to be. */
const WORDS = new Set([
  ...["testdata", "fixture", "fixtures", "fake", "fakes", "conformance", "e2e", "invalid"],
]);

/** Most paths hold none of the words, and are told apart at one look. */
const ANY = new RegExp([...WORDS].join("|"), "i");

/** The topmost folder of test data that a path lies in; undefined for all else. */
export function fixtureOf(path: string): string | undefined {
  if (!ANY.test(path)) return undefined;
  const folders = path.split("/").slice(0, -1);
  const depth = folders.findIndex((name) =>
    name
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .some((word) => WORDS.has(word)),
  );
  return depth < 0 ? undefined : folders.slice(0, depth + 1).join("/");
}
