/** How the neighbours of a place are written, so that what is added looks as if its author had written it. */
import { isMap, isScalar, isSeq, type Node } from "yaml";
import { columnOf, isFlow } from "./layout.ts";
import { type Collection, keyIn, type Slot, writtenIn } from "./trail.ts";

export interface Style {
  /** Columns from a key to the keys below it. */
  readonly step: number;
  /** Columns from a key to the dashes below it; 0 for sequences that are not indented. */
  readonly sequenceIndent: number;
  /** Columns from a dash to its item, less the dash. */
  readonly itemGap: number;
}

interface Sample {
  readonly measure: keyof Style;
  readonly columns: number;
  readonly offset: number;
}

export function styleNear(text: string, root: Node | undefined, offset: number): Style {
  const samples = root ? samplesIn(text, root) : [];
  const nearest = (measure: keyof Style, otherwise: number) =>
    samples
      .filter((sample) => sample.measure === measure && sample.columns >= 0)
      .toSorted((a, b) => Math.abs(a.offset - offset) - Math.abs(b.offset - offset))[0]?.columns ?? otherwise;
  return {
    step: Math.max(1, nearest("step", 2)),
    sequenceIndent: nearest("sequenceIndent", 0),
    itemGap: Math.max(1, nearest("itemGap", 1)),
  };
}

function samplesIn(text: string, node: Node): readonly Sample[] {
  if ((!isMap(node) && !isSeq(node)) || isFlow(node)) return [];
  return [
    ...gapOf(text, node),
    ...[...node.items.keys()].flatMap((index) => {
      const slot = { container: node, index, merged: false };
      const value = writtenIn(slot);
      return value ? [...indentOf(text, slot, value), ...samplesIn(text, value)] : [];
    }),
  ];
}

function gapOf(text: string, node: Collection): readonly Sample[] {
  const dash = isSeq(node) ? node.range?.[0] : undefined;
  if (dash === undefined) return [];
  const gap = /^-( +)[^\s#]/.exec(text.slice(dash, dash + 12))?.[1]?.length;
  return gap === undefined ? [] : [{ measure: "itemGap", columns: gap, offset: dash }];
}

function indentOf(text: string, slot: Slot, value: Node): readonly Sample[] {
  const key = keyIn(slot)?.range?.[0];
  const start = value.range?.[0];
  if (key === undefined || start === undefined || isFlow(value) || (!isMap(value) && !isSeq(value)))
    return [];
  const columns = columnOf(text, start) - columnOf(text, key);
  return [{ measure: isMap(value) ? "step" : "sequenceIndent", columns, offset: start }];
}

/** JSON: the outermost flow mapping quotes its keys. Comments and bare words have no place there. */
export function isJson(root: Node | undefined): boolean {
  if (!root || !isFlow(root)) return false;
  const first = isSeq(root) ? root.items[0] : root;
  const pair = isMap(first) ? first.items[0] : undefined;
  return isMap(first) && (!pair || (isScalar(pair.key) && pair.key.type === "QUOTE_DOUBLE"));
}
