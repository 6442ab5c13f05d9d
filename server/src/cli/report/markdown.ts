/** A rule's page on a terminal. Knows what our pages use: headings, paragraphs, tables, fences, code, bold, links. */
import type { Paint } from "../terminal.ts";

export interface MarkdownOptions {
  readonly paint: Paint;
  readonly width: number;
}

export function markdownAsText(markdown: string, options: MarkdownOptions): string {
  const lines: string[] = [];
  for (const block of blocksOf(markdown)) {
    const [first = ""] = block;
    if (first.startsWith("<!--")) continue;
    const isCode = first.startsWith("```");
    if (isCode)
      lines.push(...block.slice(1, -1).map((line) => `    ${options.paint("cyan", line)}`.trimEnd()));
    else if (first.startsWith("|")) lines.push(...table(block, options));
    else if (first.startsWith("#")) lines.push(...block.map((line) => heading(line, options)));
    else lines.push(...wrap(block.join(" "), options, ""));
    lines.push("");
  }
  return lines.join("\n");
}

/** What stands between empty lines; a fence is one block with all its lines. */
function blocksOf(markdown: string): readonly (readonly string[])[] {
  const blocks: string[][] = [];
  let block: string[] = [];
  let isFence = false;
  const end = () => {
    if (block.length > 0) blocks.push(block);
    block = [];
  };
  for (const line of markdown.split(/\r?\n/)) {
    if (line.startsWith("```")) {
      if (!isFence) end();
      block.push(line);
      if (isFence) end();
      isFence = !isFence;
    } else if (line === "" && !isFence) end();
    else block.push(line);
  }
  end();
  return blocks;
}

function heading(line: string, { paint }: MarkdownOptions): string {
  const text = line.replace(/^#+ /, "");
  return line.startsWith("# ") ? paint(["bold", "underline"], text) : paint("bold", text);
}

function table(rows: readonly string[], options: MarkdownOptions): readonly string[] {
  // Below the head stands a line of dashes.
  const cells = rows.slice(2).map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("\\|", "|")),
  );
  const width = Math.max(...cells.map(([head = ""]) => head.length));
  return cells.flatMap(([head = "", ...rest]) => {
    const [first = "", ...more] = wrap(rest.join(" "), options, " ".repeat(width + 4));
    return [`  ${options.paint("bold", head.padEnd(width))}  ${first.trimStart()}`, ...more];
  });
}

function wrap(text: string, { paint, width }: MarkdownOptions, indent: string): readonly string[] {
  const most = Math.min(width, 100) - indent.length;
  const lines: string[] = [];
  let line = "";
  for (const word of plain(text).split(" ")) {
    if (line !== "" && line.length + word.length >= most) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each) => indent + inline(each, paint));
}

function plain(text: string): string {
  return text.replace(/\[([^\]]+)\]\(([^)]+)\)/g, "$1 <$2>");
}

function inline(text: string, paint: Paint): string {
  return text
    .replace(/\*\*([^*]+)\*\*/g, (_, bold: string) => paint("bold", bold))
    .replace(/`([^`]+)`/g, (quoted: string, code: string) => {
      const painted = paint("cyan", code);
      // Without colours the quotes must say where the code ends.
      return painted === code ? quoted : painted;
    });
}
