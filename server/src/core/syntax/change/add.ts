/** Adds keys to a mapping and items to a sequence, in the style of their neighbours. */
import { isMap, isSeq, type Node, type YAMLMap, type YAMLSeq } from "yaml";
import type { PlainValue } from "../../value/change.ts";
import type { Path } from "../../value/path.ts";
import { keyText } from "../plain.ts";
import { fill, isNull } from "./fill.ts";
import { addToFlow } from "./flow.ts";
import { columnOf, contentEnd, isFlow } from "./layout.ts";
import { type Draft, linesAfter, type Page } from "./page.ts";
import { flowPair, flowText, indented, itemLines, pairLines } from "./print.ts";
import { styleNear } from "./style.ts";
import { follow } from "./trail.ts";
import { isList, type Revision, type Written, writtenPair, writtenValue } from "./written.ts";

export function insertDraft(page: Page, path: Path, value: PlainValue): Draft | undefined {
  const { node, rest } = follow(page.tree, path);
  if (!node) return undefined;
  if (rest.length > 0) {
    return addBelow(page, node, rest, typeof path.at(-1) === "number" ? value : asList(value));
  }
  if (isSeq(node)) return addItem(page, node, value);
  if (isNull(node)) return fill(page, node, asList(value));
  if (!isMap(node) || typeof value !== "object" || isList(value)) return undefined;
  return addPairs(page, node, Object.entries(value));
}

function asList(value: PlainValue): PlainValue {
  return typeof value === "object" && isList(value) ? value : [value];
}

/** Adds a value at a path below a node, making what is missing on the way. */
export function addBelow(page: Page, node: Node, path: Path, value: PlainValue): Draft | undefined {
  const [step = "", ...rest] = path;
  const inner = nested(rest, value);
  if (inner === undefined) return undefined;
  if (isMap(node)) return typeof step === "string" ? addPairs(page, node, [[step, inner]]) : undefined;
  if (isSeq(node)) return step === node.items.length ? addItem(page, node, inner) : undefined;
  const whole = isNull(node) ? nested([step], inner) : undefined;
  return whole === undefined ? undefined : fill(page, node, whole);
}

/** The collections that a path needs around a value. Only the first item of a sequence that is not there can be made. */
function nested(path: Path, value: PlainValue): PlainValue | undefined {
  return path.reduceRight<PlainValue | undefined>((inner, step) => {
    if (inner === undefined || (typeof step === "number" && step > 0)) return undefined;
    return typeof step === "number" ? [inner] : { [step]: inner };
  }, value);
}

type Pairs = readonly (readonly [string, PlainValue])[];

function addPairs(page: Page, map: YAMLMap, pairs: Pairs): Draft | undefined {
  if (map.items.some((pair) => pairs.some(([key]) => key === keyText(pair)))) return undefined;
  const revision: Revision = { node: map, become: (before) => withPairs(before, pairs) };
  if (isFlow(map)) {
    const edits = addToFlow(page, map, (quote) => pairs.map(([key, value]) => flowPair(key, value, quote)));
    return edits && { edits, revision };
  }
  const start = map.range?.[0];
  if (start === undefined) return undefined;
  const style = styleNear(page.text, page.tree.root ?? undefined, contentEnd(map));
  const lines = pairs.flatMap(([key, value]) => pairLines(key, value, style));
  return {
    edits: [linesAfter(page, contentEnd(map), indented(lines, columnOf(page.text, start)))],
    revision,
  };
}

function withPairs(before: Written, pairs: Pairs): Written {
  if (before.kind !== "mapping") return before;
  return { ...before, pairs: [...before.pairs, ...pairs.map(([key, value]) => writtenPair(key, value))] };
}

function addItem(page: Page, seq: YAMLSeq, value: PlainValue): Draft | undefined {
  const revision: Revision = { node: seq, become: (before) => withItem(before, value) };
  if (isFlow(seq)) {
    const edits = addToFlow(page, seq, (quote) => [flowText(value, quote)]);
    return edits && { edits, revision };
  }
  const dash = seq.range?.[0];
  if (dash === undefined || page.text[dash] !== "-") return undefined;
  const style = styleNear(page.text, page.tree.root ?? undefined, contentEnd(seq));
  const lines = indented(itemLines(value, style), columnOf(page.text, dash));
  return { edits: [linesAfter(page, contentEnd(seq), lines)], revision };
}

function withItem(before: Written, value: PlainValue): Written {
  return before.kind === "sequence" ? { ...before, items: [...before.items, writtenValue(value)] } : before;
}
