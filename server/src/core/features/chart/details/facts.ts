/** How the panel's sections are put together. */
import type { ChartFact, ChartSection } from "../../../chart/details.ts";
import { speltOut } from "../../markdown.ts";

/** No section without rows. */
export function section(
  id: string,
  title: string,
  rows: readonly ChartFact[],
  most: number = MOST_ROWS,
): readonly ChartSection[] {
  if (rows.length === 0) return [];
  const shown = rows.length > most ? rows.slice(0, most - 1) : rows;
  const more = rows.length - shown.length;
  return [
    {
      id,
      title: speltOut(title),
      rows: [...shown, ...(more > 0 ? [text("", `and ${more} more`)] : [])].map(clean),
    },
  ];
}

/** A section that may be folded; `count` is of what there is, however many rows say it. */
export function foldable(
  id: string,
  title: string,
  rows: readonly ChartFact[],
  { count, fold }: { readonly count: number; readonly fold: "open" | "closed" },
): readonly ChartSection[] {
  const most = fold === "closed" ? MOST_FOLDED : MOST_ROWS;
  return section(id, title, rows, most).map((each) => ({ ...each, fold, count }));
}

/** Who wants to read more opens the manifest. */
const MOST_ROWS = 24;

/** What is folded takes no room. */
const MOST_FOLDED = 120;

/** What cannot be seen is spelt out, save in what is copied. */
function clean(fact: ChartFact): ChartFact {
  const { label, text: words, note } = fact;
  const said = note === undefined ? {} : { note: speltOut(note) };
  return { ...fact, label: speltOut(label), text: fact.code ? words : speltOut(words), ...said };
}

type More = Partial<Omit<ChartFact, "label" | "text" | "code">>;

export function text(label: string, words: string, more: More = {}): ChartFact {
  return { label, text: words, code: false, ...more };
}

export function code(label: string, words: string, more: More = {}): ChartFact {
  return { label, text: words, code: true, ...more };
}

/** For a link to a node that may not be there. */
export function linked(node: string | undefined): More {
  return node === undefined ? {} : { node };
}
