import { type Diagnostic, Uri } from "vscode";
import { openRuleCommand, ruleCode, ruleQuery, ruleScheme } from "./ruleLink.ts";

/** Makes a diagnostic's code, which the server links to the rule's page, open that page in the editor. */
export function linkRules(diagnostic: Diagnostic): Diagnostic {
  const { code } = diagnostic;
  if (typeof code !== "object" || code.target.scheme !== ruleScheme) return diagnostic;
  const rule = ruleCode(code.target.path);
  if (rule === undefined) return diagnostic;
  const target = Uri.from({ scheme: "command", path: openRuleCommand, query: ruleQuery(rule) });
  diagnostic.code = { value: code.value, target };
  return diagnostic;
}
