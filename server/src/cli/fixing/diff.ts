/** What fixes would change, as a unified diff that `git apply` and `patch -p1` take. */
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { harmless, type Paint, type Style } from "../terminal.ts";

export interface Change {
  /** Below the root. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export function unifiedDiff({ path, before, after }: Change): string {
  return createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}

/** For a screen, on which a manifest must not write as it likes. */
export function paintedDiff(diff: string, paint: Paint): string {
  const lines = diff.split("\n").map((line) => {
    const style = styleOf(line);
    const text = harmless(line.replace(/\r$/, ""));
    return style === undefined ? text : paint(style, text);
  });
  return lines.join("\n");
}

function styleOf(line: string): Style | undefined {
  if (line.startsWith("---") || line.startsWith("+++")) return "bold";
  if (line.startsWith("@@")) return "cyan";
  if (line.startsWith("-")) return "red";
  return line.startsWith("+") ? "green" : undefined;
}
