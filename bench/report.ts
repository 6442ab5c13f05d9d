import type { Bench } from "tinybench";

/** Medians, and each as a multiple of the first. */
export function report(bench: Bench): void {
  console.log(bench.name ?? "");
  const medians = bench.tasks.map((task) => {
    const { result } = task;
    return { name: task.name, median: "latency" in result ? result.latency.p50 : Number.NaN };
  });
  const first = medians[0]?.median ?? Number.NaN;
  for (const { name, median } of medians) {
    console.log(`  ${name.padEnd(56)} ${median.toFixed(2).padStart(10)} ms  ×${(median / first).toFixed(2)}`);
  }
  console.log();
}
