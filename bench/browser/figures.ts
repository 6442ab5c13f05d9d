/** What a stretch of work in the page took, in milliseconds. */
export interface Figure {
  /** From what set it off until its frame was painted. */
  readonly wall: number;
  /** What the page's own thread was busy with meanwhile: scripts, styles, layout, painting. */
  readonly cpu: number;
}

/** The figure in the middle, by wall time. */
export function median(figures: readonly Figure[]): Figure {
  const sorted = figures.toSorted((a, b) => a.wall - b.wall);
  return sorted[Math.floor(sorted.length / 2)] ?? { wall: Number.NaN, cpu: Number.NaN };
}

/** The value below which `share` of them lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** One line a figure, with its multiple of the yardstick. */
export function lineOf(name: string, { wall, cpu }: Figure, yardstick: Figure, aim: string): string {
  const times = `${wall.toFixed(0).padStart(6)} ms wall ${cpu.toFixed(0).padStart(6)} ms CPU`;
  return `  ${name.padEnd(52)} ${times}  ×${(cpu / yardstick.cpu).toFixed(2)}${aim === "" ? "" : `  (aim ${aim})`}`;
}
