import type { SceneBand, SceneColumn } from "../scene.ts";
import { toneOf } from "./classes.ts";
import { group, line, path, type Shape, title } from "./shape.ts";
import { problemWords } from "./words.ts";

/** A namespace: its ground, a triangle that says whether it is folded, its name, its summary. */
export function drawBand(band: SceneBand): Shape {
  const { x, y, width, height } = band;
  const tone = toneOf(band.problems);
  return {
    tag: "g",
    attributes: { class: `band is-${band.folded ? "folded" : "open"}`, "data-id": band.namespace },
    children: [
      title([band.title.whole, band.summary.whole, problemWords(band.problems)].filter(Boolean).join("\n")),
      { tag: "rect", attributes: { class: "band-box", x, y, width, height, rx: 8 } },
      path(
        "twist",
        band.folded ? "M0 0L5 4L0 8Z" : "M-1.5 1L6.5 1L2.5 6.5Z",
        `translate(${x + 14} ${y + (band.folded ? 12 : 16)})`,
      ),
      line("band-title", band.title),
      line(tone ? `band-summary is-${tone}` : "band-summary", band.summary),
      ...shelf(band),
    ],
  };
}

function shelf({ shelf: ground }: SceneBand): readonly Shape[] {
  if (ground === undefined) return [];
  const { x, y, width, height } = ground;
  return [
    { tag: "rect", attributes: { class: "shelf-box", x, y, width, height, rx: 6 } },
    line("shelf", ground.title),
  ];
}

export function drawColumn({ title: heading }: SceneColumn): Shape {
  return group("column", [line("column-title", heading)]);
}
