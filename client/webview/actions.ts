/** What a person can do to the chart, whichever way: by mouse, by key, by a button. */
import type { ExportFormat } from "./messages.ts";
import type { Mode } from "./state.ts";

export interface Actions {
  readonly chooseUnit: (unit: string) => void;
  readonly setQuery: (query: string) => void;
  /** To the next match of the search, or the one before. */
  readonly goToMatch: (step: 1 | -1) => void;
  readonly select: (node: string | undefined) => void;
  /** Selects a node and brings it into sight, unfolding what hides it. */
  readonly goTo: (node: string) => void;
  readonly open: (node: string, row?: string) => void;
  readonly toggleBand: (namespace: string) => void;
  readonly foldAll: (fold: "fold" | "unfold") => void;
  readonly toggleNamespace: (namespace: string) => void;
  readonly showAllNamespaces: () => void;
  readonly toggleOnlyProblems: () => void;
  /** Leaves out what is far from a node; shows the whole again without one. */
  readonly focusOn: (node: string | undefined, reach?: number) => void;
  /** Takes every filter away. */
  readonly showEverything: () => void;
  readonly setMode: (mode: Mode) => void;
  readonly toggleFollow: () => void;
  readonly zoomBy: (steps: number) => void;
  readonly zoomTo: (zoom: number) => void;
  readonly fit: () => void;
  readonly fix: (node: string, finding: string, fix: number) => void;
  readonly copy: (text: string) => void;
  readonly exportAs: (format: ExportFormat) => void;
  readonly restart: () => void;
  readonly showLog: () => void;
}
