/** The chart as a file: what the view leaves of it, with the colours of files (print/themes.ts), light or dark as the editor. */
import { visible } from "../../server/src/core/chart/layout/visible.ts";
import { mermaidOf } from "../../server/src/core/chart/print/mermaid.ts";
import { svgOf } from "../../server/src/core/chart/print/svg.ts";
import { FACES } from "../../server/src/core/chart/print/themes.ts";
import { sceneOf } from "../../server/src/core/chart/sceneOf.ts";
import { createMeasure } from "./measure.ts";
import type { ChartRequest, ExportFormat } from "./messages.ts";
import type { ChartState } from "./state.ts";

/** Pixels of a picture for one of the chart, and the most that a side may have: what browsers draw without fail. */
const DENSITY = 2;
const LONGEST = 12_000;

export async function exportChart(
  format: ExportFormat,
  state: ChartState,
  post: (request: ChartRequest) => void,
): Promise<void> {
  const content = await contentOf(format, state);
  if (content) post({ type: "export", format, content });
}

async function contentOf(format: ExportFormat, { graph, view }: ChartState): Promise<Uint8Array | undefined> {
  if (!graph) return undefined;
  // A diagram in text has nothing to fold.
  if (format === "mermaid")
    return bytesOf(mermaidOf({ ...graph, ...visible(graph, { ...view, folded: new Set() }) }));
  const scene = sceneOf(graph, view, createMeasure(FACES));
  const svg = svgOf(graph, scene, { theme: isDark() ? "dark" : "light" });
  return format === "png" ? pngOf(svg) : bytesOf(svg);
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function isDark(): boolean {
  const { classList } = document.body;
  return !classList.contains("vscode-light") && !classList.contains("vscode-high-contrast-light");
}

async function pngOf(svg: string): Promise<Uint8Array | undefined> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const density = Math.min(DENSITY, LONGEST / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(image.width * density);
    canvas.height = Math.ceil(image.height * density);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    return blob === null ? undefined : new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(url);
  }
}
