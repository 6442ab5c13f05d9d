/** A folder on disk that `portolan check` takes for a repository, so that the world begins there and nowhere above. */
import type { TestContext } from "node:test";
import { portolan, type Ran, type RunOptions } from "./commandLine.ts";
import { makeFolder } from "./folder.ts";

export interface Repository {
  readonly cwd: string;
  /** Runs `portolan check` in it; arguments are divided at spaces. */
  readonly run: (argv: string, options?: Partial<RunOptions>) => Promise<Ran>;
}

export async function makeRepository(
  test: TestContext,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<Repository> {
  const cwd = await makeFolder(test, { ".git/HEAD": "", ...files });
  return {
    cwd,
    run: (argv, options = {}) =>
      portolan(["check", ...argv.split(" ").filter((each) => each !== "")], { cwd, ...options }),
  };
}
