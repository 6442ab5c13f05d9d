/** Ingress (networking.k8s.io/v1, and the `serviceName`/`servicePort` form of the versions removed in 1.22). */
import { type Known, valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { integerOf, intOrTextOf, textOf } from "../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../value/value.ts";
import { reference, type ServiceReference } from "./reference.ts";

export interface IngressFacts {
  readonly family: "ingress";
  readonly className: Known<string> | undefined;
  /** `spec.rules[].host`, each once; a rule without one is for any host. */
  readonly hosts: readonly Known<string>[];
}

export function ingressFacts(root: Value): IngressFacts {
  const hosts = itemsOf(memberAt(root, "spec", "rules")).flatMap(
    (rule) => textOf(member(rule, "host")) ?? [],
  );
  return {
    family: "ingress",
    className: textOf(memberAt(root, "spec", "ingressClassName")),
    hosts: hosts.filter(
      (host, index) => hosts.findIndex((each) => valueOf(each) === valueOf(host)) === index,
    ),
  };
}

/** The default backend, then that of each path. */
export function ingressReferences(root: Value): readonly ServiceReference[] {
  const spec = member(root, "spec");
  const fallback = (["defaultBackend", "backend"] as const).flatMap((key) => {
    const value = member(spec, key);
    return value ? [backend(value, ["spec", key], "")] : [];
  });
  const rules = itemsOf(member(spec, "rules")).flatMap((rule, ruleIndex) =>
    itemsOf(memberAt(rule, "http", "paths")).flatMap((path, pathIndex) => {
      const value = member(path, "backend");
      const at = ["spec", "rules", ruleIndex, "http", "paths", pathIndex, "backend"];
      return value ? [backend(value, at, written(rule, "host") + written(path, "path"))] : [];
    }),
  );
  return [...fallback, ...rules];
}

function written(value: Value, key: string): string {
  return valueOf(textOf(member(value, key))) ?? "";
}

/** A `resource` names no Service. */
function backend(value: Value, path: Path, serves: string): ServiceReference {
  const service = member(value, "service");
  if (service === undefined) {
    return reference({
      path,
      serves,
      namePath: [...path, "serviceName"],
      portPath: [...path, "servicePort"],
      service: textOf(member(value, "serviceName")),
      port: intOrTextOf(member(value, "servicePort")),
    });
  }
  const port = member(service, "port");
  const name = textOf(member(port, "name"));
  return reference({
    path,
    serves,
    namePath: [...path, "service", "name"],
    portPath: [...path, "service", "port", name ? "name" : "number"],
    service: textOf(member(service, "name")),
    port: name ?? integerOf(member(port, "number")),
  });
}
