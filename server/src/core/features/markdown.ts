/**
 * Markdown that says what a user wrote and nothing more: names of manifests may hold backticks, brackets, HTML, or marks
 * that turn the direction of writing round.
 */

/** A user's text as inline code. */
export function code(text: string | number): string {
  const shown = visible(String(text)) || '""';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 && shown.trim() === shown ? `\`${shown}\`` : `${fence} ${shown} ${fence}`;
}

/** A user's text in a sentence: every character that Markdown or HTML would act upon is escaped. */
export function escaped(text: string): string {
  return visible(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_{}[\]()#!|~>@]|^[-+=:]|:(?=\/\/)|(?<=www)\.|(?<=^\d+)\./g, "\\$&");
}

/** A sentence of ours that quotes what a user wrote between backticks; however those fall, nothing gets out. */
export function prose(sentence: string): string {
  const parts = sentence.split("`");
  if (parts.length % 2 === 0) return escaped(sentence);
  return parts.map((part, index) => (index % 2 === 0 ? escaped(part) : code(part))).join("");
}

const LONGEST = 160;

/** What cannot be seen, or changes how the rest is seen, is spelt out; what is too long for a line is cut. */
export function visible(text: string): string {
  const characters = [...speltOut(text)];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : characters.join("");
}

/** What cannot be seen, or changes how the rest is seen, as the number that it has. */
export function speltOut(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}

const LONGEST_WORD = 300;

/** A sentence of ours with what a user wrote in it, as plain text in one line. */
export function sentence(text: string): string {
  return speltOut(text.replaceAll(LONG_WORDS, (word) => `${word.slice(0, LONGEST_WORD)}…`));
}

const LONG_WORDS = new RegExp(`\\S{${LONGEST_WORD + 1},}`, "g");

/** A hover card: a bold answer in one line, what it rests on, and one page to read on. */
export interface Card {
  readonly answer: string;
  readonly lines: readonly string[];
  readonly page: Page;
}

export interface Page {
  readonly title: string;
  readonly address: string;
}

/** Twelve lines: the answer, the link, and two blank ones leave eight. */
const MOST_LINES = 8;

export function printCard({ answer, lines, page }: Card): string {
  const shown =
    lines.length > MOST_LINES
      ? [...lines.slice(0, MOST_LINES - 1), `and ${lines.length - MOST_LINES + 1} more`]
      : lines;
  const list = shown.length > 0 ? ["", ...shown.map((line) => `- ${line}`)] : [];
  return [`**${answer}**`, ...list, "", `[${page.title}](${page.address})`].join("\n");
}
