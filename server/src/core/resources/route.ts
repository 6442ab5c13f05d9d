/**
 * What all routing kinds say besides their backends (references/): for which hosts they are, and by which Gateways their requests
 * come. Gateway API routes, Istio VirtualService, Traefik IngressRoute, Contour HTTPProxy, OpenShift Route.
 */
import { isKnown, type Known, known, valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { integerOf, textOf } from "../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../value/value.ts";

export interface RouteFacts {
  readonly family: "route";
  readonly hosts: readonly Known<string>[];
  readonly parents: readonly ParentReference[];
}

/** `spec.parentRefs[0]`, or one of a VirtualService's `gateways`. */
export interface ParentReference {
  readonly path: Path;
  /** `Gateway`, or `Service` for those who call it through a mesh (GEP-1324). */
  readonly kind: Known<string>;
  readonly name: Known<string> | undefined;
  /** As written; absent means the route's own. */
  readonly namespace: Known<string> | undefined;
  /** The name of one listener. */
  readonly listener: Known<string> | undefined;
  readonly port: Known<number> | undefined;
}

/** HTTPRoute, GRPCRoute, TCPRoute, TLSRoute, UDPRoute. */
export function gatewayRouteFacts(root: Value): RouteFacts {
  return {
    family: "route",
    hosts: textsAt(root, "spec", "hostnames"),
    parents: itemsOf(memberAt(root, "spec", "parentRefs")).map((value, index) => ({
      path: ["spec", "parentRefs", index],
      kind: textOf(member(value, "kind")) ?? known("Gateway"),
      name: textOf(member(value, "name")),
      namespace: textOf(member(value, "namespace")),
      listener: textOf(member(value, "sectionName")),
      port: integerOf(member(value, "port")),
    })),
  };
}

/** A Gateway is called `name` or `namespace/name`; `mesh` means every sidecar. */
export function virtualServiceFacts(root: Value): RouteFacts {
  const parents = itemsOf(memberAt(root, "spec", "gateways")).flatMap((value, index) => {
    const written = textOf(value);
    if (written === undefined || valueOf(written) === "mesh") return [];
    const [first = "", second] = (valueOf(written) ?? "").split("/");
    return [
      {
        path: ["spec", "gateways", index] as Path,
        kind: known("Gateway"),
        name: isKnown(written) ? known(second ?? first) : written,
        namespace: second === undefined ? undefined : known(first),
        listener: undefined,
        port: undefined,
      },
    ];
  });
  return { family: "route", hosts: textsAt(root, "spec", "hosts"), parents };
}

/** The controller itself is the way in; an IngressRoute has its hosts in its rules' expressions. */
export function controllerRouteFacts(root: Value): RouteFacts {
  const hosts = [memberAt(root, "spec", "host"), memberAt(root, "spec", "virtualhost", "fqdn")];
  return { family: "route", hosts: hosts.flatMap((host) => textOf(host) ?? []), parents: [] };
}

function textsAt(root: Value, ...path: readonly string[]): readonly Known<string>[] {
  return itemsOf(memberAt(root, ...path)).flatMap((item) => textOf(item) ?? []);
}
