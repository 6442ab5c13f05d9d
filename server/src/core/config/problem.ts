/** What is wrong with a configuration, and where. */
import type { Path } from "../value/path.ts";

export interface Problem {
  readonly path: Path;
  readonly part: "key" | "value";
  readonly message: string;
}
