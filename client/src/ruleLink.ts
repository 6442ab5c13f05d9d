// The server names a rule's page by an address of its own scheme; the editor opens commands, so a link becomes one.

export const openRuleCommand = "portolan.openRule";
export const ruleScheme = "portolan-rule";

const CODE = /PTL\d{3}/;

/** The rule's code in any address or text that names one. */
export function ruleCode(text: string): string | undefined {
  return CODE.exec(text)?.[0];
}

/** The query of a command address whose one argument is the rule's code. */
export function ruleQuery(code: string): string {
  return JSON.stringify([code]);
}

/** The file of a rule's page among the names of a folder: `PTL101.md` or `PTL101-selector-matches-nothing.md`. */
export function rulePage(code: string, names: readonly string[]): string | undefined {
  return names.find((name) => name === `${code}.md` || (name.startsWith(`${code}-`) && name.endsWith(".md")));
}
