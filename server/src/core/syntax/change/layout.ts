/** Lines and columns around an offset, and where a node's own text ends. */
import { isMap, isNode, isSeq, type Node } from "yaml";

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** The offset of the line break that ends a line, or of the text's end. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  if (end < 0) return text.length;
  return end > offset && text[end - 1] === "\r" ? end - 1 : end;
}

/** Where the next line begins; the text's end for the last line. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end + 1;
}

export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Whether only blanks stand before an offset on its line. */
export function opensLine(text: string, offset: number): boolean {
  return /^[ \t]*$/.test(text.slice(lineStart(text, offset), offset));
}

/** The offset of the first character from `offset` on that is no blank. */
export function afterBlanks(text: string, offset: number): number {
  const match = /[^ \t]/.exec(text.slice(offset, lineEnd(text, offset)));
  return match ? offset + match.index : lineEnd(text, offset);
}

/** Whether nothing but a comment stands between an offset and its line's end. */
export function endsLine(text: string, offset: number): boolean {
  return /^[ \t]*(#.*)?$/.test(text.slice(offset, lineEnd(text, offset)));
}

export function isFlow(node: Node): boolean {
  return (isMap(node) || isSeq(node)) && node.flow === true;
}

/** Where the last character of a node is: comments and blank lines behind it are not its own. */
export function contentEnd(node: Node): number {
  const last = isFlow(node) ? undefined : lastIn(node);
  return last ? contentEnd(last) : (node.range?.[1] ?? 0);
}

function lastIn(node: Node): Node | undefined {
  if (isSeq(node)) {
    const item = node.items.at(-1);
    return isNode(item) ? item : undefined;
  }
  const pair = isMap(node) ? node.items.at(-1) : undefined;
  const last = pair?.value ?? pair?.key;
  return isNode(last) ? last : undefined;
}
