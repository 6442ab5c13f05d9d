/** An answer as JSON: what a terminal would obey is escaped, which a reader of JSON does not notice. */
export function jsonText(answer: object): string {
  return `${obeyedEscaped(JSON.stringify(answer, undefined, 2))}\n`;
}

/** Of a text in which each of them stands in double quotes. */
export function obeyedEscaped(text: string): string {
  return text.replaceAll(OBEYED, escape);
}

export function isObeyed(text: string): boolean {
  return text.search(OBEYED) >= 0;
}

/** JSON itself escapes only the first of the control characters. */
const OBEYED = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
