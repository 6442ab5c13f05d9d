/**
 * Suppression by comment: `# portolan-ignore CODE: reason` on the line or in the comment lines above it, and
 * `# portolan-ignore-file CODE: reason` for the file. Several codes or names are separated by commas.
 */
export interface Ignore {
  readonly scope: "line" | "file";
  /** The line of the comment, zero-based. */
  readonly line: number;
  /** The line it speaks for; the same as `line` for a comment at the end of a line. */
  readonly target: number;
  readonly rules: readonly string[];
  readonly reason: string;
}

const COMMENT =
  /(?:^|\s)#\s*portolan-ignore(-file)?\s+([A-Za-z0-9-]+(?:\s*,\s*[A-Za-z0-9-]+)*)\s*(?::\s*(.*))?$/;

export function ignoresIn(text: string): readonly Ignore[] {
  if (!text.includes("portolan-ignore")) return [];
  const lines = text.split(/\r\n|\n|\r/);
  return lines.flatMap((line, index) => {
    const match = COMMENT.exec(line);
    if (!match) return [];
    return [
      {
        scope: match[1] ? ("file" as const) : ("line" as const),
        line: index,
        target: line.trimStart().startsWith("#") ? nextContent(lines, index) : index,
        rules: (match[2] ?? "").split(",").map((each) => each.trim()),
        reason: (match[3] ?? "").trim(),
      },
    ];
  });
}

/** The first line after a comment that is no comment. */
function nextContent(lines: readonly string[], from: number): number {
  const next = lines.findIndex((line, index) => index > from && !line.trimStart().startsWith("#"));
  return next < 0 ? from : next;
}
