/** What a patch makes of an object, or why kustomize refuses to apply it. */
import type { Path } from "../../../value/path.ts";
import type { Mapping } from "../../../value/value.ts";

export interface Patched {
  /** Undefined when the patch deletes the object. */
  readonly value: Mapping | undefined;
  /** Only what came out different; what lies below a path was set with it, unless it has an entry of its own. */
  readonly touched: readonly PatchTouch[];
}

export interface PatchTouch {
  /** In the object as it comes out. */
  readonly path: Path;
  /** In the patch. */
  readonly from: Path;
}

export interface PatchFault {
  /** What is wrong, in words for a person. */
  readonly fault: string;
  /** In the patch; empty for the patch as a whole. */
  readonly path: Path;
}

export function isFault(result: object): result is PatchFault {
  return "fault" in result;
}
