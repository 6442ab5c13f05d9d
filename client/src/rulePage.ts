// A rule's page has an address of its own, `portolan-rule:/PTL101.md`, which the server gives with every finding.

export const ruleScheme = "portolan-rule";

const CODE = /PTL\d{3}/;

/** The rule's code in any address or text that names one. */
export function ruleCode(text: string): string | undefined {
  return CODE.exec(text)?.[0];
}

export function rulePath(code: string): string {
  return `/${code}.md`;
}

/** The file of a rule's page among the names of a folder: `PTL101.md` or `PTL101-selector-matches-nothing.md`. */
export function ruleFile(code: string, names: readonly string[]): string | undefined {
  return names.find((name) => name === `${code}.md` || (name.startsWith(`${code}-`) && name.endsWith(".md")));
}

/** What a page says first: the rule's name after its code, and what it finds in one sentence. */
export function rulePageHead(text: string): { description: string; detail: string } {
  const [, description = "", detail = ""] = /^# PTL\d{3} (.*)\r?\n\s*(.*)/.exec(text) ?? [];
  return { description, detail };
}
