/** What all kinds that make pods from a template are checked for: the selector, that it fits the template, the template. */
import { type ApiFault, invalid, required, shownAt } from "./fault.ts";
import { at, entries, type Field, holdsUnknown, isEmpty, isSet, items, text } from "./field.ts";
import { labelMap, labelSelector } from "./labels.ts";
import { podSpecFaults } from "./podSpec.ts";

/** `empty` is what the server calls the kind where a selector is empty. */
export function podOwnerFaults(object: Field, empty: string): readonly ApiFault[] {
  const template = at(object, "spec", "template");
  return [...selectorFaults(at(object, "spec", "selector"), template, empty), ...templateFaults(template)];
}

export function templateFaults(template: Field): readonly ApiFault[] {
  return [...labelMap(at(template, "metadata", "labels")), ...podSpecFaults(at(template, "spec"))];
}

function selectorFaults(selector: Field, template: Field, empty: string): readonly ApiFault[] {
  if (!isSet(selector)) {
    const advice = "It says which pods are its own: repeat the labels of the template in `matchLabels`.";
    return [{ ...required(selector), advice, ...selectorFix(selector, template) }];
  }
  if (holdsUnknown(selector)) return [];
  const isBare = isEmpty(at(selector, "matchLabels")) && isEmpty(at(selector, "matchExpressions"));
  if (isBare) return [invalid(selector, `empty selector is invalid for ${empty}`)];
  const wrong = labelSelector(selector);
  return wrong.length > 0 ? wrong : mismatch(selector, at(template, "metadata", "labels"));
}

function selectorFix(selector: Field, template: Field): Pick<ApiFault, "fix"> {
  const labels = at(template, "metadata", "labels");
  const pairs = entries(labels).map(({ key, field }) => ({ key, value: text(field) }));
  const isKnown =
    !holdsUnknown(labels) && pairs.length > 0 && pairs.every(({ value }) => value !== undefined);
  if (!isKnown) return {};
  const changes = pairs.map(
    ({ key, value = "" }) => ({ type: "set", path: [...selector.path, "matchLabels", key], value }) as const,
  );
  return { fix: { title: "Select the labels of the template", safety: "suggestion", changes } };
}

function mismatch(selector: Field, labels: Field): readonly ApiFault[] {
  if (holdsUnknown(labels)) return [];
  const own = new Map(entries(labels).map(({ key, field }) => [key, text(field, "")]));
  const fits =
    entries(at(selector, "matchLabels")).every(({ key, field }) => own.get(key) === text(field, "")) &&
    items(at(selector, "matchExpressions")).every((each) => holds(each, own));
  if (fits) return [];
  const fault = invalid(labels, "`selector` does not match template `labels`");
  return [{ ...shownAt(fault, selector, "key"), topic: "own-labels" }];
}

function holds(expression: Field, labels: ReadonlyMap<string, string | undefined>): boolean {
  const key = text(at(expression, "key"), "");
  const isThere = labels.has(key ?? "");
  const isOneOf = items(at(expression, "values")).some(
    (each) => isThere && text(each) === labels.get(key ?? ""),
  );
  switch (text(at(expression, "operator"))) {
    case "In":
      return isOneOf;
    case "NotIn":
      return !isOneOf;
    case "Exists":
      return isThere;
    default:
      return !isThere;
  }
}
