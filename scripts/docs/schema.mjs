// The rules as a JSON schema sees them: one property a rule, with the levels that it may be set to.

/** @typedef {import("../../server/src/core/rules/rule.ts").AnyRule} AnyRule */

const LEVELS = ["error", "warning", "information", "hint"];

/**
 * A JSON file with the properties of its `rules` object filled in; everything else stays as it is.
 * @param {string} path
 * @param {string} text
 * @param {readonly AnyRule[]} rules
 */
export function withRules(path, text, rules) {
  const json = JSON.parse(text);
  const isManifest = path === "package.json";
  const schema = isManifest
    ? json.contributes.configuration.properties["portolan.rules"]
    : json.properties.rules;
  // In a repository's own file people write names as often as codes.
  const keys = isManifest ? codes(rules) : [...codes(rules), ...names(rules)];
  schema.properties = Object.fromEntries(keys);
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/** @param {readonly AnyRule[]} rules */
function codes(rules) {
  return rules.map((rule) => [rule.code, property(rule, rule.name)]);
}

/** @param {readonly AnyRule[]} rules */
function names(rules) {
  return rules.map((rule) => [rule.name, property(rule, rule.code)]);
}

/**
 * Configuration caps a rule's level, so a harsher one than its own would mean nothing.
 * @param {AnyRule} rule
 * @param {string} title
 */
function property({ severity, summary }, title) {
  const levels = [...LEVELS.slice(LEVELS.indexOf(severity)), "off"];
  return { type: "string", enum: levels, description: `${title}: ${summary}` };
}
