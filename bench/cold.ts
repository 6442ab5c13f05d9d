import { loadAll } from "js-yaml";
import { Bench } from "tinybench";
import { judge, load, type Manifest } from "./manifests.ts";
import { report } from "./report.ts";

/** From texts to every diagnostic, beside js-yaml loading the same bytes; and the memory that stays. */
export async function coldIndex(manifests: readonly Manifest[]): Promise<void> {
  const iterations = manifests.length > MANY ? 2 : 5;
  const bench = new Bench({ name: "cold index", iterations, time: 0, warmupIterations: 1, warmupTime: 0 });
  bench.add("js-yaml, the same bytes", () => loadWithJsYaml(manifests));
  bench.add("Portolan, all diagnostics", () => judge(load(manifests)));
  await bench.run();
  report(bench);
  reportMemory(manifests);
}

/** Enough files for one round to say what five would. */
const MANY = 5_000;

function loadWithJsYaml(manifests: readonly Manifest[]): void {
  for (const { text } of manifests) {
    try {
      loadAll(text);
    } catch {
      // Templates and broken files: js-yaml stops there, which is in its favour.
    }
  }
}

function reportMemory(manifests: readonly Manifest[]): void {
  const collect = globalThis.gc;
  if (!collect) return;
  collect();
  const before = process.memoryUsage().heapUsed;
  const analysis = load(manifests);
  const findings = judge(analysis);
  collect();
  const held = (process.memoryUsage().heapUsed - before) / 1e6;
  console.log(`  ${held.toFixed(1)} MB held for ${analysis.files().length} files, ${findings} findings\n`);
}
