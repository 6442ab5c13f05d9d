/** What of an object a kustomization's build changes; a value, and how several add up. */
import type { Label } from "../../resources/labels.ts";
import { type Known, unknown } from "../../value/known.ts";
import type { Identified } from "../identities.ts";
import { isClusterScoped } from "../kinds.ts";
import { eitherTouch, NO_TOUCH, type Touch } from "./touch.ts";
import { type LabelChange, NO_LABELS, type Transforms } from "./transforms.ts";

export interface Effect {
  /** The namespace that it is put into; undefined when it keeps its own. */
  readonly namespace: Known<string> | undefined;
  /** Objects around it are put into a namespace, and what refers to them may follow. */
  readonly moved: boolean;
  readonly renamed: boolean;
  readonly labels: LabelChange;
  /** What patches and replacements may have changed. */
  readonly touch: Touch;
}

export const NO_EFFECT: Effect = {
  namespace: undefined,
  moved: false,
  renamed: false,
  labels: NO_LABELS,
  touch: NO_TOUCH,
};

/** The later transformer sees what the earlier one left. */
export function after(
  effect: Effect,
  transforms: Transforms,
  { kind, group, name }: Identified,
  patched: Touch,
): Effect {
  const moves = transforms.namespace !== undefined;
  return {
    namespace: moves && !isClusterScoped({ group, kind }) ? transforms.namespace : effect.namespace,
    moved: effect.moved || moves,
    // The namespace transformer renames Namespace objects, too.
    renamed: effect.renamed || transforms.renames || (kind === "Namespace" && moves),
    labels: {
      ...onEach(effect.labels, transforms.labels, over),
      open: effect.labels.open || transforms.labels.open,
    },
    touch: [
      patched,
      { ...NO_TOUCH, annotations: transforms.annotations },
      { ...NO_TOUCH, replicas: name !== undefined && transforms.scaled.includes(name) },
    ].reduce(eitherTouch, effect.touch),
  };
}

/** The same object by two ways: what either changes, and a namespace only if both agree. */
export function both(a: Effect, b: Effect): Effect {
  return {
    namespace: sameKnown(a.namespace, b.namespace) ? a.namespace : unknown("transformed"),
    moved: a.moved || b.moved,
    renamed: a.renamed || b.renamed,
    labels: { ...onEach(a.labels, b.labels, agreed), open: a.labels.open || b.labels.open },
    touch: eitherTouch(a.touch, b.touch),
  };
}

type Combine = (a: readonly Label[], b: readonly Label[]) => readonly Label[];

function onEach(a: LabelChange, b: LabelChange, combine: Combine): Omit<LabelChange, "open"> {
  return {
    own: combine(a.own, b.own),
    pods: combine(a.pods, b.pods),
    selectors: combine(a.selectors, b.selectors),
  };
}

/** The labels of `before`, those of `later` set over them. */
export function over(before: readonly Label[], later: readonly Label[]): readonly Label[] {
  const keys = new Set(later.map(({ key }) => key));
  return [...before.filter(({ key }) => !keys.has(key)), ...later];
}

/** What both set alike; anything else may be there or not. */
function agreed(a: readonly Label[], b: readonly Label[]): readonly Label[] {
  const value = (labels: readonly Label[], key: string) => labels.find((label) => label.key === key)?.value;
  const keys = new Set([...a, ...b].map(({ key }) => key));
  return [...keys].toSorted().map((key) => {
    const known = value(a, key);
    return { key, value: known && sameKnown(known, value(b, key)) ? known : unknown("transformed") };
  });
}

function sameKnown(a: Known<string> | undefined, b: Known<string> | undefined): boolean {
  if (!a || !b) return a === b;
  return "value" in a && "value" in b && a.value === b.value;
}
