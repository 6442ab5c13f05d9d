/**
 * What kustomize calls an object by: its group, version, kind, name and namespace, as they are and as they were before
 * anything renamed it.
 */
import type { Mapping } from "../../../value/value.ts";

export interface ObjectName {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  /** Empty where none is written. */
  readonly namespace: string;
  /** A kind that kustomize knows to belong to no namespace. */
  readonly clusterScoped?: boolean;
}

/** An object and all that it is found by. */
export interface Named {
  readonly value: Mapping;
  readonly current: ObjectName;
  /** What it was called before, oldest first. */
  readonly previous: readonly ObjectName[];
}

const NO_NAMESPACE = "_non_namespaceable_";

/** Where no namespace is written, `default` is meant; what belongs to none has a namespace of its own. */
export function effectiveNamespace({ namespace, clusterScoped }: ObjectName): string {
  if (clusterScoped) return NO_NAMESPACE;
  return namespace === "" ? "default" : namespace;
}
