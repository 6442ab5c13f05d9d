/** What one source says, read from its value when it is asked for. */
import { firstAndRest, query, type Reader } from "../../query/query.ts";
import { documentsIn } from "../../resources/documents.ts";
import { type DocId, identityOf } from "../../resources/identity.ts";
import { valueOfDocument } from "../../resources/resource.ts";
import type { Path } from "../../value/path.ts";
import { entriesOf, itemsOf, type Value } from "../../value/value.ts";
import { corednsFacts } from "./coredns.ts";
import { type Fact, fact } from "./fact.ts";
import { controlPlanePodFacts, kubeadmFacts, kubeletFacts } from "./kubeadm.ts";
import { kubeProxyFacts } from "./kubeProxy.ts";
import { k3dFacts, kindFacts } from "./local.ts";
import { nodeFacts } from "./nodes.ts";
import { NETWORK_PLUGINS, type SourceKind } from "./sources.ts";
import { addressesFact, at, serviceRangeFacts, textAt, textsAt } from "./written.ts";

/** By (SourceKind, DocId). */
export const factsOfSource = query<readonly Fact[]>("factsOfSource", (db, key) => {
  const [kind, id] = firstAndRest(key);
  const value = db.get(valueOfDocument, id);
  return value === undefined ? [] : factsIn(db, kind, id, value);
});

function factsIn(db: Reader, kind: string, id: DocId, value: Value): readonly Fact[] {
  switch (kind) {
    case "node":
      return nodeFacts(value);
    case "plugin":
      return pluginFacts(id);
    case "control-plane":
      return controlPlanePodFacts(value);
    case "dns":
      return addressesFact(textsAt(value, "spec", "clusterIPs").slice(0, 1), ["spec", "clusterIPs", 0]);
    case "service-range":
      return serviceRangeFacts(textsAt(value, "spec", "cidrs").join(",") || undefined, ["spec", "cidrs"]);
    case "kind":
      return withPodRange([...kindFacts(value), ...patchFacts(db, value)]);
    case "k3d":
      return withPodRange(k3dFacts(value));
    case "coredns":
      return corefiles(value).flatMap(({ text, path }) => corednsFacts(text, path));
    default:
      return identityOf(id).kind === "ConfigMap" ? embeddedFacts(db, value) : configurationFacts(kind, value);
  }
}

function configurationFacts(kind: string, value: Value): readonly Fact[] {
  switch (kind) {
    case "kube-proxy":
      return kubeProxyFacts(value);
    case "kubelet":
      return kubeletFacts(value);
    case "kubeadm":
      return withPodRange(kubeadmFacts(value));
    default:
      return [];
  }
}

/** kubeadm, and what is built on it, tells kube-proxy the range of pods unless somebody else does. */
function withPodRange(facts: readonly Fact[]): readonly Fact[] {
  const implied = facts.flatMap((each): readonly Fact[] =>
    each.key === "podCIDR" ? [{ ...fact("clusterCIDR", each.value, each.path), implied: true }] : [],
  );
  return [...facts, ...implied];
}

function pluginFacts(id: DocId): readonly Fact[] {
  const enforces = NETWORK_PLUGINS.get(identityOf(id).name);
  return enforces === undefined ? [] : [fact("policyEnforced", enforces, ["metadata", "name"])];
}

interface Text {
  readonly text: string;
  readonly path: Path;
}

function textsOf(value: Value): readonly Text[] {
  return entriesOf(at(value, "data")).flatMap(({ key }) => {
    const text = rawAt(value, ["data", key]);
    return text === undefined ? [] : [{ text, path: ["data", key] }];
  });
}

/** As it is written: what looks like a placeholder in a Corefile (`{$ENV}`) is none of ours. */
function rawAt(value: Value, path: Path): string | undefined {
  const found = at(value, ...path);
  return found?.type === "scalar" ? found.raw : undefined;
}

function corefiles(value: Value): readonly Text[] {
  return textsOf(value).filter(({ path }) => path.at(-1) === "Corefile");
}

/** What kinds of configuration a text may hold. */
const EMBEDDED: ReadonlyMap<string, SourceKind> = new Map([
  ["KubeProxyConfiguration", "kube-proxy"],
  ["KubeletConfiguration", "kubelet"],
  ["ClusterConfiguration", "kubeadm"],
]);

/** `config.conf` of kube-proxy, `ClusterConfiguration` of kubeadm: YAML inside a ConfigMap. */
function embeddedFacts(db: Reader, value: Value): readonly Fact[] {
  return textsOf(value).flatMap((each) => factsInText(db, each));
}

/** `kubeadmConfigPatches` of a kind cluster and of its nodes; only merge patches name a kind. */
function patchFacts(db: Reader, value: Value): readonly Fact[] {
  const nodes = itemsOf(at(value, "nodes")).map((_, index): Path => ["nodes", index]);
  return [[], ...nodes].flatMap((owner: Path) => {
    const list: Path = [...owner, "kubeadmConfigPatches"];
    return itemsOf(at(value, ...list)).flatMap((_, index) => {
      const path = [...list, index];
      const text = rawAt(value, path);
      return text === undefined ? [] : factsInText(db, { text, path });
    });
  });
}

function factsInText(db: Reader, { text, path }: Text): readonly Fact[] {
  return db.get(documentsIn, text).flatMap((document) => {
    if (!("value" in document)) return [];
    const kind = EMBEDDED.get(textAt(document.value, "kind") ?? "");
    const found = kind === undefined ? [] : configurationFacts(kind, document.value);
    return found.map((each) => ({ ...each, path }));
  });
}
