/** Patches insert and take away items of lists; what was set in others before moves with them. */
import { isWithin, type Path } from "../../../value/path.ts";
import type { Mapping } from "../../../value/value.ts";
import type { Move } from "../patch/patched.ts";
import type { Touched } from "./object.ts";
import { valueAt } from "./values.ts";

/** Those that are still there, where they are now. */
export function relocated(
  touched: readonly Touched[],
  moved: readonly Move[],
  after: Mapping,
): readonly Touched[] {
  return touched.flatMap((each) => {
    const path = pathNow(each.path, moved);
    return path && valueAt(after, path) !== undefined ? [{ ...each, path }] : [];
  });
}

/** The innermost move counts; where something else moved to, what was there is gone. */
function pathNow(path: Path, moved: readonly Move[]): Path | undefined {
  const moves = moved.filter(({ was }) => isWithin(path, was));
  const [move] = moves.toSorted((a, b) => b.was.length - a.was.length);
  if (move) return [...move.path, ...path.slice(move.was.length)];
  return moved.some((each) => isWithin(path, each.path)) ? undefined : path;
}
