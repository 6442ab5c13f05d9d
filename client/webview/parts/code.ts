/** Names, addresses and commands in the editor's type. */
import { html, type TemplateResult } from "lit-html";

/** Behind these a long name is broken rather than within a word. */
const JOINTS = /(?<=[./:=,])(?=[^./:=,\s])/;

export function codeOf(text: string): TemplateResult {
  return html`<code>${text.split(JOINTS).map((part, i) => (i === 0 ? part : html`<wbr>${part}`))}</code>`;
}

/** Messages set what is written in a manifest between backticks. */
export function withCode(message: string): readonly (string | TemplateResult)[] {
  return message.split("`").map((part, i) => (i % 2 === 1 ? codeOf(part) : part));
}
