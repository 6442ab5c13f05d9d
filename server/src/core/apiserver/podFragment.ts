import { at, type Field, isEmpty, isUnknown, items } from "./field.ts";

/**
 * What spells out only a part of a workload is a patch, which some tool merges into the rest: it has no containers, or no
 * selector and not all that a whole one has beside it.
 */
export function isPodFragment(object: Field, template: Field): boolean {
  const containers = at(template, "spec", "containers");
  if (isUnknown(template) || isUnknown(containers)) return false;
  if (isEmpty(containers)) return true;
  const hasSelector = !isEmpty(at(object, "spec", "selector"));
  const isLabelled = !isEmpty(at(template, "metadata", "labels"));
  return !hasSelector && !(isLabelled && items(containers).every((each) => !isEmpty(at(each, "image"))));
}
