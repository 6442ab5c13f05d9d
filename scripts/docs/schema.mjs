// The rules as a JSON schema sees them: one property a rule, so that editors can offer and explain them.

/** @typedef {import("../../server/src/core/rules/rule.ts").AnyRule} AnyRule */

const LEVELS = ["error", "warning", "information", "hint", "off"];

/**
 * package.json with the properties of `portolan.rules` and `portolan.cluster` filled in; everything else stays as it is.
 * @param {string} text
 * @param {import("../../server/src/core/config/shape.ts").JsonSchema} schema
 * @param {readonly AnyRule[]} rules
 */
export function manifest(text, schema, rules) {
  const json = JSON.parse(text);
  const { cluster } = JSON.parse(JSON.stringify(schema)).properties;
  json.contributes.configuration.properties["portolan.cluster"].properties = cluster.properties;
  json.contributes.configuration.properties["portolan.rules"].properties = Object.fromEntries(codes(rules));
  return print(json);
}

/**
 * The schema of .portolan.yaml. People write names there as often as codes.
 * @param {import("../../server/src/core/config/shape.ts").JsonSchema} schema
 * @param {readonly AnyRule[]} rules
 */
export function configurationFile(schema, rules) {
  const json = JSON.parse(JSON.stringify(schema));
  json.properties.rules.properties = Object.fromEntries([...codes(rules), ...names(rules)]);
  return print(json);
}

/** @param {unknown} json */
function print(json) {
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
 * @param {AnyRule} rule
 * @param {string} title
 */
function property({ severity, summary }, title) {
  return { type: "string", enum: LEVELS, description: `${title} (at most ${severity}): ${summary}` };
}
