/** Label matching in three values: every pair of a selector must be carried, and what is unknown stays unknown. */
import { type Label, type LabelMap, labelAt } from "../resources/labels.ts";
import { type Answer, all, isKnown } from "../value/known.ts";

/** Whether pods with these labels are selected (equality on every pair, as Service `spec.selector` and `matchLabels`). */
export function matches(selector: LabelMap, labels: LabelMap): Answer {
  const answer = all(selector.pairs.map((pair) => carries(labels, pair)));
  return answer === "yes" && selector.open ? "unknown" : answer;
}

/** Whether the labels carry one pair. */
export function carries(labels: LabelMap, pair: Label): Answer {
  const own = labels.pairs.find((label) => label.key === pair.key);
  if (!own) return labelAt(labels, pair.key) === undefined ? "no" : "unknown";
  if (!isKnown(pair.value)) return "unknown";
  if (isKnown(own.value)) return own.value.value === pair.value.value ? "yes" : "no";
  return own.ordinalOf === undefined ? "unknown" : isOrdinal(pair.value.value, own.ordinalOf);
}

/** A StatefulSet's pods are named `<name>-<ordinal>`. */
function isOrdinal(value: string, prefix: string): Answer {
  return value.startsWith(prefix) && /^\d+$/.test(value.slice(prefix.length)) ? "yes" : "no";
}
