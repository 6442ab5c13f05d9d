/**
 * A scene as one SVG file that needs nothing else: no script, no font, no address, nothing but shapes and text. Every string of
 * a user passes `escapeXml`; characters that XML 1.0 does not allow, or a terminal obeys, are shown as U+FFFD.
 */
import { drawBand, drawColumn } from "../draw/band.ts";
import { drawCard } from "../draw/card.ts";
import { ROOT } from "../draw/classes.ts";
import { drawEdge } from "../draw/edge.ts";
import { LEGEND_HEIGHT, legendOf } from "../draw/legend.ts";
import { group, type Shape } from "../draw/shape.ts";
import { CHART_STYLE } from "../draw/style.ts";
import { problemWords } from "../draw/words.ts";
import type { ChartGraph } from "../graph.ts";
import type { Scene } from "../scene.ts";
import { type Theme, themeRules } from "./themes.ts";

export interface SvgOptions {
  readonly theme: Theme;
}

/** The text of the file, with a line end at its end. */
export function svgOf(graph: ChartGraph, scene: Scene, { theme }: SvgOptions): string {
  const width = Math.ceil(scene.width);
  const height = Math.ceil(scene.height) + LEGEND_HEIGHT;
  const name = `Traffic of ${graph.unit.name}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="${ROOT}" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-labelledby="chart-title chart-description">`,
    `<title id="chart-title">${escapeXml(name)}</title>`,
    `<desc id="chart-description">${escapeXml(describe(graph, scene))}</desc>`,
    `<style>\n${themeRules(ROOT, theme)}\n${CHART_STYLE}\n</style>`,
    `<rect class="ground" width="${width}" height="${height}" fill="var(--chart-ground)"/>`,
    ...drawScene(scene).map((shape) => printShape(shape)),
    printShape(legendOf(scene)),
    "</svg>",
    "",
  ].join("\n");
}

/** Bands under edges, edges under cards. */
export function drawScene(scene: Scene): readonly Shape[] {
  return [
    group("bands", scene.bands.map(drawBand)),
    group("columns", scene.columns.map(drawColumn)),
    group("edges", scene.edges.map(drawEdge)),
    group("cards", scene.cards.map(drawCard)),
  ];
}

/** What a person who cannot see the picture is told of it. */
function describe({ bands, unit }: ChartGraph, { cards }: Scene): string {
  const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
  const services = cards.filter(({ column, state }) => column === "service" && state === "present").length;
  const missing = cards.filter(({ state }) => state === "missing").length;
  const head = `${count(services, "Service", "Services")} in ${count(bands.length, "namespace", "namespaces")}`;
  const ghosts = missing === 0 ? [] : [`${missing} missing`];
  const lines = bands.map(({ namespace, summary, problems }) => {
    const grave = problemWords(problems);
    return [`${namespace}: ${summary}`, ...(grave === "" ? [] : [grave])].join(", ");
  });
  return [[head, ...ghosts].join(", "), ...lines, ...unit.gaps].join("\n");
}

function printShape({ tag, attributes, text, children }: Shape): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`);
  const inner = text === undefined ? (children ?? []).map(printShape).join("") : escapeXml(text);
  return inner === "" ? `<${tag}${written.join("")}/>` : `<${tag}${written.join("")}>${inner}</${tag}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** What XML 1.0 does not allow, and what a terminal or the direction of writing would obey. */
const UNWRITABLE =
  /[^\t\n\r\u0020-\u007e\u00a0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Harmless in XML and in HTML, as text and between quotes. */
export function escapeXml(text: string): string {
  return text.replace(UNWRITABLE, "\ufffd").replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
