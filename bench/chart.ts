import { Bench } from "tinybench";
import { svgOf } from "../server/src/core/chart/print/svg.ts";
import { sceneOf } from "../server/src/core/chart/sceneOf.ts";
import { WHOLE } from "../server/src/core/chart/view.ts";
import { measureByTable } from "../server/src/core/chart/widths.ts";
import { large } from "../test/core/chart/large.ts";
import { report } from "./report.ts";

/** A chart of 2,000 nodes laid out, open and as it is first shown, and printed; beside one of 300. */
export async function charts(): Promise<void> {
  const [some, many] = [large(300), large(2000)];
  const folded = { ...WHOLE, folded: new Set(many.bands.map(({ namespace }) => namespace)) };
  const scene = sceneOf(many, WHOLE, measureByTable);
  const bench = new Bench({ name: "the chart", iterations: 30, time: 0, warmupIterations: 5, warmupTime: 0 });
  bench.add("layout of 300 nodes", () => {
    sceneOf(some, WHOLE, measureByTable);
  });
  bench.add("layout of 2,000 nodes", () => {
    sceneOf(many, WHOLE, measureByTable);
  });
  bench.add("layout of 2,000 nodes, namespaces folded", () => {
    sceneOf(many, folded, measureByTable);
  });
  bench.add("2,000 nodes as SVG", () => {
    svgOf(many, scene, { theme: "auto" });
  });
  await bench.run();
  report(bench);
}
