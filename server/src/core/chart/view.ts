/** How a person looks at a chart: what is folded, filtered and in focus. Kept by the webview, given by flags of `portolan map`. */

export interface ChartView {
  /** Namespaces that are folded to one line. */
  readonly folded: ReadonlySet<string>;
  /** Only these namespaces are drawn; undefined for all. */
  readonly namespaces: ReadonlySet<string> | undefined;
  /** What is far from this node is left out; undefined for the whole. */
  readonly focus: { readonly node: string /** Edges away, at most. */; readonly reach: number } | undefined;
  /** Only what has problems, and what leads there. */
  readonly onlyProblems: boolean;
}

export const WHOLE: ChartView = {
  folded: new Set(),
  namespaces: undefined,
  focus: undefined,
  onlyProblems: false,
};

/** Above so many nodes a chart is first shown with its namespaces folded. */
export const FOLD_ABOVE = 300;
