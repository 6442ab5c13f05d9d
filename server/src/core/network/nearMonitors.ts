/** What a monitor that selects nothing almost fits: a slip of the pen, or labels that only the pods bear. */
import type { DocId } from "../resources/identity.ts";
import type { LabelSelector } from "../resources/labelSelector.ts";
import type { Label, LabelMap } from "../resources/labels.ts";
import type { UnitNamespace } from "../units/unit.ts";
import { valueOf } from "../value/known.ts";
import { ALIKE, slipLikeness } from "./alike.ts";
import { carries, matches } from "./matching.ts";

/** A Service or workload with the labels that a monitor looks at. */
export interface MonitorTarget {
  readonly id: DocId;
  readonly name: string | undefined;
  readonly namespace: UnitNamespace;
  readonly labels: LabelMap;
  /** The labels of the pods that a Service selects. */
  readonly selector: LabelMap;
}

export interface NearTarget {
  readonly target: DocId;
  readonly kind: /** A Service selects pods by these labels, but does not bear them itself. */
    | "own-selector"
    /** All pairs but one fit, or a value is alike, or stands under another key. */
    | "slip"
    /** It bears the monitor's name. */
    | "same-name";
  /** The pairs that do not fit, each with the label that was probably meant. */
  readonly differing: readonly { readonly pair: Label; readonly instead: Label | undefined }[];
}

const KINDS: readonly NearTarget["kind"][] = ["own-selector", "slip", "same-name"];

/** Best first. Of expressions nobody can tell what was meant. */
export function nearest(
  targets: readonly MonitorTarget[],
  { matchLabels, expressions }: LabelSelector,
  monitor: string | undefined,
): readonly NearTarget[] {
  if (expressions.length > 0 || matchLabels.pairs.length === 0) return [];
  return targets
    .flatMap((target): readonly NearTarget[] => {
      const differing = matchLabels.pairs
        .filter((pair) => carries(target.labels, pair) !== "yes")
        .map((pair) => ({ pair, instead: insteadOf(pair, target.labels) }));
      const kind = kindOf(target, matchLabels, differing, monitor);
      return kind ? [{ target: target.id, kind, differing }] : [];
    })
    .toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}

function kindOf(
  { labels, selector, name }: MonitorTarget,
  wanted: LabelMap,
  differing: NearTarget["differing"],
  monitor: string | undefined,
): NearTarget["kind"] | undefined {
  if (labels.open) return undefined;
  if (selector.pairs.length > 0 && matches(wanted, selector) === "yes") return "own-selector";
  const isSlip = differing.every(
    ({ pair, instead }) => instead && (instead.key !== pair.key || isAlike(pair, instead)),
  );
  if (isSlip) return "slip";
  return name !== undefined && name === monitor ? "same-name" : undefined;
}

/** The same value under another key, else the same key with its own value. */
function insteadOf(pair: Label, labels: LabelMap): Label | undefined {
  const value = valueOf(pair.value);
  const sameKey = labels.pairs.find((label) => label.key === pair.key && valueOf(label.value) !== undefined);
  const sameValue = labels.pairs.find((label) => value !== undefined && valueOf(label.value) === value);
  return sameKey ?? sameValue;
}

function isAlike(pair: Label, instead: Label): boolean {
  return slipLikeness(valueOf(pair.value) ?? "", valueOf(instead.value) ?? "") >= ALIKE;
}
