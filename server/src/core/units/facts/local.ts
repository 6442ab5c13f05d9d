/**
 * Clusters on one machine: `kind` (kind.x-k8s.io Cluster) and k3d (k3d.io Simple). Which version their images have is left out:
 * manifests are not for it alone.
 */
import type { Path } from "../../value/path.ts";
import { itemsOf, type Value } from "../../value/value.ts";
import { type Fact, fact } from "./fact.ts";
import {
  addressesFact,
  at,
  domainFact,
  flagsIn,
  nodePortsFact,
  proxyModeFact,
  rangesFact,
  serviceRangeFacts,
  textAt,
  textsAt,
} from "./written.ts";

const FAMILIES: ReadonlyMap<string, readonly ("IPv4" | "IPv6")[]> = new Map([
  ["ipv4", ["IPv4"]],
  ["ipv6", ["IPv6"]],
  ["dual", ["IPv4", "IPv6"]],
]);

export function kindFacts(value: Value | undefined): readonly Fact[] {
  const at = (key: string): Path => ["networking", key];
  const text = (key: string) => textAt(value, ...at(key));
  const families = FAMILIES.get(text("ipFamily") ?? "");
  const service = serviceRangeFacts(text("serviceSubnet"), at("serviceSubnet"));
  return [
    fact("flavor", "kind", ["kind"]),
    ...rangesFact("podCIDR", text("podSubnet"), at("podSubnet")),
    ...service.filter(({ key }) => key !== "ipFamilies" || families === undefined),
    ...(families === undefined ? [] : [fact("ipFamilies", families, at("ipFamily"))]),
    ...proxyModeFact(text("kubeProxyMode"), at("kubeProxyMode")),
  ];
}

/** k3s takes what it is told by flags of its server; what it is not told, it has for itself (docs.k3s.io, server flags). */
export function k3dFacts(value: Value | undefined): readonly Fact[] {
  const path: Path = ["options", "k3s"];
  const listed = itemsOf(at(value, ...path, "extraArgs")).flatMap(
    (_, index) => textAt(value, ...path, "extraArgs", index, "arg") ?? [],
  );
  const flags = flagsIn([...listed, ...textsAt(value, ...path, "extraServerArgs")]);
  const flag = (name: string) => flags.get(name);
  return [
    fact("flavor", "k3d", ["kind"]),
    ...rangesFact("podCIDR", flag("cluster-cidr") ?? "10.42.0.0/16", path),
    ...serviceRangeFacts(flag("service-cidr") ?? "10.43.0.0/16", path),
    ...domainFact(flag("cluster-domain"), path),
    ...addressesFact(flag("cluster-dns")?.split(",") ?? [], path),
    ...nodePortsFact(flag("service-node-port-range"), path),
    ...proxyModeFact(proxyOf(flags), path),
    ...(flags.has("disable-network-policy") ? [] : [fact("policyEnforced", true, path)]),
  ];
}

function proxyOf(flags: ReadonlyMap<string, string>): string | undefined {
  if (flags.has("disable-kube-proxy")) return "none";
  return /^(?:--)?proxy-mode=(.+)$/.exec(flags.get("kube-proxy-arg") ?? "")?.[1];
}
