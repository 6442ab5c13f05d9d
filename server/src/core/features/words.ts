/** How cards and lenses speak of Services and pods: Kubernetes' own words, the user's own names. Not yet Markdown. */
import { HAVE_REPLICAS } from "../network/cluster/pod.ts";
import type { Net, Service, Workload } from "../network/net.ts";
import type { Resource } from "../resources/resource.ts";
import { nameOf, inNamespace as namespaceText } from "../rules/words.ts";
import type { Gap } from "../units/unit.ts";
import { type Reason, valueOf } from "../value/known.ts";

export { called, listed, nameOf } from "../rules/words.ts";

/** `web.shop.svc.cluster.local`; the bare name when the namespace cannot be known. */
export function hostOf(net: Net, service: Service): string {
  const namespace = valueOf(net.namespaceOf(service.id).value);
  const name = nameOf(service);
  return namespace === undefined ? name : `${name}.${namespace}.svc.${net.cluster.domain}`;
}

/** ` in namespace shop`; empty for a namespace that nobody wrote. */
export function inNamespace(net: Net, resource: Resource): string {
  return namespaceText(net.namespaceOf(resource.id));
}

/** How many pods a workload makes; undefined when that is not written in it. */
export function podCount(workload: Workload): number | undefined {
  const { kind } = workload.identity;
  if (kind === "Pod") return 1;
  if (workload.spec.replicas !== undefined) return valueOf(workload.spec.replicas);
  return HAVE_REPLICAS.has(kind) ? 1 : undefined;
}

/** `3 replicas`, `one on each node`. */
export function scaleOf(workload: Workload): string {
  const count = podCount(workload);
  if (workload.identity.kind === "Pod") return "one pod";
  if (count !== undefined) return counted(count, "replica");
  return workload.identity.kind === "DaemonSet" ? "one on each node" : "number of pods not known here";
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `3 pods`; without a number when one of them is not known. */
export function podsOf(workloads: readonly Workload[]): string {
  const counts = workloads.map(podCount);
  const sum = counts.reduce<number | undefined>(
    (total, count) => (total === undefined || count === undefined ? undefined : total + count),
    0,
  );
  return sum === undefined ? "pods" : counted(sum, "pod");
}

const REASONS: Readonly<Record<Reason, string>> = {
  template: "a template expression stands there",
  placeholder: "a placeholder stands there",
  controller: "a controller sets it",
  transformed: "Kustomize changes it",
  unreadable: "its document cannot be read",
  invalid: "this field takes no such value",
};

export function because(reason: Reason): string {
  return REASONS[reason];
}

/** Why pods may be missing from a world, in two or three words. */
const GAPS: Readonly<Record<Gap["reason"], string>> = {
  remote: "remote base",
  unrendered: "chart",
  unreadable: "a file cannot be read",
  transformed: "Kustomize changes them",
  "no-workload": "no workload in this folder",
  "missing-file": "a file is missing",
  alternatives: "several copies",
  fixture: "test data",
};

/** What is missing of a world, and why in a few words: that no workload is seen explains least. */
export function gapOf(net: Net): { readonly why: string; readonly detail: string } | undefined {
  const { gaps } = net.unit;
  const gap = gaps.find(({ reason }) => reason !== "no-workload") ?? gaps[0];
  if (!gap) return undefined;
  // The world of a whole workspace folder is called `.`.
  return { why: GAPS[gap.reason], detail: gap.detail.replace(/^\.(?= )/, "the workspace folder") };
}
