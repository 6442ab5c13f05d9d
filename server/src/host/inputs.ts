import type { Analysis } from "../core/analysis.ts";

/** The part of the analysis that the host may use: it tells, and asks one thing only, which further files to read. */
export type Inputs = Pick<
  Analysis,
  | "setRoots"
  | "setFiles"
  | "setText"
  | "setUnreadable"
  | "editText"
  | "closeText"
  | "attachments"
  | "setAttachment"
>;
