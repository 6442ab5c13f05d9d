/** Gateway API routes (gateway.networking.k8s.io): `backendRefs`, and the backend of `requestMirror` filters. */

import { valueOf } from "../../value/known.ts";
import type { Path } from "../../value/path.ts";
import { integerOf, textOf } from "../../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../../value/value.ts";
import { reference, type ServiceReference } from "../reference.ts";

export function routeReferences(root: Value): readonly ServiceReference[] {
  const meshed = meshedNamespaces(root);
  return backendReferences(root).map((each) => {
    const namespace = valueOf(each.namespace);
    return namespace !== undefined && meshed.includes(namespace) ? { ...each, throughMesh: true } : each;
  });
}

/** The namespaces of parents that are Services: the route is for those who call them. */
function meshedNamespaces(root: Value): readonly string[] {
  return itemsOf(memberAt(root, "spec", "parentRefs")).flatMap((parent) => {
    const kind = valueOf(textOf(member(parent, "kind")));
    const namespace = valueOf(textOf(member(parent, "namespace")));
    return kind === "Service" && namespace !== undefined ? [namespace] : [];
  });
}

function backendReferences(root: Value): readonly ServiceReference[] {
  const serves = hostsOf(root);
  return itemsOf(memberAt(root, "spec", "rules")).flatMap((rule, index) => {
    const at: Path = ["spec", "rules", index];
    const paths = itemsOf(member(rule, "matches")).flatMap((match) => {
      const path = valueOf(textOf(memberAt(match, "path", "value")));
      return path === undefined ? [] : [path];
    });
    const where = `${serves}${paths.join(", ")}`;
    const backends = itemsOf(member(rule, "backendRefs")).flatMap((backend, position) => {
      const path = [...at, "backendRefs", position];
      return [
        ...backendReference(backend, path, where),
        ...mirrors(member(backend, "filters"), [...path, "filters"]),
      ];
    });
    return [...backends, ...mirrors(member(rule, "filters"), [...at, "filters"])];
  });
}

function hostsOf(root: Value): string {
  const hosts = itemsOf(memberAt(root, "spec", "hostnames")).flatMap((host) => valueOf(textOf(host)) ?? []);
  return hosts.join(", ");
}

function mirrors(filters: Value | undefined, at: Path): readonly ServiceReference[] {
  return itemsOf(filters).flatMap((filter, index) => {
    const backend = memberAt(filter, "requestMirror", "backendRef");
    return backend
      ? backendReference(backend, [...at, index, "requestMirror", "backendRef"], "mirrored requests")
      : [];
  });
}

/** Defaults: group "", kind Service, the route's namespace (BackendObjectReference). */
function backendReference(backend: Value, path: Path, serves: string): readonly ServiceReference[] {
  const group = valueOf(textOf(member(backend, "group"))) ?? "";
  const kind = valueOf(textOf(member(backend, "kind"))) ?? "Service";
  if (group !== "" || kind !== "Service") return [];
  return [
    reference({
      path,
      namePath: [...path, "name"],
      portPath: [...path, "port"],
      service: textOf(member(backend, "name")),
      namespace: textOf(member(backend, "namespace")),
      port: integerOf(member(backend, "port")),
      serves,
    }),
  ];
}
