/** What a patch makes of an object, or why kustomize refuses to apply it. */
import type { Path } from "../../../value/path.ts";
import type { Mapping } from "../../../value/value.ts";

export interface Patched {
  /** Undefined when the patch deletes the object. */
  readonly value: Mapping | undefined;
  /** What the patch set and was not so before. What lies below a path was set with it, unless it has an entry of its own. */
  readonly touched: readonly PatchTouch[];
  /** What was there before and has another path now: elements of lists, mostly. What lies below moved with it. */
  readonly moved: readonly Move[];
}

export interface PatchTouch {
  /** In the object as it comes out. */
  readonly path: Path;
  /** In the patch. */
  readonly from: Path;
}

export interface Move {
  /** In the object as it comes out. */
  readonly path: Path;
  /** In the object as it was. */
  readonly was: Path;
}

export interface PatchFault {
  /** What is wrong, in words for a person. */
  readonly fault: string;
  /** In the patch; empty for the patch as a whole. */
  readonly path: Path;
}

/** Whether something, which may be missing, is a fault. */
export function isFault<T>(item: T | PatchFault): item is PatchFault {
  return typeof item === "object" && item !== null && "fault" in item;
}
