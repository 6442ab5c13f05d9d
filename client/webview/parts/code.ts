/** Names, addresses and commands in the editor's type. */
import { html, type TemplateResult } from "lit-html";

/** Behind these a long name is broken rather than within a word. */
const JOINTS = /(?<=[./:=,])(?=[^./:=,\s])/;

export function codeOf(text: string): TemplateResult {
  return html`<code>${text.includes(" ") ? commandOf(text) : nameOf(text)}</code>`;
}

function nameOf(text: string): readonly (string | TemplateResult)[] {
  return text.split(JOINTS).map((part, i) => (i === 0 ? part : html`<wbr>${part}`));
}

function commandOf(text: string): readonly TemplateResult[] {
  return text.split(" ").map((word, i) => html`${i === 0 ? "" : " "}<span class="word">${word}</span>`);
}

/** Messages set what is written in a manifest between backticks. */
export function withCode(message: string): readonly (string | TemplateResult)[] {
  return message.split("`").map((part, i) => (i % 2 === 1 ? codeOf(part) : part));
}
