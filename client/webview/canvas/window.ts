/** What of a large scene is in the document: what is seen and some of what is around it, so that most of panning makes nothing. */

import { PLANE } from "../../../server/src/core/chart/metrics.ts";
import type { Box, Scene } from "../../../server/src/core/chart/scene.ts";
import { grown, holds } from "./boxes.ts";
import { type Detail, detailAt } from "./detail.ts";
import type { Layers, ShownOfScene } from "./layers.ts";
import { type Stage, seen } from "./stage.ts";

export interface SceneWindow {
  /** Makes what is needed; whether anything was. */
  readonly refresh: () => boolean;
  /** Makes a card that may be out of sight, for the keyboard to go to, and keeps it until the next one. */
  readonly keep: (node: string | undefined) => void;
  readonly keepBand: (namespace: string) => void;
}

/** Cards up to which a scene is made whole. */
const WHOLE_UP_TO = 120;
/** Of what is seen, on each side: how much more is made, and how near its end may come. */
const AROUND = 0.5;
const NEAR = 0.1;

interface Made {
  readonly scene: Scene;
  readonly detail: Detail;
  readonly window: Box | undefined;
  readonly kept: ShownOfScene["kept"];
}

export function createWindow(stage: Stage, layers: Layers): SceneWindow {
  let made: Made | undefined;
  let kept: ShownOfScene["kept"] = {};
  const refresh = () => {
    const { scene, zoom } = stage.look;
    if (!scene) return false;
    const detail = detailAt(zoom);
    const sight = seen(stage);
    const view = scene.cards.length > WHOLE_UP_TO ? sight : undefined;
    stage.columns.classList.toggle("is-over-shelf", isOverShelf(scene, sight));
    if (made?.scene === scene && made.detail === detail && made.kept === kept && suffices(made, view))
      return false;
    const window = view && grown(view, AROUND);
    stage.chart.classList.toggle("is-afar", detail === "marks");
    layers.draw(scene, { detail, window, kept });
    made = { scene, detail, window, kept };
    return true;
  };
  return {
    refresh,
    keep: (node) => {
      if (kept.node !== node) kept = { ...kept, node };
    },
    keepBand: (band) => {
      kept = { ...kept, band };
    },
  };
}

function suffices({ window }: Made, view: Box | undefined): boolean {
  return view === undefined || (window !== undefined && holds(window, grown(view, NEAR)));
}

/** What stands on a shelf stands in no column: the headings above it would say otherwise. */
function isOverShelf({ bands }: Scene, { y }: Box): boolean {
  const top = y + PLANE.titles + PLANE.pad;
  return bands.some(({ shelf }) => shelf !== undefined && shelf.y < top && top < shelf.y + shelf.height);
}
