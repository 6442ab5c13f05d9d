/** The chart's page in a real browser, with an editor around it that says what a test tells it to, and remembers what it hears. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { pageOf } from "../../client/src/chart/page.ts";
import type { ChartRequest, HostMessage } from "../../client/webview/messages.ts";
import { root } from "../../scripts/project.mjs";
import type { ChartGraph } from "../../server/src/core/chart/graph.ts";

const ORIGIN = "http://chart.test";

interface Theme {
  readonly classes: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** As VS Code gives them to a page. */
const themes: Readonly<Record<string, Theme>> = JSON.parse(
  readFileSync(join(import.meta.dirname, "themes.json"), "utf8"),
);

export const THEMES = ["light", "dark", "hc-black", "hc-light"] as const;

export interface ChartPage {
  readonly page: Page;
  readonly tell: (message: HostMessage) => Promise<void>;
  readonly draw: (graph: ChartGraph) => Promise<void>;
  /** What the page has asked for since the last time. */
  readonly heard: () => Promise<readonly ChartRequest[]>;
  readonly card: (node: string) => Locator;
  /** Errors and refusals of the browser. */
  readonly complaints: readonly string[];
  /** Loads it anew, with the state that it has kept. */
  readonly reload: () => Promise<void>;
}

export interface PageOptions {
  readonly theme?: (typeof THEMES)[number];
  readonly size?: { readonly width: number; readonly height: number };
  readonly calm?: "reduce";
}

export async function openChart(browser: Browser, options: PageOptions = {}): Promise<ChartPage> {
  const { theme = "dark", size = { width: 1200, height: 800 }, calm } = options;
  const page = await browser.newPage({ viewport: size, reducedMotion: calm ?? "no-preference" });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await serve(page);
  await page.addInitScript(behaveAsEditor, themes[theme]);
  await page.goto(ORIGIN);
  await page.waitForSelector(".notice");
  const tell = (message: HostMessage) => page.evaluate((data) => window.postMessage(data, "*"), message);
  return {
    page,
    tell,
    complaints,
    draw: async (graph) => {
      await tell({ type: "chart", units: [graph.unit], unit: graph.unit.id, graph });
      await page.waitForSelector(".portolan-chart .card, .portolan-chart .band, .notice");
      await settled(page);
    },
    heard: () => page.evaluate(() => Reflect.get(window, "heard").splice(0)),
    card: (node) => page.locator(`[data-node=${JSON.stringify(node)}]`),
    reload: async () => {
      await page.waitForTimeout(400);
      await page.reload();
      await page.waitForSelector(".notice");
    },
  };
}

/** Until what was said is painted and stands still. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.waitForTimeout(300);
}

async function serve(page: Page): Promise<void> {
  const html = pageOf({ script: "/chart.js", style: "/chart.css", source: ORIGIN, nonce: "once" });
  const files: Readonly<Record<string, { readonly body: string; readonly contentType: string }>> = {
    "/": { body: html, contentType: "text/html" },
    "/chart.js": { body: readFileSync(join(root, "dist/chart.js"), "utf8"), contentType: "text/javascript" },
    "/chart.css": { body: readFileSync(join(root, "media/chart.css"), "utf8"), contentType: "text/css" },
  };
  await page.route(`${ORIGIN}/**`, (route) => {
    const file = files[new URL(route.request().url()).pathname];
    return route.fulfill(file ?? { status: 404, body: "" });
  });
}

/** Runs in the page before its script: what an editor gives to every page in it. */
function behaveAsEditor(theme: Theme): void {
  const heard: unknown[] = [];
  Reflect.set(window, "heard", heard);
  Reflect.set(window, "acquireVsCodeApi", () => ({
    postMessage: (message: unknown) => heard.push(message),
    getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null"),
    setState: (state: unknown) => sessionStorage.setItem("state", JSON.stringify(state)),
  }));
  document.addEventListener("DOMContentLoaded", () => {
    for (const [name, value] of Object.entries(theme.variables))
      document.documentElement.style.setProperty(name, value);
    document.body.className = theme.classes;
  });
}
