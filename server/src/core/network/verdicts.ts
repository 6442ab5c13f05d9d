/**
 * The API server's verdict on a member of a unit. In a kustomization it is the built object that is sent: until it is, what a
 * transformer or a patch may have changed is not judged, nor what kustomize writes otherwise than it was written.
 */
import type { ApiFault, FaultPlace } from "../apiserver/fault.ts";
import { ACCEPTED, type Verdict } from "../apiserver/judge.ts";
import { contextKey, verdictOf } from "../apiserver/queries.ts";
import { keyOf, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { effectOn } from "../units/queries.ts";
import type { ClusterSettings } from "../units/settings.ts";
import type { UnitId } from "../units/unit.ts";
import { isWithin, type Path } from "../value/path.ts";
import { isKustomized } from "./members.ts";

export function verdictIn(
  db: Reader,
  unit: UnitId,
  { kubernetesVersion, nodePortRange }: ClusterSettings,
  id: DocId,
): Verdict {
  const verdict = db.get(verdictOf, keyOf(contextKey(kubernetesVersion, nodePortRange), id));
  const isSilent = verdict.faults.length === 0 && verdict.warnings.length === 0;
  return isSilent || !isKustomized(db, unit) ? verdict : built(verdict, effectOn(db, keyOf(unit, id)));
}

type Effect = ReturnType<typeof effectOn>;

function built(verdict: Verdict, effect: Effect): Verdict {
  if (Object.values(effect.touch).includes(true)) return ACCEPTED;
  const changed = changedBy(effect);
  const stays = ({ at }: { readonly at: FaultPlace }) => !changed.some((path) => isWithin(at.path, path));
  const { faults, warnings } = verdict;
  return {
    faults: faults.filter(
      (fault) => stays(fault) && !isMended(fault) && !(isRelabelled(effect) && fault.topic === "own-labels"),
    ),
    warnings: warnings.filter(stays),
  };
}

const NAMES: readonly Path[] = [
  ["metadata", "name"],
  ["metadata", "generateName"],
];

function changedBy(effect: Effect): readonly Path[] {
  return [
    ...(effect.renamed ? NAMES : []),
    ...(effect.namespace === undefined ? [] : [["metadata", "namespace"]]),
    ...(isRelabelled(effect)
      ? [
          ["metadata", "labels"],
          ["spec", "selector"],
          ["spec", "template", "metadata", "labels"],
        ]
      : []),
  ];
}

function isRelabelled({ labels: { own, pods, selectors, open } }: Effect): boolean {
  return open || own.length + pods.length + selectors.length > 0;
}

/** Words of YAML 1.1 that kustomize, which reads 1.2, takes for text and puts in quotes. */
const OLD_BOOLEAN = /^(y|yes|n|no|on|off)$/i;

/** The values of labels and annotations come out of kustomize as text, whatever they were. */
function isMended({ error, topic, at: { path }, value = "" }: ApiFault): boolean {
  if (error !== "Decode" || topic !== "text") return false;
  return OLD_BOOLEAN.test(value) || path.some((step) => step === "labels" || step === "annotations");
}
