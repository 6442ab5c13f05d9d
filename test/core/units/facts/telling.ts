/** Small workspaces that tell something of their cluster, and what is known of it then. */
import assert from "node:assert/strict";
import { fileOf, identityOf } from "../../../../server/src/core/resources/identity.ts";
import { clusterIn, clusterKnown, type FactKey } from "../../../../server/src/core/units/queries.ts";
import type { ClusterSettings } from "../../../../server/src/core/units/settings.ts";
import { pathOf } from "../../../../server/src/core/value/file.ts";
import { printPath } from "../../../../server/src/core/value/path.ts";
import { app, type Files, manifests } from "../../../support/manifests.ts";

export const APP = { "apps/cart.yaml": app("cart", "shop") };

/** What is known where Service cart is, beyond the defaults. */
export function known(files: Files, file = "apps/cart.yaml") {
  const shop = manifests({ ...APP, ...files });
  const [unit] = shop.unitsOf(file);
  const id = shop.unit(unit ?? "").members.find((each) => pathOf(fileOf(each)) === file) ?? assert.fail();
  const unitId = shop.unit(unit ?? "").id;
  const knowledge = clusterKnown(shop.db, unitId, id);
  assert.deepEqual(knowledge.settings, clusterIn(shop.db, unitId, id));
  return knowledge;
}

export function found(files: Files): Partial<ClusterSettings> {
  const { settings, origins } = known(files);
  const keys = Object.entries(origins).flatMap(([key, origin]) => (origin.kind === "default" ? [] : [key]));
  return Object.fromEntries(Object.entries(settings).filter(([key]) => keys.includes(key)));
}

/** `ConfigMap/kube-proxy data[config.conf]`. */
export function origin(files: Files, key: FactKey): string {
  const from = known(files).origins[key];
  if (from?.kind !== "file") return from?.kind ?? "nobody";
  const { kind, name } = identityOf(from.at.id);
  return `${pathOf(fileOf(from.at.id))} ${kind}${name === "" ? "" : `/${name}`} ${printPath(from.at.path)}`;
}

export const indented = (text: string, by = 4) =>
  text
    .split("\n")
    .map((line) => (line === "" ? "" : `${" ".repeat(by)}${line}`))
    .join("\n");

export const configMap = (name: string, key: string, text: string, more = "") => `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: kube-system
${more}data:
  ${key}: |
${indented(text)}
`;

export const PROXY = `apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: ipvs
clusterCIDR: 10.1.0.0/16
nodePortAddresses: [192.168.0.0/24]
iptables: { masqueradeAll: true }
ipvs: { scheduler: lc }
`;

/** What stands after the kind. */
export const FROM_MODE = /mode[\s\S]*/;
export const node = (name: string, zone: string, ip: string, provider: string) => `apiVersion: v1
kind: Node
metadata:
  name: ${name}
  resourceVersion: "7"
  labels: { topology.kubernetes.io/zone: ${zone} }
spec: { providerID: "${provider}" }
status:
  addresses:
    - { type: Hostname, address: ${name} }
    - { type: InternalIP, address: ${ip} }
  nodeInfo: { kubeletVersion: v1.35.0 }
`;

export const corefile = (inside: string, zones = "cluster.local in-addr.arpa ip6.arpa") => `.:53 {
    errors
    health {
       lameduck 5s
    }
    kubernetes ${zones} {
${indented(inside, 6)}
    }
    forward . /etc/resolv.conf # upstream
    cache 30
}
`;
