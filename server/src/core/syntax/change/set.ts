/** Puts a scalar at a path: in the place of the one there, or added with what is missing of the path. */
import { isScalar, type Node, type Scalar as ScalarNode } from "yaml";
import type { PlainScalar } from "../../value/change.ts";
import type { Path } from "../../value/path.ts";
import { literalLines } from "../literal.ts";
import { addBelow } from "./add.ts";
import { fill, isNull } from "./fill.ts";
import { type Draft, type Page, replace } from "./page.ts";
import { type Quote, scalarText } from "./quote.ts";
import { isJson } from "./style.ts";
import { follow, surroundings } from "./trail.ts";
import { type Written, writtenScalar } from "./written.ts";

export function setDraft(page: Page, path: Path, value: PlainScalar): Draft | undefined {
  const { node, rest } = follow(page.tree, path);
  if (!node) return undefined;
  if (rest.length > 0) return addBelow(page, node, rest, value);
  if (isNull(node)) return fill(page, node, value);
  return isScalar(node) ? replaceScalar(page, node, value) : undefined;
}

function replaceScalar(page: Page, node: ScalarNode, value: PlainScalar): Draft | undefined {
  if (node.type === "BLOCK_LITERAL") return replaceLines(page, node, value);
  if (node.type === "BLOCK_FOLDED") return replaceWord(page, node, value);
  const around = page.tree.root ? surroundings(page.tree.root, node) : undefined;
  const quote = quoteOf(node, page.tree.root ?? undefined);
  if (!around || !quote || !node.range) return undefined;
  const text = scalarText(value, quote, around.flow ? "flow" : "block");
  return {
    edits: [replace(node.range[0], node.range[1], text)],
    revision: { node, become: (before) => rewritten(before, value) },
  };
}

/** In a literal block the lines that differ are exchanged, where their number stays. */
function replaceLines(page: Page, node: ScalarNode, value: PlainScalar): Draft | undefined {
  const spans = literalLines(page.text, node);
  const lines = typeof value === "string" ? value.split("\n") : [];
  if (!spans || lines.length !== spans.length) return undefined;
  const edits = spans.flatMap(({ start, end }, index) => {
    const line = lines[index] ?? "";
    return page.text.slice(start, end) === line ? [] : [replace(start, end, line)];
  });
  return { edits, revision: { node, become: (before) => rewritten(before, value) } };
}

/** In a folded block one word is exchanged, if it stands there once; line breaks are not where the text has them. */
function replaceWord(page: Page, node: ScalarNode, value: PlainScalar): Draft | undefined {
  if (typeof node.value !== "string" || typeof value !== "string" || !node.range) return undefined;
  const before = node.value.split(/\s/);
  const after = value.split(/\s/);
  const index = before.findIndex((word, at) => word !== after[at]);
  const [word = "", other = ""] = [before[index], after[index]];
  const start = word === "" ? -1 : page.text.indexOf(word, node.range[0]);
  const again = page.text.indexOf(word, start + 1);
  const isOnce = start >= 0 && start < node.range[1] && (again < 0 || again >= node.range[1]);
  if (!isOnce || after.length !== before.length) return undefined;
  const edits = [replace(start, start + word.length, other)];
  return { edits, revision: { node, become: (read) => rewritten(read, value) } };
}

function rewritten(before: Written, value: PlainScalar): Written {
  return before.kind === "scalar" ? writtenScalar(value, before) : before;
}

/** How a scalar is quoted; undefined for a block scalar, which is no single word that could be exchanged. */
export function quoteOf(node: ScalarNode, root: Node | undefined): Quote | undefined {
  switch (node.type) {
    case "QUOTE_DOUBLE":
      return "double";
    case "QUOTE_SINGLE":
      return "single";
    case "PLAIN":
      return isJson(root) ? "double" : "plain";
    default:
      return undefined;
  }
}
