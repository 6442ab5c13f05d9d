/**
 * A Corefile (coredns.io/manual/configuration): server blocks, in them directives, one a line, which may have a block of
 * options. Snippets and imports are not followed.
 */

export interface Directive {
  readonly name: string;
  readonly words: readonly string[];
  /** The lines of its own block. */
  readonly options: readonly (readonly string[])[];
}

export interface ServerBlock {
  /** `.:53`, `cluster.local`. */
  readonly zones: readonly string[];
  readonly directives: readonly Directive[];
}

/** Never throws; what stands in no block is left out. Braces that do not match make no Corefile at all. */
export function serverBlocks(text: string): readonly ServerBlock[] {
  const lines = text.split("\n").map(wordsOf);
  const blocks: {
    zones: readonly string[];
    directives: { name: string; words: string[]; options: string[][] }[];
  }[] = [];
  let depth = 0;
  for (const words of lines) {
    const opens = words.at(-1) === "{";
    const own = opens ? words.slice(0, -1) : words;
    const [name, ...rest] = own;
    const block = blocks.at(-1);
    if (name === "}") depth -= 1;
    else if (name === undefined && !opens) continue;
    else if (depth === 0 && opens) blocks.push({ zones: own, directives: [] });
    else if (depth === 1 && name !== undefined) block?.directives.push({ name, words: rest, options: [] });
    else if (depth > 1) block?.directives.at(-1)?.options.push([...own]);
    if (opens) depth += 1;
    if (depth < 0) return [];
  }
  return depth === 0 ? blocks : [];
}

/** Words of a line without its comment; quotes hold blanks together. */
function wordsOf(line: string): readonly string[] {
  const found = line.match(/"[^"]*"|#.*|[^\s"]+/g) ?? [];
  const end = found.findIndex((word) => word.startsWith("#"));
  return (end < 0 ? found : found.slice(0, end)).map((word) => word.replaceAll('"', ""));
}
