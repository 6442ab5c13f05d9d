/**
 * `npm run bench:chart`: what the chart's page costs in a real browser, at 2,000 nodes. Ratios are to what the same browser
 * needs for 10,000 plain rectangles in the same run; milliseconds depend on the machine.
 */
import type { Browser } from "playwright-core";
import { openBrowser } from "../../scripts/vscode/page.mjs";
import type { ChartGraph } from "../../server/src/core/chart/graph.ts";
import { large } from "../../test/core/chart/large.ts";
import { type ChartPage, openChart, settled } from "../../test/webview/page.ts";
import { type Figure, lineOf, median, quantile } from "./figures.ts";
import { type Frames, type Watch, watch } from "./watch.ts";

const ROUNDS = 5;
const NODES = 2000;
const RECTANGLES = 10_000;

let browser: Browser | undefined;
try {
  browser = await openBrowser();
} catch (error) {
  console.log(`The chart is not measured, for want of a browser. ${String(error)}`);
}
if (browser) {
  await measure(browser);
  await browser.close();
}

interface Round {
  readonly yardstick: Figure;
  readonly first: Figure;
  readonly unfolded: Figure;
  readonly edit: Figure;
  readonly large: Figure;
  readonly selected: Figure;
}

async function measure(opened: Browser): Promise<void> {
  const graph = large(NODES);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await using(opened, (chart, eyes) => roundOf(chart, eyes, graph)));
  }
  const yardstick = median(rounds.map((round) => round.yardstick));
  const say = (name: string, of: Exclude<keyof Round, "yardstick">, aim = "") =>
    console.log(lineOf(name, median(rounds.map((round) => round[of])), yardstick, aim));
  console.log(`the chart's page at ${graph.nodes.length} nodes, ${browser?.version() ?? ""}`);
  console.log(lineOf(`${RECTANGLES} plain rectangles, the yardstick`, yardstick, yardstick, ""));
  say("first paint, namespaces folded", "first", "500 ms");
  say("all unfolded", "unfolded", "500 ms");
  say("an edit that moves nothing else", "edit", "100 ms");
  say("an edit that adds a Service at the top", "large", "100 ms");
  say("a card selected", "selected");
  await using(opened, async (chart, eyes) => {
    await unfolded(chart, eyes, graph);
    tellFrames("panning", await eyes.frames("pan", 120));
    tellFrames("zooming", await eyes.frames("zoom", 120));
  });
}

async function using<T>(opened: Browser, use: (chart: ChartPage, eyes: Watch) => Promise<T>): Promise<T> {
  const chart = await openChart(opened, { size: { width: 1400, height: 900 } });
  try {
    return await use(chart, await watch(chart.page));
  } finally {
    await chart.page.close();
  }
}

async function roundOf(chart: ChartPage, eyes: Watch, graph: ChartGraph): Promise<Round> {
  const yardstick = await eyes.yardstick(RECTANGLES);
  await settled(chart.page);
  const { first, whole } = await unfolded(chart, eyes, graph);
  const edit = await eyes.tell(toldOf(renamed(graph)));
  await settled(chart.page);
  const grown = await eyes.tell(toldOf(large(NODES + 20)));
  await settled(chart.page);
  const selected = await eyes.click(".cards > .card");
  return { yardstick, first, unfolded: whole, edit, large: grown, selected };
}

async function unfolded(chart: ChartPage, eyes: Watch, graph: ChartGraph) {
  const first = await eyes.tell(toldOf(graph));
  await settled(chart.page);
  const whole = await eyes.click(".menu-tools button:nth-child(3)");
  await settled(chart.page);
  return { first, whole };
}

function toldOf(graph: ChartGraph) {
  return { type: "chart", units: [graph.unit], unit: graph.unit.id, graph } as const;
}

/** As if a second line had been changed: what comes over the wire is new, though nearly all of it is equal. */
function renamed(graph: ChartGraph): ChartGraph {
  const [first] = graph.nodes.filter(({ column }) => column === "workload");
  return {
    ...graph,
    nodes: graph.nodes.map((node) => (node === first ? { ...node, subtitle: "Deployment · 9 pods" } : node)),
  };
}

function tellFrames(name: string, { between, cpu }: Frames): void {
  const [middle, most] = [quantile(between, 0.5), quantile(between, 0.95)];
  const frames = `${middle.toFixed(1)} ms between frames at the median, ${most.toFixed(1)} at the 95th`;
  console.log(`  ${name.padEnd(52)} ${frames}, ${cpu.toFixed(1)} ms of the thread a frame  (aim 16.7)`);
}
