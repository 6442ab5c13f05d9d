/** What the side panel says of one node: plain data in the order in which it is shown. */
import type { Problems } from "./graph.ts";

export interface ChartDetails {
  readonly node: string;
  readonly title: string;
  /** `Service · ClusterIP · shop`. */
  readonly subtitle: string;
  readonly problems: Problems;
  /** The gravest first. */
  readonly findings: readonly ChartFinding[];
  readonly sections: readonly ChartSection[];
}

export interface ChartFinding {
  /** Names it again when one of its fixes is chosen; stable while the finding is. */
  readonly id: string;
  readonly code: string;
  readonly severity: "error" | "warning" | "information" | "hint";
  readonly message: string;
  readonly fixes: readonly { readonly title: string; readonly preferred: boolean }[];
}

/** `The road of port 80`, `Names`, `Reached from`, `Endpoints`, `Try it` … */
export interface ChartSection {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly ChartFact[];
  /** It may be folded to its title; how it begins. */
  readonly fold?: "open" | "closed";
  /** Of what there is in it, said in the title; there may be fewer rows. */
  readonly count?: number;
}

export interface ChartFact {
  /** `A`, `SRV`, `HTTPRoute`; empty when the text stands alone. */
  readonly label: string;
  readonly text: string;
  /** A name, an address, a command: shown in the editor's type, and can be copied. */
  readonly code: boolean;
  /** Another node that it is about; a click goes there. */
  readonly node?: string;
  /** Said behind it: `not ready`. */
  readonly note?: string;
  /** An address that is made up, since nothing observed says the real one. */
  readonly example?: boolean;
  /** How it is to be taken: `ok`, or as the edges say it. */
  readonly tone?: "ok" | "broken" | "unknown" | "quiet";
}
