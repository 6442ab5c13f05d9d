/** Whose pod a dumped Pod is: its controller, and the controller of that, as their names and the pod's labels tell it. */
import type { Owner } from "../../resources/observation.ts";

/** A workload as a manifest writes it down: kind and name; its namespace is the pod's. */
export interface Maker {
  readonly kind: string;
  readonly name: string;
}

export interface OwnedPod {
  readonly name: string;
  readonly owner: Owner | undefined;
  /** The value of a label of the pod. */
  label(key: string): string | undefined;
  /** The controller of an object that was dumped, too. */
  ownerOf(maker: Maker): Owner | undefined;
}

/** More owners than this stand above nobody. */
const MOST_STEPS = 4;

/**
 * What may have made a pod, the nearest first: a manifest of the Pod itself, its controller, then whoever that belongs to. A
 * ReplicaSet is called after its Deployment and the hash of its template, a Job after its CronJob and a number.
 */
export function makersOf(pod: OwnedPod): readonly Maker[] {
  const makers: Maker[] = [{ kind: "Pod", name: pod.name }];
  let owner = pod.owner;
  for (let step = 0; owner && step < MOST_STEPS; step++) {
    const maker = { kind: owner.kind, name: owner.name };
    makers.push(maker);
    owner = pod.ownerOf(maker);
    if (!owner) makers.push(...namedAfter(maker, pod));
  }
  return makers;
}

/** The letters of which hashes are made (k8s.io/apimachinery, util/rand). */
const HASH = /^(.+)-[bcdfghjklmnpqrstvwxz2456789]{5,10}$/;

function namedAfter({ kind, name }: Maker, { label }: OwnedPod): readonly Maker[] {
  if (kind === "ReplicaSet") {
    const rollout = without(name, label("rollouts-pod-template-hash"));
    if (rollout !== undefined) return [{ kind: "Rollout", name: rollout }];
    const deployment = without(name, label("pod-template-hash")) ?? HASH.exec(name)?.[1];
    return deployment === undefined ? [] : [{ kind: "Deployment", name: deployment }];
  }
  const cronJob = kind === "Job" ? /^(.+)-\d+$/.exec(name)?.[1] : undefined;
  return cronJob === undefined ? [] : [{ kind: "CronJob", name: cronJob }];
}

function without(name: string, hash: string | undefined): string | undefined {
  const isSuffix = hash !== undefined && hash !== "" && name.endsWith(`-${hash}`);
  return isSuffix ? name.slice(0, -hash.length - 1) : undefined;
}
