/** How the panel's sections are put together. */
import type { ChartFact, ChartSection } from "../../../chart/details.ts";
import { speltOut } from "../../markdown.ts";

/** No section without rows. */
export function section(id: string, title: string, rows: readonly ChartFact[]): readonly ChartSection[] {
  if (rows.length === 0) return [];
  const shown = rows.length > MOST_ROWS ? rows.slice(0, MOST_ROWS - 1) : rows;
  const more = rows.length - shown.length;
  return [
    {
      id,
      title: speltOut(title),
      rows: [...shown, ...(more > 0 ? [text("", `and ${more} more`)] : [])].map(clean),
    },
  ];
}

/** Who wants to read more opens the manifest. */
const MOST_ROWS = 24;

/** What cannot be seen is spelt out, save in what is copied. */
function clean(fact: ChartFact): ChartFact {
  return { ...fact, label: speltOut(fact.label), text: fact.code ? fact.text : speltOut(fact.text) };
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
