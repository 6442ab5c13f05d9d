/** Clusters on one machine: `kind` (kind.x-k8s.io Cluster) and k3d (k3d.io Simple). */
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
  versionFact,
  versionIn,
} from "./written.ts";

const FAMILIES: Readonly<Record<string, readonly ("IPv4" | "IPv6")[]>> = {
  ipv4: ["IPv4"],
  ipv6: ["IPv6"],
  dual: ["IPv4", "IPv6"],
};

export function kindFacts(value: Value | undefined): readonly Fact[] {
  const at = (key: string): Path => ["networking", key];
  const text = (key: string) => textAt(value, ...at(key));
  const families = FAMILIES[text("ipFamily") ?? ""];
  const service = serviceRangeFacts(text("serviceSubnet"), at("serviceSubnet"));
  return [
    fact("flavor", "kind", ["kind"]),
    ...nodeVersion(value),
    ...rangesFact("podCIDR", text("podSubnet"), at("podSubnet")),
    ...service.filter(({ key }) => key !== "ipFamilies" || families === undefined),
    ...(families === undefined ? [] : [fact("ipFamilies", families, at("ipFamily"))]),
    ...proxyModeFact(text("kubeProxyMode"), at("kubeProxyMode")),
  ];
}

/** `kindest/node:v1.34.0@sha256:…`, where all nodes that name an image agree. */
function nodeVersion(value: Value | undefined): readonly Fact[] {
  const images = itemsOf(at(value, "nodes")).map((_, index) => textAt(value, "nodes", index, "image"));
  const versions = new Set(images.map((image) => versionIn(tagOf(image))));
  const [version] = versions;
  const index = images.findIndex((image) => image !== undefined);
  return versions.size === 1 && version !== undefined
    ? [fact("kubernetesVersion", version, ["nodes", index, "image"])]
    : [];
}

function tagOf(image: string | undefined): string | undefined {
  return /:([\w][\w.+-]*)(?:@|$)/.exec(image ?? "")?.[1];
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
    ...versionFact(tagOf(textAt(value, "image")), ["image"]),
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
