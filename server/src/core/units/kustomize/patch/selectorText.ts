/**
 * Label selectors written as text, as `labelSelector` and `annotationSelector` of a kustomization hold them:
 * `app=web, tier in (a, b), !legacy` (k8s.io/apimachinery/pkg/labels). Requirements are joined by commas; all must hold.
 */
import { isQualifiedName } from "./qualifiedName.ts";

type Operator = "in" | "notin" | "exists" | "absent" | "greater" | "less";

export interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

export interface SelectorFault {
  readonly fault: string;
}

/** A fault when kustomize could not read the text. An empty text selects everything. */
export function parseSelector(text: string): readonly Requirement[] | SelectorFault {
  const requirements: Requirement[] = [];
  let tokens = tokensOf(text);
  while (tokens.length > 0) {
    const read = readRequirement(tokens);
    if ("fault" in read) return { fault: `\`${text}\` is no selector: ${read.fault}` };
    requirements.push(read.requirement);
    const [comma, next] = read.rest;
    if (comma !== undefined && comma !== ",") return misplaced(text, comma);
    if (comma !== undefined && next === undefined) return { fault: `\`${text}\` ends with a comma` };
    tokens = read.rest.slice(1);
  }
  return requirements;
}

export function selects(requirements: readonly Requirement[], labels: ReadonlyMap<string, string>): boolean {
  return requirements.every((requirement) => holds(requirement, labels.get(requirement.key)));
}

function holds({ operator, values }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case "exists":
      return value !== undefined;
    case "absent":
      return value === undefined;
    case "in":
      return value !== undefined && values.includes(value);
    case "notin":
      return value === undefined || !values.includes(value);
    case "greater":
      return compare(value, values[0]) > 0;
    case "less":
      return compare(value, values[0]) < 0;
  }
}

const INTEGER = /^[+-]?[0-9]+$/;

/** Not a number where one of them is no integer. */
function compare(value: string | undefined, limit: string | undefined): number {
  if (value === undefined || limit === undefined || !INTEGER.test(value)) return Number.NaN;
  return Number(BigInt(value.replace("+", "")) - BigInt(limit.replace("+", "")));
}

function misplaced(text: string, token: string): SelectorFault {
  return { fault: `\`${text}\` is no selector: \`${token}\` stands where a comma was expected` };
}

/** Words, and the longest symbols that there are. */
function tokensOf(text: string): readonly string[] {
  return text.match(/==|!=|[=!(),<>]|[^=!(),<>\s]+/g) ?? [];
}

function isWord(token: string | undefined): token is string {
  return token !== undefined && !/^[=!(),<>]/.test(token);
}

type Read = { readonly requirement: Requirement; readonly rest: readonly string[] } | SelectorFault;

function readRequirement(tokens: readonly string[]): Read {
  const isAbsent = tokens[0] === "!";
  const [key, operator, ...rest] = isAbsent ? tokens.slice(1) : tokens;
  if (!isWord(key)) return { fault: key === undefined ? "it ends too early" : `\`${key}\` is no key` };
  if (!isQualifiedName(key)) return { fault: `\`${key}\` cannot be a label's key` };
  if (isAbsent || operator === undefined || operator === ",") {
    const requirement: Requirement = { key, operator: isAbsent ? "absent" : "exists", values: [] };
    return { requirement, rest: operator === undefined ? [] : [operator, ...rest] };
  }
  if (operator === "in" || operator === "notin") return readSet({ key, operator }, rest);
  return readValue(key, operator, rest);
}

const COMPARISONS: ReadonlyMap<string, Operator> = new Map([
  ["=", "in"],
  ["==", "in"],
  ["!=", "notin"],
  [">", "greater"],
  ["<", "less"],
]);

function readValue(key: string, symbol: string, tokens: readonly string[]): Read {
  const operator = COMPARISONS.get(symbol);
  if (operator === undefined) return { fault: `\`${symbol}\` is no operator` };
  const [first] = tokens;
  const isEmpty = first === undefined || first === ",";
  if (!isEmpty && !isWord(first)) return { fault: `\`${first}\` is no value` };
  const value = isEmpty ? "" : first;
  if ((operator === "greater" || operator === "less") && !INTEGER.test(value))
    return { fault: `\`${symbol}\` compares whole numbers, and \`${value}\` is none` };
  const rest = isEmpty ? tokens : tokens.slice(1);
  return checked({ key, operator, values: [value] }, rest);
}

function readSet(
  { key, operator }: { readonly key: string; readonly operator: Operator },
  tokens: readonly string[],
): Read {
  const end = tokens.indexOf(")");
  if (tokens[0] !== "(" || end < 0) return { fault: `\`${operator}\` needs values in parentheses` };
  const values: string[] = [];
  let isOpen = true;
  for (const token of tokens.slice(1, end)) {
    if (token === ",") {
      if (isOpen) values.push("");
      isOpen = true;
    } else if (isOpen && isWord(token)) {
      values.push(token);
      isOpen = false;
    } else return { fault: `\`${token}\` is not expected among the values` };
  }
  if (isOpen) values.push("");
  return checked({ key, operator, values }, tokens.slice(end + 1));
}

const VALUE = /^(([A-Za-z0-9][A-Za-z0-9_.-]*)?[A-Za-z0-9])?$/;

/** Annotations are selected with the words of labels, so their values are bound to what a label may hold. */
function checked(requirement: Requirement, rest: readonly string[]): Read {
  const bad = requirement.values.find((value) => value.length > 63 || !VALUE.test(value));
  return bad === undefined ? { requirement, rest } : { fault: `\`${bad}\` cannot be a label's value` };
}
