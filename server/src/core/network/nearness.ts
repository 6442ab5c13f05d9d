/**
 * Which workloads a selector almost fits, and how: the difference between a slip of the pen and pods that live elsewhere.
 * Measured: of the Services that people really broke, 12 of 23 bear the workload's name, in 11 a selector value does, in 10
 * the value stands under another key, 6 are typing errors.
 */
import { firstAndRest, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import type { Label, LabelMap } from "../resources/labels.ts";
import { namespaceAt } from "../units/queries.ts";
import type { UnitId } from "../units/unit.ts";
import { valueOf } from "../value/known.ts";
import { ALIKE, likeness } from "./alike.ts";
import { meantBy } from "./copies.ts";
import { carries } from "./matching.ts";
import { nameOf, type Outline, outlinesAround } from "./members.ts";
import type { NearMiss } from "./net.ts";
import { selectorOf } from "./selection.ts";

/** `NearMiss` of net.ts, by DocId. */
export interface NearId extends Omit<NearMiss, "workload"> {
  readonly workload: DocId;
}

const KINDS: readonly NearMiss["kind"][] = [
  "same-name",
  "one-pair-differs",
  "other-key",
  "alike",
  "shares-key",
];

/** Best first; workloads that are certainly in another namespace are none. */
export const nearMissesOf = query<readonly NearId[]>("nearMisses", (db, key) => {
  const [unit, service] = firstAndRest(key);
  const selector = selectorOf(db, unit, service);
  return selector ? nearTo(db, unit, service, selector) : [];
});

/** The workloads in reach of a resource that nearly fit a selector of its, best first. */
export function nearTo(db: Reader, unit: UnitId, asker: DocId, selector: LabelMap): readonly NearId[] {
  const name = nameOf(db, unit, asker);
  const namespace = namespaceAt(db, unit, asker);
  const near = outlinesAround(db, unit, "workload", namespace).flatMap((workload) =>
    nearness(workload, name, selector),
  );
  const meant = new Set(
    meantBy(
      asker,
      near.map(({ workload }) => workload),
    ),
  );
  return near
    .filter(({ workload }) => meant.has(workload))
    .toSorted(
      (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.differing.length - b.differing.length,
    );
}

function nearness(workload: Outline, service: string | undefined, selector: LabelMap): readonly NearId[] {
  const { podLabels } = workload;
  const differing = selector.pairs
    .filter((pair) => carries(podLabels, pair) !== "yes")
    .map((pair) => ({ pair, instead: insteadOf(pair, podLabels) }));
  const kind = kindOf(selector, podLabels, differing, workload.name, service);
  return kind ? [{ workload: workload.id, kind, differing }] : [];
}

function kindOf(
  selector: LabelMap,
  labels: LabelMap,
  differing: NearId["differing"],
  workload: string | undefined,
  service: string | undefined,
): NearMiss["kind"] | undefined {
  const values = selector.pairs.map((pair) => valueOf(pair.value));
  if (workload !== undefined && (workload === service || values.includes(workload))) return "same-name";
  if (selector.pairs.length > 1 && differing.length === 1) return "one-pair-differs";
  if (differing.every(({ pair, instead }) => instead && instead.key !== pair.key)) return "other-key";
  if (differing.every(({ pair, instead }) => instead?.key === pair.key && isAlike(pair, instead)))
    return "alike";
  const sharesKey = selector.pairs.some((pair) => labels.pairs.some((label) => label.key === pair.key));
  return sharesKey || containsOther(workload, service) ? "shares-key" : undefined;
}

/** The label that was probably meant: the same value under another key, else the same key with its own value. */
function insteadOf(pair: Label, labels: LabelMap): Label | undefined {
  const sameKey = labels.pairs.find((label) => label.key === pair.key && valueOf(label.value) !== undefined);
  const value = valueOf(pair.value);
  const sameValue = labels.pairs.find((label) => value !== undefined && valueOf(label.value) === value);
  return sameKey ?? sameValue;
}

function isAlike(pair: Label, instead: Label): boolean {
  return likeness(valueOf(pair.value) ?? "", valueOf(instead.value) ?? "") >= ALIKE;
}

function containsOther(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== "" && b !== "" && (a.includes(b) || b.includes(a));
}
