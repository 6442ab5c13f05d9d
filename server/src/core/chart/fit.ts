/** Text as it can be shown: one line, harmless, cut where its room ends. */
import type { Measure, TextStyle } from "./measure.ts";

export interface Fitted {
  readonly text: string;
  /** As it was written. */
  readonly whole: string;
}

const ELLIPSIS = "…";
/** More of a text is never looked at: no place is so wide. */
const LONGEST = 400;

/**
 * What would be drawn as something else than itself: control characters, line ends, marks that turn the direction of what
 * follows, characters without width, halves of surrogate pairs. Each is shown as U+FFFD, spaces of any kind as one.
 */
const INVISIBLE =
  /[\p{Cc}\p{Zl}\p{Zp}\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\uffff]|\p{Cs}/gu;

/** Nearly all texts are of such characters: quick to see that nothing is to be done. */
const PLAIN = /^(?:[!-~·→…≠]| (?! ))*$/;

export function legible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(/[\t\r\n ]+/g, " ").replace(INVISIBLE, "\ufffd");
}

/** Cut with an ellipsis where it is wider than `room`; empty where not even that has room. */
export function fitText(text: string, room: number, style: TextStyle, measure: Measure): Fitted {
  const shown = legible(text.length > LONGEST ? text.slice(0, LONGEST) + ELLIPSIS : text);
  if (measure(shown, style) <= room) return { text: shown, whole: text };
  const characters = [...shown];
  let least = 0;
  let most = characters.length - 1;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    const cut = characters.slice(0, middle).join("") + ELLIPSIS;
    if (measure(cut, style) <= room) least = middle;
    else most = middle - 1;
  }
  const cut =
    characters
      .slice(0, least)
      .join("")
      .replace(/\p{M}+$/u, "")
      .trimEnd() + ELLIPSIS;
  return { text: measure(cut, style) <= room ? cut : "", whole: text };
}

/** Its width, never more than `most`: a long text need not be measured to its end. */
export function widthWithin(text: string, most: number, style: TextStyle, measure: Measure): number {
  if (text.length > LONGEST) return most;
  return Math.min(most, measure(legible(text), style));
}
