/** Why a Service's selector leads nowhere, or perhaps nowhere: a few words for an edge. */

import { carries } from "../../network/matching.ts";
import { podLabelsOf } from "../../network/members.ts";
import type { NearMiss, Workload } from "../../network/net.ts";
import { type Label, labelAt } from "../../resources/labels.ts";
import { isKnown, valueOf } from "../../value/known.ts";
import type { Behind } from "../behind.ts";
import { reasonWords, type ServiceView, shown } from "./view.ts";

/** `app: crat ≠ cart`. */
export function missReason({ net }: ServiceView, found: Behind, near: NearMiss | undefined): string {
  if (found.kind === "elsewhere") {
    const [first] = found.workloads;
    const namespace = first && valueOf(net.namespaceOf(first.id).value);
    return namespace === undefined ? "only in another namespace" : `only in namespace ${namespace}`;
  }
  const [differing] = near?.differing ?? [];
  if (differing) return differenceWords(differing);
  if (found.kind !== "nothing") return "";
  const [pair, ...more] = found.pairs;
  if (!pair) return "the selector matches nothing here";
  const pairs = `${labelWords(pair)}${more.length > 0 ? `, ${more.map(labelWords).join(", ")}` : ""}`;
  return found.together ? `no pod has ${pairs} together` : `no pods here with ${pairs}`;
}

function differenceWords({ pair, instead }: NearMiss["differing"][number]): string {
  if (!instead) return `no pod has ${labelWords(pair)}`;
  if (instead.key === pair.key) return `${labelWords(pair)} ≠ ${shown(instead.value)}`;
  return `${labelWords(pair)} ≠ ${labelWords(instead)}`;
}

function labelWords({ key, value }: Label): string {
  return `${key}: ${shown(value)}`;
}

/** Why it cannot be said whether a workload is selected. */
export function perhapsReason({ db, unit, net, resource }: ServiceView, workload: Workload): string {
  const labels = podLabelsOf(db, unit, workload.id);
  const pairs = resource.spec.selector?.pairs ?? [];
  const open = pairs.find((pair) => carries(labels, pair) === "unknown");
  if (open) {
    const value = labelAt(labels, open.key) ?? open.value;
    const why = isKnown(open.value) ? value : open.value;
    return `${open.key}: ${isKnown(why) ? "not certain" : reasonWords(why.unknown)}`;
  }
  if (resource.spec.selector?.open) return "the selector is not known";
  const [own, other] = [net.namespaceOf(resource.id), net.namespaceOf(workload.id)];
  if (valueOf(own.value) !== valueOf(other.value)) return "namespace not certain";
  return "may belong to something else";
}
