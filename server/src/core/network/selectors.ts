/** LabelSelector matching in three values (meta/v1 LabelSelectorAsSelector). */
import type { LabelSelector } from "../resources/labelSelector.ts";
import { type LabelMap, labelAt } from "../resources/labels.ts";
import { type Answer, all, isKnown } from "../value/known.ts";
import { matches } from "./matching.ts";

/** An empty selector matches everything. */
export function selects(selector: LabelSelector, labels: LabelMap): Answer {
  return all([
    matches(selector.matchLabels, labels),
    ...selector.expressions.map((expression) => holds(expression, labels)),
  ]);
}

export function isEmpty(selector: LabelSelector): boolean {
  return (
    selector.matchLabels.pairs.length === 0 && !selector.matchLabels.open && selector.expressions.length === 0
  );
}

function holds({ key, operator, values }: LabelSelector["expressions"][number], labels: LabelMap): Answer {
  if (key === undefined || operator === undefined) return "unknown";
  // Refused by the API server, so nobody knows what would be meant.
  if ((operator === "In" || operator === "NotIn") && values.length === 0) return "unknown";
  const label = labelAt(labels, key);
  const isOpen =
    label !== undefined && !isKnown(label) && labels.open && !labels.pairs.some((pair) => pair.key === key);
  switch (operator) {
    case "Exists":
      return label === undefined ? "no" : isOpen ? "unknown" : "yes";
    case "DoesNotExist":
      return label === undefined ? "yes" : isOpen ? "unknown" : "no";
    case "In":
      return label === undefined ? "no" : isOneOf(label, values);
    case "NotIn":
      return label === undefined ? "yes" : not(isOneOf(label, values));
  }
}

type Values = LabelSelector["expressions"][number]["values"];

function isOneOf(label: Values[number], values: Values): Answer {
  if (!isKnown(label)) return "unknown";
  if (values.some((value) => isKnown(value) && value.value === label.value)) return "yes";
  return values.every(isKnown) ? "no" : "unknown";
}

function not(answer: Answer): Answer {
  if (answer === "unknown") return answer;
  return answer === "yes" ? "no" : "yes";
}
