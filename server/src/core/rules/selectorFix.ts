/** Selectors that almost fit: which workload is meant, how that is said, and what to change. */
import type { NearMiss, Workload } from "../network/net.ts";
import type { DocId } from "../resources/identity.ts";
import type { LabelSelector } from "../resources/labelSelector.ts";
import type { Label, LabelMap } from "../resources/labels.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import type { At, Change, Fix, Related } from "./rule.ts";
import { called, listed, pair, quoted } from "./words.ts";

/** A map of label pairs in a resource: `spec.selector` of a Service, a policy's `matchLabels`. */
export interface SelectorPlace {
  readonly id: DocId;
  readonly path: Path;
  readonly labels: LabelMap;
}

export function isStrong(miss: NearMiss): boolean {
  return miss.kind === "same-name" || miss.kind === "one-pair-differs";
}

/** The near misses of the best level present; of several strong ones the one that is plainly meant. */
export function foremost(misses: readonly NearMiss[]): readonly NearMiss[] {
  const strong = misses.filter(isStrong);
  const meant = plainlyMeant(strong);
  const levels = [meant ? [meant] : strong, misses.filter((miss) => miss.kind !== "shares-key"), misses];
  return levels.find((level) => level.length > 0) ?? [];
}

/** The only one, or the only one of the right name, if no other fits better. */
function plainlyMeant(strong: readonly NearMiss[]): NearMiss | undefined {
  const named = strong.filter((miss) => miss.kind === "same-name");
  const [first, ...rivals] = named.length > 0 ? named : strong;
  if (!first || rivals.length > 0) return undefined;
  return strong.every((miss) => miss.differing.length >= first.differing.length) ? first : undefined;
}

/** For every pair that differs there is a label that was probably meant. */
export function hasAnswer(miss: NearMiss): boolean {
  return miss.differing.every(({ instead }) => instead !== undefined);
}

/** `Deployment cart has `app: cart`` */
export function offer(miss: NearMiss): string {
  const has = miss.differing.flatMap(({ instead }) => (instead ? [pair(instead)] : []));
  const lacks = miss.differing.filter(({ instead }) => !instead).map((differing) => differing.pair.key);
  const parts = [
    ...(has.length > 0 ? [`has ${listed(has)}`] : []),
    ...(lacks.length > 0 ? [`has no label ${listed(lacks.map(quoted), "or")}`] : []),
  ];
  return parts.length === 0
    ? `${called(miss.workload)} is near`
    : `${called(miss.workload)} ${listed(parts)}`;
}

/** The first pair that differs: its value, or its key when the key is what is wrong. */
export function placeOf(place: SelectorPlace, best: NearMiss): At {
  const first = best.differing[0];
  if (!first) return { id: place.id, path: place.path, part: "key" };
  const sameKey = first.instead === undefined || first.instead.key === first.pair.key;
  return { id: place.id, path: [...place.path, first.pair.key], part: sameKey ? "value" : "key" };
}

/** What a selector asks for: `app: cart`, and `tier` in `web` or `api`. */
export function selectorWords({ matchLabels, expressions }: LabelSelector): string {
  const conditions = expressions.map(({ key = "", operator, values }) => {
    const texts = values.flatMap((value) => valueOf(value) ?? []).map(quoted);
    switch (operator) {
      case "In":
        return `${quoted(key)} of ${listed(texts, "or")}`;
      case "NotIn":
        return `${quoted(key)} of other than ${listed(texts, "or")}`;
      case "DoesNotExist":
        return `no label ${quoted(key)}`;
      default:
        return `a label ${quoted(key)}`;
    }
  });
  return listed([...matchLabels.pairs.map(pair), ...conditions]);
}

/** Where a workload's template has its labels. */
export function templateLabels({ spec }: Workload): Path {
  return [...spec.podPath, "metadata", "labels"];
}

export function otherSide(miss: NearMiss): Related {
  const labels = templateLabels(miss.workload);
  const label = miss.differing.find(({ instead }) => instead)?.instead;
  return {
    at: label
      ? { id: miss.workload.id, path: [...labels, label.key], part: "value" }
      : { id: miss.workload.id, path: labels, part: "key" },
    message: `the pods of ${called(miss.workload)}`,
  };
}

export function selectorFix(place: SelectorPlace, miss: NearMiss, safety: Fix["safety"]): readonly Fix[] {
  const steps = stepsTo(place, miss);
  const empties = place.labels.pairs.length === steps.filter((step) => step.removes).length;
  if (steps.length === 0 || empties) return [];
  const [first = "", ...others] = steps.map((step) => step.words);
  const title = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  return [
    {
      title: `${listed([title, ...others])} (${called(miss.workload)})`,
      safety,
      changes: steps.flatMap((step) => step.changes),
    },
  ];
}

interface Step {
  readonly words: string;
  readonly removes: boolean;
  readonly changes: readonly Change[];
}

/** What to do to each pair that differs, without writing one key twice. */
function stepsTo({ id, path: selector, labels }: SelectorPlace, miss: NearMiss): readonly Step[] {
  const differing = new Set(miss.differing.map((each) => each.pair.key));
  const taken = new Set(labels.pairs.map((each: Label) => each.key).filter((key) => !differing.has(key)));
  return miss.differing.map((each) => {
    const path = [...selector, each.pair.key];
    const value = valueOf(each.instead?.value);
    if (!each.instead || value === undefined || taken.has(each.instead.key)) {
      const changes: readonly Change[] = [{ type: "remove", id, path }];
      return { words: `remove ${pair(each.pair)}`, removes: true, changes };
    }
    const { key } = each.instead;
    taken.add(key);
    const rename: readonly Change[] = key === each.pair.key ? [] : [{ type: "rename", id, path, key }];
    const set: readonly Change[] =
      value === valueOf(each.pair.value) ? [] : [{ type: "set", id, path, value }];
    const words = `change ${pair(each.pair)} to ${pair(each.instead)}`;
    return { words, removes: false, changes: [...rename, ...set] };
  });
}
