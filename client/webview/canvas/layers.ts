/** The parts of the chart, from the back to the front: namespaces, roads, cards. */
import { drawBand, drawColumn } from "../../../server/src/core/chart/draw/band.ts";
import { drawCard } from "../../../server/src/core/chart/draw/card.ts";
import { drawEdge } from "../../../server/src/core/chart/draw/edge.ts";
import { wordsOf } from "../../../server/src/core/chart/draw/words.ts";
import { GLYPH_NAMES } from "../../../server/src/core/chart/glyphs.ts";
import type { Box, Scene, SceneBand, SceneCard, SceneEdge } from "../../../server/src/core/chart/scene.ts";
import { overlap } from "./boxes.ts";
import { aboutOrigin } from "./cards.ts";
import type { Detail } from "./detail.ts";
import { createLayer, type Layer } from "./layer.ts";
import type { Stage } from "./stage.ts";
import { elementOf } from "./svg.ts";

export interface Layers {
  readonly bands: Layer<SceneBand>;
  readonly cards: Layer<SceneCard>;
  readonly draw: (scene: Scene, shown: ShownOfScene) => void;
}

export interface ShownOfScene {
  readonly detail: Detail;
  /** Nothing outside of it is made; undefined for all. */
  readonly window: Box | undefined;
  /** A card and a band that are made wherever they are. */
  readonly kept: { readonly node?: string | undefined; readonly band?: string | undefined };
}

export function createLayers({ chart, columns }: Stage): Layers {
  const bands = bandLayer();
  const edges = edgeLayer();
  const cards = cardLayer();
  chart.append(bands.element, edges.element, cards.element);
  let headings: Scene["columns"] | undefined;
  const draw = (scene: Scene, { detail, window, kept }: ShownOfScene) => {
    if (headings !== scene.columns) columns.replaceChildren(...scene.columns.map(drawColumn).map(elementOf));
    headings = scene.columns;
    const isSeen = (box: Box) => window === undefined || overlap(box, window);
    bands.draw(scene.bands, { detail, isIn: (band) => isSeen(band) || band.namespace === kept.band });
    edges.draw(scene.edges, { detail, isIn: ({ extent }) => isSeen(extent) });
    cards.draw(scene.cards, { detail, isIn: (card) => isSeen(card) || card.id === kept.node });
  };
  return { bands, cards, draw };
}

function bandLayer(): Layer<SceneBand> {
  return createLayer({
    name: "bands",
    key: ({ namespace }) => namespace,
    shape: drawBand,
    attributes: ({ namespace, folded, summary }) => ({
      "data-band": namespace,
      role: "button",
      tabindex: "-1",
      "aria-expanded": String(!folded),
      "aria-label": `Namespace ${namespace}: ${summary.whole}`,
    }),
  });
}

function edgeLayer(): Layer<SceneEdge> {
  return createLayer({
    name: "edges",
    key: ({ id }) => id,
    shape: drawEdge,
    // What edges say is said by the cards at their ends and by the table: to a screen reader they are lines.
    attributes: ({ id, from }) => ({ "data-edge": id, "data-from": from, "aria-hidden": "true" }),
  });
}

function cardLayer(): Layer<SceneCard> {
  return createLayer({
    name: "cards",
    key: ({ id }) => id,
    shape: (card) => drawCard(aboutOrigin(card)),
    place: ({ x, y }) => ({ x, y }),
    attributes: (card) => ({
      "data-node": card.id,
      role: "button",
      tabindex: "-1",
      "aria-label": spoken(card),
    }),
  });
}

/** The kind first where the card does not say it: `Deployment, web, 3 replicas, http 8080/TCP, 1 error`. */
function spoken(card: SceneCard): string {
  const words = wordsOf(card).split("\n");
  const kind = GLYPH_NAMES[card.glyph];
  return [...(card.subtitle.whole.includes(kind) ? [] : [kind]), ...words].join(", ");
}
