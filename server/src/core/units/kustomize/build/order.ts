/** The order in which objects are printed: `sortOptions`, or kustomize's own, which puts what others need first. */
import { groupOf, type Identity } from "../../../resources/identity.ts";
import { itemsOf, memberAt, type Value } from "../../../value/value.ts";
import { currentId } from "./identity.ts";
import type { BuiltObject } from "./object.ts";
import { rawOf } from "./values.ts";

const FIRST = [
  ...["Namespace", "ResourceQuota", "StorageClass", "CustomResourceDefinition", "ServiceAccount"],
  ...["PodSecurityPolicy", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ConfigMap", "Secret"],
  ...["Endpoints", "Service", "LimitRange", "PriorityClass", "PersistentVolume", "PersistentVolumeClaim"],
  ...["Deployment", "StatefulSet", "CronJob", "PodDisruptionBudget"],
];
const LAST = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

export function inOrder(
  objects: readonly BuiltObject[],
  sortOptions: Value | undefined,
): readonly BuiltObject[] {
  if (rawOf(memberAt(sortOptions, "order")) === "fifo") return objects;
  const options = memberAt(sortOptions, "legacySortOptions");
  const kinds = (key: string, own: readonly string[]) =>
    options ? itemsOf(memberAt(options, key)).map(rawOf) : own;
  const ranks = ranksOf(kinds("orderFirst", FIRST), kinds("orderLast", LAST));
  return objects
    .map((object) => ({ object, id: currentId(object) }))
    .toSorted((a, b) => compare(a.id, b.id, ranks))
    .map(({ object }) => object);
}

function ranksOf(first: readonly string[], last: readonly string[]): ReadonlyMap<string, number> {
  return new Map([
    ...first.map((kind, index) => [kind, index - first.length] as const),
    ...last.map((kind, index) => [kind, index + 1] as const),
  ]);
}

function compare(a: Identity, b: Identity, ranks: ReadonlyMap<string, number>): number {
  const rank = (ranks.get(a.kind) ?? 0) - (ranks.get(b.kind) ?? 0);
  if (rank !== 0) return rank;
  const types = byBytes(typeText(a), typeText(b));
  // Namespaces of the core group come after those of others.
  if (types !== 0) return a.kind === "Namespace" && b.kind === "Namespace" ? -types : types;
  return byBytes(nameText(a), nameText(b));
}

function typeText({ apiVersion, kind }: Identity): string {
  const version = apiVersion.slice(apiVersion.indexOf("/") + 1);
  return `${groupOf(apiVersion) || "~G"}_${version || "~V"}_${kind || "~K"}`;
}

function nameText({ namespace, name }: Identity): string {
  return `${namespace || "~X"}|${name || "~N"}`;
}

function byBytes(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
