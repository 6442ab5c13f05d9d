/**
 * How wide texts are where no canvas can measure them: widths of DejaVu Sans and DejaVu Sans Mono, the widest of the faces
 * that systems commonly give for sans-serif and monospace, so that what fits by this table fits in the others, too.
 */
import { type Measure, TEXT } from "./measure.ts";

/** In hundredths of the type size, for U+0020 to U+007E. */
const REGULAR = hundredths(
  "32 41 46 84 64 96 78 28 40 40 50 84 32 37 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 54 " +
    "100 69 69 70 78 64 58 78 76 30 30 66 56 87 75 79 61 79 70 64 62 74 69 99 69 62 69 40 34 40 84 50 " +
    "50 62 64 55 64 62 36 64 64 28 28 58 28 98 64 62 64 64 42 53 40 64 60 82 60 60 53 64 34 64 84",
);
const BOLD = hundredths(
  "35 46 53 84 70 101 88 31 46 46 53 84 38 42 38 37 70 70 70 70 70 70 70 70 70 70 40 40 84 84 84 59 " +
    "100 78 77 74 84 69 69 83 84 38 38 78 64 100 84 86 74 86 78 73 69 82 78 111 78 73 73 46 37 46 84 50 " +
    "50 68 72 60 72 68 44 72 72 35 35 67 35 105 72 69 72 72 50 60 48 72 66 93 65 66 59 72 37 72 84",
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
