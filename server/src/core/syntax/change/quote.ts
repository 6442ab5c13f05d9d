/** A plain scalar or key → its text, quoted where Kubernetes' reading of YAML would otherwise make something else of it. */
import type { PlainScalar } from "../../value/change.ts";
import { resolve } from "../../value/scalar.ts";

export type Quote = "plain" | "single" | "double";

/** Where a scalar is written: inside flow style fewer characters may stand bare. */
export type Context = "block" | "flow";

export function scalarText(value: PlainScalar, quote: Quote, context: Context): string {
  if (typeof value !== "string") return String(value);
  if (quote === "plain" && mayStandBare(value, context)) return value;
  if (quote === "single" && !NEEDS_ESCAPE.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return doubleQuoted(value);
}

/** Line breaks, control characters and what some readers take for a line break or a mark. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that must be escaped
const NEEDS_ESCAPE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]/;

/** Whether a text can only stand in double quotes. */
export function needsEscape(text: string): boolean {
  return NEEDS_ESCAPE.test(text);
}

/** JSON's escapes are YAML's; the characters that JSON leaves bare and YAML does not are escaped besides. */
function doubleQuoted(value: string): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Conservative: what is not certainly a plain scalar that means this very text is quoted. */
function mayStandBare(value: string, context: Context): boolean {
  if (resolve({ type: "scalar", raw: value, style: "plain" }) !== value) return false;
  if (NEEDS_ESCAPE.test(value) || value === "=" || value === "<<") return false;
  if (/^[\s,[\]{}#&*!|>'"%@`]|^[-?:](\s|$)|\s$|:(\s|$)|\s#|^(---|\.\.\.)/.test(value)) return false;
  return context === "block" || !/[,[\]{}]|^[-?:]|:$/.test(value);
}
