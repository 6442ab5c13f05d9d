/** Ingress (networking.k8s.io/v1, and the `serviceName`/`servicePort` form of the versions removed in 1.22). */
import { type Known, valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { integerOf, intOrTextOf, textOf } from "../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../value/value.ts";
import { reference, type ServiceReference } from "./reference.ts";

export interface IngressFacts {
  readonly family: "ingress";
  readonly className: Known<string> | undefined;
  readonly backends: readonly IngressBackend[];
}

export interface IngressBackend {
  /** The backend itself: `spec.rules[0].http.paths[0].backend`. */
  readonly path: Path;
  /** Where the Service's name is, below `path`. */
  readonly namePath: Path;
  /** Where the port is, below `path`: the number or the name. */
  readonly portPath: Path;
  readonly host: Known<string> | undefined;
  readonly httpPath: Known<string> | undefined;
  /** Undefined when the backend is a `resource`, or empty. */
  readonly service: Known<string> | undefined;
  /** A number is the Service's port, a text its name. */
  readonly port: Known<number | string> | undefined;
}

export function ingressFacts(root: Value): IngressFacts {
  const spec = member(root, "spec");
  const fallback = (["defaultBackend", "backend"] as const).flatMap((key) => {
    const value = member(spec, key);
    return value ? [backend(value, ["spec", key], undefined, undefined)] : [];
  });
  const rules = itemsOf(member(spec, "rules")).flatMap((rule, ruleIndex) =>
    itemsOf(memberAt(rule, "http", "paths")).flatMap((path, pathIndex) => {
      const value = member(path, "backend");
      const at = ["spec", "rules", ruleIndex, "http", "paths", pathIndex, "backend"];
      return value ? [backend(value, at, textOf(member(rule, "host")), textOf(member(path, "path")))] : [];
    }),
  );
  return {
    family: "ingress",
    className: textOf(member(spec, "ingressClassName")),
    backends: [...fallback, ...rules],
  };
}

function backend(
  value: Value,
  path: Path,
  host: Known<string> | undefined,
  httpPath: Known<string> | undefined,
): IngressBackend {
  const where = { path, host, httpPath };
  const service = member(value, "service");
  if (service === undefined) {
    return {
      ...where,
      namePath: ["serviceName"],
      portPath: ["servicePort"],
      service: textOf(member(value, "serviceName")),
      port: intOrTextOf(member(value, "servicePort")),
    };
  }
  const port = member(service, "port");
  const name = textOf(member(port, "name"));
  return {
    ...where,
    namePath: ["service", "name"],
    portPath: ["service", "port", name ? "name" : "number"],
    service: textOf(member(service, "name")),
    port: name ?? integerOf(member(port, "number")),
  };
}

/** The backends as references. */
export function ingressReferences(root: Value): readonly ServiceReference[] {
  return ingressFacts(root).backends.map(({ path, namePath, portPath, service, port, host, httpPath }) =>
    reference({
      path,
      namePath: [...path, ...namePath],
      portPath: [...path, ...portPath],
      service,
      port,
      serves: `${valueOf(host) ?? ""}${valueOf(httpPath) ?? ""}`,
    }),
  );
}
