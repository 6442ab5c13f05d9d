/** The pages of the rules, which are shipped beside the program. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AnyRule } from "../core/answers.ts";
import { shipped } from "../host/shipped.ts";

/** Markdown. An installation without its pages still knows the heart of the matter. */
export function rulePage({ code, name, summary, why }: AnyRule): string {
  const folder = shipped("docs/rules");
  const page = folder === undefined ? undefined : readPage(join(folder, `${code}.md`));
  return page ?? `# ${code} ${name}\n\n${summary}\n\n## Why it matters\n\n${why}\n`;
}

/** The last line says what the page was made from, which is of no use to its reader. */
const ORIGIN = /\n<!--[^>]*-->\s*$/;

function readPage(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").replaceAll("\r\n", "\n").replace(ORIGIN, "");
  } catch {
    return undefined;
  }
}
