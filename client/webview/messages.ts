/**
 * What the extension and the chart's page say to each other, in both directions, and the guards at the two doors: what does
 * not look like a message is passed over.
 */
import type { ChartDetails } from "../../server/src/core/chart/details.ts";
import type { ChartGraph, ChartUnit } from "../../server/src/core/chart/graph.ts";

/** Why there is nothing to draw, or why what is drawn may be old. */
export type Notice = "starting" | "indexing" | "empty" | "stopped";

/** From the extension to the page. */
export type HostMessage =
  | {
      readonly type: "chart";
      readonly units: readonly ChartUnit[];
      readonly unit: string;
      /** Left out when it is what is drawn already. */
      readonly graph?: ChartGraph;
    }
  | { readonly type: "notice"; readonly notice: Notice }
  | { readonly type: "details"; readonly node: string; readonly details: ChartDetails | null }
  /** Where the cursor of the editor is; in no node when it is left out. */
  | { readonly type: "cursor"; readonly node?: string }
  /** A person has asked for this node, by a lens: it is selected. */
  | { readonly type: "go"; readonly node: string };

export type ExportFormat = "svg" | "png" | "mermaid";

/** From the page to the extension. */
export type ChartRequest =
  /** The page can be spoken to, and shows nothing yet. */
  | { readonly type: "ready"; readonly follow: boolean }
  | { readonly type: "unit"; readonly unit: string }
  | { readonly type: "details"; readonly node: string }
  | { readonly type: "open"; readonly node: string; readonly row?: string }
  | { readonly type: "fix"; readonly node: string; readonly finding: string; readonly fix: number }
  | { readonly type: "copy"; readonly text: string }
  | { readonly type: "follow"; readonly on: boolean }
  | { readonly type: "export"; readonly format: ExportFormat; readonly content: Uint8Array }
  | { readonly type: "restart" }
  | { readonly type: "showLog" };

const HOST_TYPES: ReadonlySet<unknown> = new Set(["chart", "notice", "details", "cursor", "go"]);

/** The extension made it: it is told from the messages of the frame around the page by its type. */
export function isHostMessage(data: unknown): data is HostMessage {
  return isRecord(data) && HOST_TYPES.has(data["type"]);
}

/** What a page asks for; undefined for what no page of ours would. */
export function requestOf(data: unknown): ChartRequest | undefined {
  if (!isRecord(data)) return undefined;
  const { type, unit, node, row, finding, fix, text, on, follow, format, content } = data;
  switch (type) {
    case "ready":
      return { type, follow: follow !== false };
    case "restart":
    case "showLog":
      return { type };
    case "unit":
      return isText(unit) ? { type, unit } : undefined;
    case "details":
      return isText(node) ? { type, node } : undefined;
    case "open":
      return isText(node) ? { type, node, ...(isText(row) ? { row } : {}) } : undefined;
    case "fix":
      return isText(node) && isText(finding) && typeof fix === "number"
        ? { type, node, finding, fix }
        : undefined;
    case "copy":
      return isText(text) ? { type, text } : undefined;
    case "follow":
      return typeof on === "boolean" ? { type, on } : undefined;
    case "export":
      return isFormat(format) && content instanceof Uint8Array ? { type, format, content } : undefined;
    default:
      return undefined;
  }
}

export function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null;
}

export function isText(data: unknown): data is string {
  return typeof data === "string";
}

function isFormat(data: unknown): data is ExportFormat {
  return data === "svg" || data === "png" || data === "mermaid";
}
