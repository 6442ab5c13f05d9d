/**
 * How wide texts are where no canvas can measure them: widths of DejaVu Sans and DejaVu Sans Mono, the widest of the faces
 * that systems commonly give for sans-serif and monospace, so that what fits by this table fits in the others, too.
 */
import { type Measure, TEXT } from "./measure.ts";

/** In hundredths of the type size, for U+0020 to U+007E. */
const REGULAR = hundredths(
  "32 40 46 84 64 95 78 27 39 39 50 84 32 36 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 53 " +
    "100 68 69 70 77 63 58 77 75 29 29 66 56 86 75 79 60 79 69 63 61 73 68 99 69 61 69 39 34 39 84 50 " +
    "50 61 63 55 63 62 35 63 63 28 28 58 28 97 63 61 63 63 41 52 39 63 59 82 59 59 52 64 34 64 84",
);
const BOLD = hundredths(
  "35 46 52 84 70 100 87 31 46 46 52 84 38 42 38 37 70 70 70 70 70 70 70 70 70 70 40 40 84 84 84 58 " +
    "100 77 76 73 83 68 68 82 84 37 37 77 64 100 84 85 73 85 77 72 68 81 77 110 77 72 73 46 37 46 84 50 " +
    "50 67 72 59 72 68 44 72 71 34 34 67 34 104 71 69 72 72 49 60 48 71 65 92 65 65 58 71 37 71 84",
);
const MONO = 60.3;
const MIDDLE_DOT = 38;
/** An ellipsis, an arrow, a letter of another script. */
const OTHER = 100;
/** Cyrillic and Greek capitals in bold, pictographs, ideographs. */
const WIDE = 125;

function hundredths(table: string): readonly number[] {
  return table.split(" ").map(Number);
}

/** Never narrower than what a browser draws with the faces named above, for text of western scripts. */
export const measureByTable: Measure = (text, style) => {
  const { size, weight, face } = TEXT[style];
  const table = weight === 600 ? BOLD : REGULAR;
  let sum = 0;
  for (const character of text) sum += face === "mono" ? monoWidth(character) : widthOf(character, table);
  return (sum * size) / 100;
};

function widthOf(character: string, table: readonly number[]): number {
  const code = character.codePointAt(0) ?? 0;
  if (character === "·") return MIDDLE_DOT;
  return table[code - 32] ?? (code < 0x400 || (code >= 0x2000 && code < 0x2e80) ? OTHER : WIDE);
}

function monoWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x590 || (code >= 0x2010 && code < 0x2800) ? MONO : WIDE;
}
