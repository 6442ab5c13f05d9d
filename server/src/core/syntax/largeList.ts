/**
 * A List that is too large for the parser, as kubectl prints what a cluster has: its items are read one by one, each by
 * itself. Nothing in it can be located, since there is no tree of it.
 */
import type { Value } from "../value/value.ts";
import { parse } from "./parse.ts";
import { plain } from "./plain.ts";
import { quickValue } from "./quick/quick.ts";
import { LARGEST_PARSED } from "./scan.ts";

/** Reading more takes longer than anybody waits. */
const LARGEST_LIST = 12_000_000;

/** `apiVersion`, `kind` and `items` of it; undefined for anything else, and where an item cannot be read. */
export function largeList(text: string): Value | undefined {
  if (text.length > LARGEST_LIST) return undefined;
  const start = /^items:[ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*([ \t]*)- /m.exec(text);
  if (!start || !/^kind:[ \t]*["']?\w*List["']?[ \t]*\r?$/m.test(text)) return undefined;
  const values: Value[] = [];
  for (const item of itemsFrom(text.slice(start.index), start[1] ?? "")) {
    const value = item.length > LARGEST_PARSED ? undefined : valueOf(item);
    if (!value) return undefined;
    values.push(value);
  }
  const scalar = (raw: string): Value => ({ type: "scalar", raw, style: "plain" });
  return {
    type: "mapping",
    entries: [
      { key: "apiVersion", value: scalar("v1") },
      { key: "kind", value: scalar("List") },
      { key: "items", value: { type: "sequence", items: values } },
    ],
  };
}

function valueOf(item: string): Value | undefined {
  const quick = quickValue(item);
  if (quick) return quick;
  const parsed = parse(item);
  const read = "tree" in parsed ? plain(parsed.tree) : undefined;
  return read && "value" in read ? read.value : undefined;
}

/** The texts of the items, moved to the left; what is less indented than their dashes ends them. */
function itemsFrom(text: string, indent: string): readonly string[] {
  const items: string[][] = [];
  const [dash, inner] = [`${indent}- `, `${indent}  `];
  for (const line of text.split("\n").slice(1)) {
    const content = line.slice(inner.length);
    if (line.startsWith(dash)) items.push([content]);
    else if (line.startsWith(inner) || line.trim() === "") items.at(-1)?.push(content);
    else if (!line.trimStart().startsWith("#")) break;
  }
  return items.map((lines) => `${lines.join("\n")}\n`);
}
