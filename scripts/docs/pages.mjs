// A rule → its page, and all of them → tables. Every page has the same parts in the same order.

/** @typedef {import("../../server/src/core/rules/rule.ts").AnyRule} AnyRule */
/** @typedef {import("../../server/src/core/rules/rule.ts").Example} Example */

/** @param {AnyRule} rule */
export function rulePage(rule) {
  return `${[
    `# ${rule.code} ${rule.name}`,
    rule.summary,
    `## Why it matters\n\n${rule.why}`,
    `## How loud\n\n${levels(rule)}`,
    `## Wrong\n\n${rule.examples.bad.map(example).join("\n\n")}`,
    `## Right\n\n${rule.examples.good.map(example).join("\n\n")}`,
    `## How to mend it\n\n${rule.remedy}`,
    `## How to silence it\n\n${silence(rule)}`,
    `<!-- Made from server/src/core/rules/${rule.name}.ts by scripts/docs.mjs. -->`,
  ].join("\n\n")}\n`;
}

/** @param {readonly AnyRule[]} rules */
export function indexPage(rules) {
  const families = `The first digit is the topic: 1 selection, 2 ports, 3 exposure and node ports, 4 traffic policies and affinity, 5 names and DNS,
6 Ingress and Gateway, 7 NetworkPolicy, 8 what the API server refuses otherwise, 9 hygiene. A code never changes its meaning.`;
  const words = `- **error**: the API server refuses it, or traffic provably cannot flow.
- **warning**: almost surely not meant.
- **information**: works, with a consequence worth knowing, or an absence that is often intended.
- **hint**: the answer may lie outside the workspace. Hints never reach the Problems panel.`;
  return `# Rules\n\n${rulesTable(rules, ".")}\n\n${families}\n\n${words}\n\n<!-- Made by scripts/docs.mjs. -->\n`;
}

/**
 * @param {readonly AnyRule[]} rules
 * @param {string} folder where the pages are, seen from the table
 */
export function rulesTable(rules, folder) {
  const rows = rules.map((rule) => {
    const link = `[${rule.code}](${folder}/${rule.code}.md)`;
    return `| ${link} | ${rule.name} | ${rule.severity} | ${rule.summary} |`;
  });
  return ["| code | rule | at most | what it finds |", "|---|---|---|---|", ...rows].join("\n");
}

/** @param {AnyRule} rule */
function levels(rule) {
  const rows = rule.levels.map(({ severity, when }) => `| ${severity} | ${when} |`);
  return ["| level | when |", "|---|---|", ...rows].join("\n");
}

/** @param {Example} example */
function example({ yaml, note, beside }) {
  const other = beside ? `\n\nWith \`${beside.file}\`:\n\n${block(beside.yaml)}` : "";
  return `${note}\n\n${block(yaml)}${other}`;
}

/** @param {string} yaml */
function block(yaml) {
  return `\`\`\`yaml\n${yaml.trim()}\n\`\`\``;
}

/** @param {AnyRule} rule */
function silence({ code, name }) {
  return `In one place, by a comment on the line or the line above it; say why:

\`\`\`yaml
# portolan-ignore ${code}: the reason
\`\`\`

In one file, by \`# portolan-ignore-file ${code}: the reason\`. For everybody who works on the repository, in \`.portolan.yaml\`, where
a rule can be switched off or made milder, and single resources or paths left out:

\`\`\`yaml
version: 1
rules:
  ${name}: hint # or off
ignore:
  - path: legacy/**
    rules: [${code}]
    reason: the reason
\`\`\``;
}
