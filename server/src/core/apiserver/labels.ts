/** Labels, annotations and the label selectors of workloads and policies (apimachinery: metav1 and its validation). */
import { type ApiFault, type FaultPlace, forbidden, invalid, required, tooLong } from "./fault.ts";
import { at, entries, type Field, isEmpty, items, type MapEntry, text } from "./field.ts";
import { annotationKey, labelKey, labelValue } from "./grammar/label.ts";
import { oneOf } from "./values.ts";

/** Key and value syntax of a map of labels; the server names the map alone, the manifest shows the entry. */
export function labelMap(field: Field): readonly ApiFault[] {
  return entries(field).flatMap((entry) => [
    ...keyFaults(field, entry, labelKey(entry.key)),
    ...valueFaults(field, entry),
  ]);
}

const MOST_ANNOTATIONS = 256 * 1024;

/** Keys of annotations (upper case is allowed in the prefix), and their size together. */
export function annotationMap(field: Field): readonly ApiFault[] {
  const all = entries(field);
  const size = all.reduce((sum, { key, field: value }) => sum + bytes(key) + bytes(text(value) ?? ""), 0);
  return [
    ...all.flatMap((entry) => keyFaults(field, entry, annotationKey(entry.key))),
    ...(size > MOST_ANNOTATIONS ? [tooLong(field, MOST_ANNOTATIONS)] : []),
  ];
}

function keyFaults(map: Field, { key, field }: MapEntry, wrong: readonly string[]): readonly ApiFault[] {
  return wrong.map((message) => entryFault(map, field, "key", key, message));
}

function valueFaults(map: Field, { field }: MapEntry): readonly ApiFault[] {
  const value = text(field, "");
  if (value === undefined) return [];
  return labelValue(value).map((message) => entryFault(map, field, "value", value, message));
}

function entryFault(
  map: Field,
  { path }: Field,
  part: FaultPlace["part"],
  value: string,
  message: string,
): ApiFault {
  return { ...invalid(map, message), at: { path, part }, value: JSON.stringify(value) };
}

/** A LabelSelector: `matchLabels` and `matchExpressions`. */
export function labelSelector(selector: Field): readonly ApiFault[] {
  return [
    ...labelMap(at(selector, "matchLabels")),
    ...items(at(selector, "matchExpressions")).flatMap(expression),
  ];
}

const OPERATORS = ["In", "NotIn", "Exists", "DoesNotExist"];

function expression(field: Field): readonly ApiFault[] {
  const values = at(field, "values");
  const key = at(field, "key");
  const keyText = text(key, "");
  return [
    ...operator(at(field, "operator"), values),
    ...(keyText === undefined ? [] : labelKey(keyText).map((message) => invalid(key, message))),
    ...items(values).flatMap((each) => labelValue(text(each) ?? "").map((message) => invalid(each, message))),
  ];
}

function operator(field: Field, values: Field): readonly ApiFault[] {
  const written = text(field, "");
  if (written === "In" || written === "NotIn") {
    return isEmpty(values) ? [required(values, "must be specified when `operator` is 'In' or 'NotIn'")] : [];
  }
  if (written === "Exists" || written === "DoesNotExist") {
    return isEmpty(values)
      ? []
      : [forbidden(values, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")];
  }
  return written === undefined ? [] : [unknownOperator(field, written)];
}

function unknownOperator(field: Field, written: string): ApiFault {
  // The server says Invalid here, not NotSupported.
  const fault = { ...oneOf(field, written, OPERATORS), ...invalid(field, "not a valid selector operator") };
  return { ...fault, advice: fault.advice ?? `It is one of ${OPERATORS.join(", ")}.` };
}

/** How many bytes a text has in UTF-8, as the server counts. */
function bytes(text: string): number {
  let count = 0;
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0;
    count += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return count;
}
