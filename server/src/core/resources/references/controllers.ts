/** Routing kinds of single controllers: Traefik IngressRoute, OpenShift Route, Contour HTTPProxy, Argo Rollout. */
import { valueOf } from "../../value/known.ts";
import type { Path } from "../../value/path.ts";
import { intOrTextOf, textOf } from "../../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../../value/value.ts";
import { reference, type ServiceReference } from "../reference.ts";

/** `spec.routes[].services[]`, and `spec.tcpproxy.services[]` of Contour. */
export function serviceListReferences(root: Value): readonly ServiceReference[] {
  const spec = member(root, "spec");
  const routes = itemsOf(member(spec, "routes")).flatMap((route, index) =>
    listed(
      member(route, "services"),
      ["spec", "routes", index, "services"],
      valueOf(textOf(member(route, "match"))) ?? "",
    ),
  );
  return [...routes, ...listed(memberAt(spec, "tcpproxy", "services"), ["spec", "tcpproxy", "services"], "")];
}

/** An entry of another kind (TraefikService) names no Service. */
function listed(services: Value | undefined, at: Path, serves: string): readonly ServiceReference[] {
  return itemsOf(services).flatMap((entry, index) => {
    if ((valueOf(textOf(member(entry, "kind"))) ?? "Service") !== "Service") return [];
    const path = [...at, index];
    return [
      reference({
        path,
        namePath: [...path, "name"],
        portPath: [...path, "port"],
        service: textOf(member(entry, "name")),
        namespace: textOf(member(entry, "namespace")),
        port: intOrTextOf(member(entry, "port")),
        serves,
      }),
    ];
  });
}

/** OpenShift Route: `spec.port.targetPort` names a target port or a Service port's name. */
export function openShiftReferences(root: Value): readonly ServiceReference[] {
  const spec = member(root, "spec");
  const port = intOrTextOf(memberAt(spec, "port", "targetPort"));
  const serves = valueOf(textOf(member(spec, "host"))) ?? "";
  const to = member(spec, "to");
  const others = itemsOf(member(spec, "alternateBackends")).map((value, index) => ({
    value,
    path: ["spec", "alternateBackends", index] as Path,
  }));
  return [...(to ? [{ value: to, path: ["spec", "to"] as Path }] : []), ...others].map(({ value, path }) =>
    reference({
      path,
      namePath: [...path, "name"],
      portPath: ["spec", "port", "targetPort"],
      service: textOf(member(value, "name")),
      port,
      portMeans: "target-port",
      serves,
    }),
  );
}

const ROLLOUT_FIELDS: readonly Path[] = [
  ["spec", "strategy", "canary", "stableService"],
  ["spec", "strategy", "canary", "canaryService"],
  ["spec", "strategy", "blueGreen", "activeService"],
  ["spec", "strategy", "blueGreen", "previewService"],
];

/** Argo Rollout: its controller rewrites the selectors of the Services that it names. */
export function rolloutReferences(root: Value): readonly ServiceReference[] {
  return ROLLOUT_FIELDS.flatMap((path) => {
    const value = memberAt(root, ...path.map(String));
    return value ? [reference({ path, namePath: path, service: textOf(value) })] : [];
  });
}
