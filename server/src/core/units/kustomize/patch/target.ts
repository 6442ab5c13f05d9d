/**
 * `target` of a patch: regular expressions for group, version, kind, name and namespace, which must fit as a whole, and
 * selectors for labels and annotations. Names and namespaces fit as they are now or as they first were.
 */
import type { RE2JS } from "re2js";
import type { Path } from "../../../value/path.ts";
import { entriesOf, type Mapping, memberAt, type Value } from "../../../value/value.ts";
import { compiled, LONGEST } from "./expression.ts";
import { effectiveNamespace, type Named } from "./identified.ts";
import { isFault, type PatchFault } from "./patched.ts";
import { parseSelector, type Requirement, selects } from "./selectorText.ts";
import { textAt } from "./written.ts";

export interface Target {
  readonly group: RE2JS | undefined;
  readonly version: RE2JS | undefined;
  readonly kind: RE2JS | undefined;
  readonly name: RE2JS | undefined;
  readonly namespace: RE2JS | undefined;
  readonly labels: readonly Requirement[];
  readonly annotations: readonly Requirement[];
}

/** Compiled once for all objects. `at` is where the target stands, for the fault. */
export function targetOf(value: Value, at: Path = []): Target | PatchFault {
  const patterns = ["group", "version", "kind", "name", "namespace"].map((key) => patternAt(value, key, at));
  const selectors = ["labelSelector", "annotationSelector"].map((key) => selectorAt(value, key, at));
  const fault = [...patterns, ...selectors].find(isFault);
  if (fault) return fault;
  const [group, version, kind, name, namespace] = patterns.map(patternOrNone);
  const [labels = [], annotations = []] = selectors.map((each) => (isFault(each) ? [] : each));
  return { group, version, kind, name, namespace, labels, annotations };
}

export function matchesTarget(target: Target, { value, current, previous }: Named): boolean {
  const first = previous[0] ?? current;
  const fits = (pattern: RE2JS | undefined, ...texts: readonly string[]) =>
    pattern === undefined || texts.some((text) => pattern.matches(text));
  return (
    fits(target.namespace, effectiveNamespace(first), effectiveNamespace(current)) &&
    fits(target.name, first.name, current.name) &&
    fits(target.group, current.group) &&
    fits(target.version, current.version) &&
    fits(target.kind, current.kind) &&
    selects(target.labels, textsAt(value, "labels")) &&
    selects(target.annotations, textsAt(value, "annotations"))
  );
}

/** `metadata.labels` or `metadata.annotations`, as written. */
export function textsAt(value: Mapping, field: "labels" | "annotations"): ReadonlyMap<string, string> {
  const entries = entriesOf(memberAt(value, "metadata", field));
  return new Map(entries.map((entry) => [entry.key, entry.value.type === "scalar" ? entry.value.raw : ""]));
}

type Pattern = RE2JS | undefined;

function patternAt(value: Value, key: string, at: Path): Pattern | PatchFault {
  const text = textAt(value, key, at);
  if (isFault(text)) return text;
  if (text === undefined || text === "") return undefined;
  if (text.length > LONGEST)
    return { fault: `\`${key}\` is longer than ${LONGEST} characters`, path: [...at, key] };
  const pattern = compiled(`^(?:${text})$`);
  return pattern ?? { fault: `\`${text}\` is no regular expression`, path: [...at, key] };
}

function patternOrNone(item: Pattern | PatchFault): Pattern {
  return isFault(item) ? undefined : item;
}

export function selectorAt(value: Value, key: string, at: Path): readonly Requirement[] | PatchFault {
  const text = textAt(value, key, at);
  if (isFault(text)) return text;
  const selector = parseSelector(text ?? "");
  return "fault" in selector ? { fault: selector.fault, path: [...at, key] } : selector;
}
