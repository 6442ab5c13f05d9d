/**
 * One page's conversation with the language server: what is drawn there, and what it is told next. An answer that comes when
 * another question has been asked meanwhile is dropped.
 */
import type { ChartDetails } from "../../../server/src/core/chart/details.ts";
import type {
  ChartAnswer,
  ChartAtAnswer,
  ChartAtParams,
  ChartNodeParams,
  ChartOf,
  ChartParams,
} from "../../../server/src/lsp/messages.ts";
import type { HostMessage } from "../../webview/messages.ts";
import type { Session } from "../session.ts";

export interface Link {
  /** Asks for the chart of a unit, or of what is drawn, anew. */
  readonly refresh: (of?: ChartOf) => Promise<void>;
  /** Tells the page where the cursor is; a file of another unit brings that unit. */
  readonly follow: (at: Place) => Promise<void>;
  /** Selects what stands at a place. */
  readonly go: (at: Place) => Promise<void>;
  readonly tellDetails: (node: string) => Promise<void>;
  /** What is drawn is not to be relied on any more: the page is new, or the server is. */
  readonly forget: () => void;
  /** The language server has stopped. */
  readonly stopped: () => void;
  /** How a node is named to the server; undefined while nothing is drawn. */
  readonly nodeParams: (node: string, row?: string) => ChartNodeParams | undefined;
}

export type Place = Pick<ChartAtParams, "textDocument" | "position">;

interface Drawn {
  /** What is asked for, again and again. */
  wish: ChartOf;
  unit: string | undefined;
  revision: number | undefined;
  /** Counts the questions for charts. */
  asked: number;
}

export function createLink(session: Session, post: (message: HostMessage) => void): Link {
  const drawn: Drawn = { wish: {}, unit: undefined, revision: undefined, asked: 0 };
  const refresh = (of?: ChartOf) => askForChart({ session, post, drawn }, of);
  const stopped = () => {
    drawn.revision = undefined;
    post({ type: "notice", notice: "stopped" });
  };
  const nodeParams = (node: string, row?: string) =>
    drawn.unit === undefined ? undefined : { unit: drawn.unit, node, ...(row === undefined ? {} : { row }) };
  const nodeAt = async (at: Place) => {
    const params: ChartAtParams = drawn.unit === undefined ? at : { ...at, unit: drawn.unit };
    const answer = await session.ask<ChartAtAnswer | null>("portolan/chartAt", params).catch(() => null);
    if (answer && answer.unit !== drawn.unit) await refresh({ unit: answer.unit });
    return answer?.node;
  };
  return {
    refresh,
    stopped,
    nodeParams,
    forget: () => {
      drawn.revision = undefined;
    },
    follow: async (at) => {
      const node = await nodeAt(at);
      post(node === undefined ? { type: "cursor" } : { type: "cursor", node });
    },
    go: async (at) => {
      const node = await nodeAt(at);
      if (node !== undefined) post({ type: "go", node });
    },
    tellDetails: async (node) => {
      const params = nodeParams(node);
      if (params === undefined) return;
      const asked = session.ask<ChartDetails | null>("portolan/chartDetails", params);
      // A server that has stopped says so by another way.
      const details = await asked.catch(() => undefined);
      if (details !== undefined) post({ type: "details", node, details });
    },
  };
}

interface Asking {
  readonly session: Session;
  readonly post: (message: HostMessage) => void;
  readonly drawn: Drawn;
}

async function askForChart({ session, post, drawn }: Asking, of: ChartOf | undefined): Promise<void> {
  drawn.asked += 1;
  const turn = drawn.asked;
  drawn.wish = of ?? drawn.wish;
  const { wish, revision } = drawn;
  const params: ChartParams = revision === undefined ? wish : { ...wish, drawn: revision };
  const asked = session.ask<ChartAnswer | null>("portolan/chart", params);
  const answer = await asked.catch(() => "stopped" as const);
  if (turn !== drawn.asked) return;
  if (answer === "stopped") post({ type: "notice", notice: "stopped" });
  else if (!answer) post({ type: "notice", notice: session.isIndexing() ? "indexing" : "empty" });
  else if (isPartial(answer, wish, session)) post({ type: "notice", notice: "indexing" });
  else tellChart(answer, { session, post, drawn });
}

/** A unit that was asked for may be there once all files are read; until then nothing else is put in its place. */
function isPartial({ unit }: ChartAnswer, wish: ChartOf, session: Session): boolean {
  return wish.unit !== undefined && wish.unit !== unit && session.isIndexing();
}

function tellChart({ units, unit, graph, revision }: ChartAnswer, { session, post, drawn }: Asking): void {
  drawn.unit = unit;
  drawn.revision = revision;
  // From now on it is this one, whatever comes and goes beside it.
  if (!session.isIndexing()) drawn.wish = { unit };
  post({ type: "chart", units, unit, ...(graph ? { graph } : {}) });
}
