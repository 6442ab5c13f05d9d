/** How cards and lenses speak of Services and pods: Kubernetes' own words, the user's own names. Not yet Markdown. */
import type { Net, Service } from "../network/net.ts";
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

/** `1 pod`, `2 addresses`. */
export function counted(count: number, noun: string): string {
  const plural = noun.endsWith("s") ? `${noun}es` : `${noun}s`;
  return `${count} ${count === 1 ? noun : plural}`;
}

/** `2,768`. */
export function thousands(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ",");
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
