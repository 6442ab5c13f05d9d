/** Which words fit what has been typed so far: those that it begins or abbreviates, and those that it misspells. */
import { slips } from "../../network/alike.ts";

export interface Fitting {
  readonly text: string;
  /** What an editor should compare with what is typed, where the word itself would not pass. */
  readonly filter?: string;
}

/** Letters that may be wrong. */
const FARTHEST = 2;

/** Misspelt words count where nothing else fits. */
export function fitting(word: string, texts: readonly string[]): readonly Fitting[] {
  const begun = texts.filter((text) => isAbbreviated(word.toLowerCase(), text.toLowerCase()));
  if (begun.length > 0 || word.length <= FARTHEST) return begun.map((text) => ({ text }));
  return texts.filter((text) => isNear(word, text)).map((text) => ({ text, filter: word }));
}

/** The word may be all that is written so far of a longer one. */
function isNear(word: string, text: string): boolean {
  return [text, text.slice(0, word.length)].some(
    (each) => slips(word.toLowerCase(), each.toLowerCase()) <= FARTHEST,
  );
}

/** Whether all letters of a word come in a text, in their order. */
function isAbbreviated(word: string, text: string): boolean {
  let at = -1;
  return [...word].every((letter) => {
    at = text.indexOf(letter, at + 1);
    return at >= 0;
  });
}
