/** Scenes of graphs, made again only when the graph, the view or the type has changed. */

import type { ChartGraph } from "../../server/src/core/chart/graph.ts";
import { createLayoutMemory } from "../../server/src/core/chart/layout/memory.ts";
import type { Measure } from "../../server/src/core/chart/measure.ts";
import type { Scene } from "../../server/src/core/chart/scene.ts";
import { sceneOf } from "../../server/src/core/chart/sceneOf.ts";
import type { ChartView } from "../../server/src/core/chart/view.ts";
import { createMeasure, type Families } from "./measure.ts";

export interface Drawing {
  readonly sceneOf: (graph: ChartGraph, view: ChartView) => Scene;
  /** Looks which type the editor has now. */
  readonly restyle: () => void;
}

interface Made {
  readonly graph: ChartGraph;
  readonly view: ChartView;
  readonly measure: Measure;
  readonly scene: Scene;
}

export function createDrawing(): Drawing {
  let families = editorFamilies();
  let measure = createMeasure(families);
  const memory = createLayoutMemory();
  let last: Made | undefined;
  return {
    sceneOf: (graph, view) => {
      if (last?.graph === graph && last.view === view && last.measure === measure) return last.scene;
      last = { graph, view, measure, scene: sceneOf(graph, view, measure, memory) };
      return last.scene;
    },
    restyle: () => {
      const now = editorFamilies();
      if (now.sans === families.sans && now.mono === families.mono) return;
      families = now;
      measure = createMeasure(families);
    },
  };
}

/** The style sheet binds both to the editor's. */
function editorFamilies(): Families {
  const style = getComputedStyle(document.documentElement);
  return { sans: style.getPropertyValue("--chart-sans"), mono: style.getPropertyValue("--chart-mono") };
}
