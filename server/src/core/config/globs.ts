/** Globs of the configuration: on paths with `/` between segments, below the configuration's folder. */
import picomatch from "picomatch/posix.js";

/** What is wrong with a glob; undefined when it can be used. */
export function globComplaint(glob: string): string | undefined {
  if (glob.startsWith("!")) return "must not begin with `!`; what is left out stands under `exclude`";
  if (glob.startsWith("/") || /^[A-Za-z]:/.test(glob) || glob.split("/").includes(".."))
    return "must stay below the folder of the configuration: neither absolute nor with `..`";
  try {
    picomatch.makeRe(glob, { strictBrackets: true });
    return undefined;
  } catch (error) {
    return `is no glob: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Matches paths; a glob that names a folder means all that is in it. */
export function pathMatcher(globs: readonly string[]): (path: string) => boolean {
  const usable = globs
    .filter((glob) => globComplaint(glob) === undefined)
    .map((glob) => glob.replace(/^\.\//, ""));
  if (usable.length === 0) return () => false;
  return picomatch(
    usable.flatMap((glob) => [glob, `${glob.replace(/\/+$/, "")}/**`]),
    { dot: true },
  );
}

/** Matches `Kind/name` and `Kind/namespace/name`. */
export function nameMatcher(glob: string): (name: string) => boolean {
  return picomatch(glob, { dot: true });
}
