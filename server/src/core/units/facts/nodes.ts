/** Nodes (v1): where they are, and whose they are. */
import { entriesOf, type Value } from "../../value/value.ts";
import type { ClusterNode, ClusterSettings } from "../settings.ts";
import { type Fact, fact } from "./fact.ts";
import { at, textAt, versionFact } from "./written.ts";

export const ZONE_LABEL = "topology.kubernetes.io/zone";

export function nodeFacts(value: Value | undefined): readonly Fact[] {
  const flavor = flavorOf(value);
  const kubelet = versionFact(textAt(value, "status", "nodeInfo", "kubeletVersion"), [
    ...["status", "nodeInfo", "kubeletVersion"],
  ]);
  return [
    fact("nodes", [nodeOf(value)], ["metadata", "name"]),
    ...(flavor === undefined ? [] : [fact("flavor", flavor, ["spec", "providerID"])]),
    // The API server is as young as its youngest kubelet, or younger.
    ...kubelet.map((each) => ({ ...each, implied: true as const })),
  ];
}

function nodeOf(value: Value | undefined): ClusterNode {
  const name = textAt(value, "metadata", "name");
  const zone =
    textAt(value, "metadata", "labels", ZONE_LABEL) ??
    textAt(value, "metadata", "labels", "failure-domain.beta.kubernetes.io/zone");
  const ip = addressOf(value);
  return {
    ...(name !== undefined && { name }),
    ...(ip !== undefined && { ip }),
    ...(zone !== undefined && { zone }),
  };
}

function addressOf(value: Value | undefined): string | undefined {
  const addresses = at(value, "status", "addresses");
  const all = addresses?.type === "sequence" ? addresses.items : [];
  return textAt(
    all.find((each) => textAt(each, "type") === "InternalIP"),
    "address",
  );
}

/** Schemes of `spec.providerID` that clouds give their machines. */
const CLOUDS =
  /^(?:aws|azure|gce|digitalocean|openstack|hcloud|linode|oci|ibm|vultr|scaleway|ovh|exoscale|alicloud):/;

function flavorOf(value: Value | undefined): ClusterSettings["flavor"] | undefined {
  const labels = entriesOf(at(value, "metadata", "labels")).map(({ key }) => key);
  if (labels.some((key) => key.startsWith("minikube.k8s.io/"))) return "minikube";
  const provider = textAt(value, "spec", "providerID") ?? "";
  if (provider.startsWith("kind:")) return "kind";
  if (provider.startsWith("k3s:")) return provider.startsWith("k3s://k3d-") ? "k3d" : undefined;
  return CLOUDS.test(provider) ? "cloud" : undefined;
}
