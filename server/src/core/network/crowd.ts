/**
 * Services that select more than they are for: the pods of the workload that bears their name, and those of plainly other
 * workloads. Silence wherever the selection may be meant (kinship.ts), or nothing tells the workloads apart.
 */
import { firstAndRest, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import type { Label } from "../resources/labels.ts";
import { isFamily, type ResourceOf } from "../resources/resource.ts";
import type { UnitId } from "../units/unit.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { areUnrelated, stemOf } from "./kinship.ts";
import { memberOf } from "./members.ts";
import { targetsOf } from "./ports.ts";
import { selectedElsewhere, selectionOf } from "./selection.ts";

/** `Crowd` of net.ts, by DocId. */
export interface CrowdIds {
  readonly own: readonly DocId[];
  readonly strangers: readonly DocId[];
  readonly apart: Label;
}

/** Undefined unless it is plain which of the selected workloads are meant; by (unit, Service). */
export const crowdOf = query<CrowdIds | undefined>("crowd", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const { certain, possible } = db.get(selectionOf, key);
  if (certain.length < 2 || possible.length > 0) return undefined;
  if (db.get(selectedElsewhere, key).length > 0) return undefined;
  const service = memberOf(db, unit, id);
  if (!service || !isFamily(service, "service") || gathers(service)) return undefined;
  const workloads = certain.flatMap((each) => served(db, unit, key, each));
  const name = stemOf(valueOf(service.name) ?? "");
  const own = workloads.filter((each) => !isJob(each) && stemOf(nameOf(each)) === name);
  const others = workloads.filter((each) => !own.includes(each));
  if (own.length === 0 || others.length === 0) return undefined;
  if (!others.every((other) => own.every((each) => isStranger(each, other)))) return undefined;
  const apart = tellingApart(own, others);
  return apart && { own: own.map((each) => each.id), strangers: others.map((each) => each.id), apart };
});

type Workload = ResourceOf<"workload">;

/** Headless Services are for peers that look for one another, whoever they are. */
function gathers({ spec }: ResourceOf<"service">): boolean {
  const { clusterIP, publishNotReadyAddresses } = spec;
  return valueOf(clusterIP) === "None" || valueOf(publishNotReadyAddresses) === true;
}

/** A workload that some port of the Service leads to. */
function served(db: Reader, unit: UnitId, service: string, id: DocId): readonly Workload[] {
  const answers = db.get(targetsOf, service).flatMap(({ pods }) => pods.filter((pod) => pod.workload === id));
  if (!answers.some(({ answer }) => answer.kind === "declared" || answer.kind === "undeclared")) return [];
  const member = memberOf(db, unit, id);
  return member && isFamily(member, "workload") ? [member] : [];
}

function nameOf(workload: Workload): string {
  return valueOf(workload.name) ?? "";
}

function isJob({ identity }: Workload): boolean {
  return identity.kind === "Job" || identity.kind === "CronJob";
}

/** The pods of a Job are in the way of traffic while they run, be they ever so near. */
function isStranger(own: Workload, other: Workload): boolean {
  const kin = (each: Workload) => ({ name: nameOf(each), containers: each.spec.containers });
  return isJob(other) || areUnrelated(kin(own), kin(other));
}

/** Keys that tell variants of one thing apart, or are set by controllers. */
const VARIANT_KEY =
  /(version|track|release|revision|hash|generation|index|chart|managed-by|colou?r|env|zone)$/i;

/** A label that all of the own have with one value, and no stranger has with it. */
function tellingApart(own: readonly Workload[], others: readonly Workload[]): Label | undefined {
  const labels = (workload: Workload) => workload.spec.podLabels.pairs;
  const [first, ...rest] = own;
  if (!first || others.some((other) => other.spec.podLabels.open)) return undefined;
  const carries = (workload: Workload, label: Label) =>
    labels(workload).some((each) => each.key === label.key && valueOf(each.value) === valueOf(label.value));
  const has = (workload: Workload, label: Label) => labels(workload).some((each) => each.key === label.key);
  return labels(first).find(
    (label) =>
      isKnown(label.value) &&
      !VARIANT_KEY.test(label.key) &&
      rest.every((each) => carries(each, label)) &&
      others.every((other) => has(other, label) && !carries(other, label)),
  );
}
