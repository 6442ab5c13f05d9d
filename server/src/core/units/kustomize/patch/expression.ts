import { RE2JS } from "re2js";

/** Names have 253 characters at most; what is longer than forty of them takes its time to compile. */
export const LONGEST = 10_000;

/** A regular expression as Go reads it (RE2), never slow; undefined when the text is none, or longer than anybody's. */
export function compiled(text: string): RE2JS | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    return RE2JS.compile(text);
  } catch {
    return undefined;
  }
}
