import type { Analysis } from "../core/analysis.ts";

/** The part of the analysis that the host may use: it tells, and asks nothing. */
export type Inputs = Pick<
  Analysis,
  "setRoots" | "setFiles" | "setText" | "setUnreadable" | "editText" | "closeText"
>;
