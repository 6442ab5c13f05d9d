/** How rules speak: Kubernetes' own words, the user's own names, one wording for one thing. */
import type { Label } from "../resources/labels.ts";
import type { Resource } from "../resources/resource.ts";
import type { UnitNamespace } from "../units/unit.ts";
import { valueOf } from "../value/known.ts";

/** `Deployment cart`; `this Kustomization` for one without a name. */
export function called(resource: Resource): string {
  const { kind } = resource.identity;
  const name = nameOf(resource);
  return name === "" ? `this ${kind}` : `${kind} ${name}`;
}

/** `the pods of Deployment cart`, or `Pod cart`. */
export function podsOf(workload: Resource): string {
  return workload.identity.kind === "Pod" ? called(workload) : `the pods of ${called(workload)}`;
}

export function nameOf(resource: Resource): string {
  return valueOf(resource.name) ?? resource.identity.name;
}

/** ` in namespace shop`; empty for a namespace that nobody wrote. */
export function inNamespace(namespace: UnitNamespace): string {
  const name = valueOf(namespace.value);
  return name === undefined || namespace.assumed ? "" : ` in namespace ${name}`;
}

/** `app: cart`, in backticks. */
export function pair(label: Label): string {
  const value = valueOf(label.value);
  return quoted(value === undefined ? label.key : `${label.key}: ${value === "" ? '""' : value}`);
}

export function quoted(text: string | number): string {
  return `\`${text}\``;
}

/** `a`, `a and b`, `a, b and c`; from five on the rest is counted. */
export function listed(items: readonly string[], conjunction: "and" | "or" = "and"): string {
  // Copies of one object have one name.
  const words = [...new Set(items)];
  const shown = words.length > 4 ? [...words.slice(0, 3), `${words.length - 3} more`] : words;
  const last = shown.at(-1) ?? "";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}
