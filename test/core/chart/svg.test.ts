/** The file: well-formed whatever the names are, inert, and readable without eyes. */
import assert from "node:assert/strict";
import test from "node:test";
import type { ChartGraph } from "../../../server/src/core/chart/graph.ts";
import { escapeXml, svgOf } from "../../../server/src/core/chart/print/svg.ts";
import { COLOURS } from "../../../server/src/core/chart/print/themes.ts";
import { sceneOf } from "../../../server/src/core/chart/sceneOf.ts";
import { WHOLE } from "../../../server/src/core/chart/view.ts";
import { measureByTable } from "../../../server/src/core/chart/widths.ts";
import { matchesSnapshot } from "../../support/snapshot.ts";
import { edge, graphOf, node, shop } from "./graphs.ts";
import { HOSTILE, wild } from "./wild.ts";

function print(graph: ChartGraph, theme: "auto" | "light" | "dark" = "auto"): string {
  return svgOf(graph, sceneOf(graph, WHOLE, measureByTable), { theme });
}

const ELEMENTS = new Set(["svg", "title", "desc", "style", "g", "rect", "path", "circle", "text"]);
const ATTRIBUTES = new Set([
  ...["xmlns", "class", "role", "width", "height", "viewBox", "aria-labelledby", "id", "fill", "data-id"],
  ...["x", "y", "rx", "d", "transform", "cx", "cy", "r", "text-anchor"],
]);

/** Reads XML as strictly as a parser does: elements nest, attributes are quoted and there once, no bare `<` or `&`. */
function assertWellFormed(xml: string): void {
  const open: string[] = [];
  const token = /<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  let at = 0;
  for (let match = token.exec(xml); match; match = token.exec(xml)) {
    at = token.lastIndex;
    const [, closing, name = "", attributes = "", empty, text] = match;
    assert.doesNotMatch((text ?? attributes).replace(/&(?:amp|lt|gt|quot|#39);/g, ""), /&/);
    if (text !== undefined) continue;
    assert.ok(ELEMENTS.has(name), `element ${name}`);
    const names = [...attributes.matchAll(/ ([a-zA-Z-]+)="/g)].map(([, attribute = ""]) => attribute);
    assert.equal(new Set(names).size, names.length);
    for (const attribute of names) assert.ok(ATTRIBUTES.has(attribute), `attribute ${attribute}`);
    if (closing) assert.equal(open.pop(), name);
    else if (!empty) open.push(name);
  }
  assert.equal(at, xml.length, `stuck at: ${xml.slice(at, at + 80)}`);
  assert.deepEqual(open, []);
}

test("a small picture, as it stands in a file", () => {
  const graph = graphOf(
    [
      node("service", "shop/cart", "Service · ClusterIP", {
        rows: ["http: http :80 → 8080"],
        problems: { errors: 1 },
      }),
      node("deployment", "shop/cart", "Deployment · 2 replicas", { rows: ["http: cart · http 8080/TCP"] }),
    ],
    [edge("service/shop/cart#http", "deployment/shop/cart#http", "broken", { reason: "app: crat ≠ cart" })],
  );
  matchesSnapshot(print(graph), `${import.meta.dirname}/pictures/cart.svg`);
});

test("every picture is well-formed and holds nothing but shapes and text", () => {
  for (const graph of [shop(), ...Array.from({ length: 60 }, (_, seed) => wild(seed))])
    assertWellFormed(print(graph));
});

test("no name becomes markup, a reference or a control character", () => {
  for (const name of HOSTILE) {
    const graph = graphOf(
      [
        { ...node("service", "a/b", name, { rows: [`0: ${name}`] }), title: name, namespace: name },
        { ...node("route", "a/c", name), title: name, namespace: name },
      ],
      [edge("route/a/c", "service/a/b#0", "broken", { reason: name, label: name })],
      name,
    );
    const svg = print(graph);
    assertWellFormed(svg);
    assert.doesNotMatch(svg, /<script|<img|onerror="|href|url\(|@import|javascript:/i);
    assert.doesNotMatch(
      svg,
      /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u,
      "not allowed in XML 1.0",
    );
    const drawn = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = ""]) => text);
    for (const text of drawn) assert.doesNotMatch(text, /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/, text);
  }
});

test("text passes whole, what XML has no room for as a mark", () => {
  assert.equal(escapeXml(`<a b="c" d='e'>&amp;`), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;");
  assert.equal(escapeXml("\u0000\ud800x\uffff😀"), "\ufffd\ufffdx\ufffd😀");
});

test("what was cut is said in full by the card's title", () => {
  const long = "a".repeat(253);
  const svg = print(graphOf([{ ...node("service", "a/b", "Service"), title: long }], []));
  assert.match(svg, new RegExp(`<title>${long}\nService</title>`));
  assert.match(svg, />a+…</);
});

test("who cannot see it is told what there is, and what is wrong", () => {
  const [, description = ""] = print(shop()).match(/<desc[^>]*>([^<]*)</) ?? [];
  assert.deepEqual(description.split("\n"), [
    "7 Services in 2 namespaces, 1 missing",
    "data: 3 Services · 1 problem, 1 warning",
    "shop: 4 Services · 2 problems, 2 errors",
  ]);
});

test("one theme, or the one that the viewer prefers", () => {
  const dark = COLOURS.dark.ground;
  assert.match(print(shop(), "auto"), /@media \(prefers-color-scheme:dark\)/);
  assert.doesNotMatch(print(shop(), "light"), new RegExp(dark));
  assert.match(print(shop(), "dark"), new RegExp(`--chart-ground:${dark}`));
  assert.doesNotMatch(print(shop(), "dark"), /@media/);
});

test("the legend explains what the picture holds, and nothing else", () => {
  const legend = (graph: ChartGraph) =>
    [...print(graph).matchAll(/class="legend-text"[^>]*>([^<]*)</g)].map(([, text]) => text);
  const plain = graphOf(
    [node("service", "a/b", "Service"), node("deployment", "a/b", "Deployment")],
    [edge("service/a/b", "deployment/a/b")],
  );
  assert.deepEqual(legend(plain), ["traffic flows"]);
  assert.deepEqual(legend(shop()), [
    ...["traffic flows", "broken", "cannot be known", "serves", "may serve", "errors", "warnings"],
  ]);
});

/** The contrast of WCAG 2.2 between two colours. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
      const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

test("every text can be read on its ground, every line be seen", () => {
  for (const colours of [COLOURS.light, COLOURS.dark]) {
    for (const ground of [colours.ground, colours.band, colours.card]) {
      for (const text of ["text", "quiet", "error", "warning", "information", "unknown"] as const) {
        assert.ok(
          contrast(colours[text], ground) >= 4.5,
          `${text} on ${ground}: ${contrast(colours[text], ground)}`,
        );
      }
      for (const line of [
        "edge",
        "accent",
        "ready",
        "entry",
        "route",
        "service",
        "workload",
        "outside",
      ] as const) {
        assert.ok(
          contrast(colours[line], ground) >= 3,
          `${line} on ${ground}: ${contrast(colours[line], ground)}`,
        );
      }
    }
    for (const tone of ["error", "warning"] as const)
      assert.ok(contrast(colours["on-badge"], colours[tone]) >= 4.5);
  }
});
