/** ClusterConfiguration (kubeadm.k8s.io), and the command lines of the control plane that come of it. */
import { valueOf } from "../../value/known.ts";
import type { Path } from "../../value/path.ts";
import { textOf } from "../../value/scalar.ts";
import { entriesOf, itemsOf, type Value } from "../../value/value.ts";
import { type Fact, fact } from "./fact.ts";
import {
  addressesFact,
  at,
  domainFact,
  flagsIn,
  nodePortsFact,
  rangesFact,
  serviceRangeFacts,
  textAt,
  textsAt,
  versionFact,
} from "./written.ts";

export function kubeadmFacts(value: Value | undefined): readonly Fact[] {
  const networking = (key: string) => textAt(value, "networking", key);
  return [
    ...versionFact(textAt(value, "kubernetesVersion"), ["kubernetesVersion"]),
    ...domainFact(networking("dnsDomain"), ["networking", "dnsDomain"]),
    ...serviceRangeFacts(networking("serviceSubnet"), ["networking", "serviceSubnet"]),
    ...rangesFact("podCIDR", networking("podSubnet"), ["networking", "podSubnet"]),
    ...["apiServer", "controllerManager"].flatMap((component) => extraArguments(value, component)),
  ];
}

/** A mapping until v1beta3, a list of names and values since v1beta4. */
function extraArguments(value: Value | undefined, component: string): readonly Fact[] {
  const path: Path = [component, "extraArgs"];
  const found = at(value, ...path);
  const listed = itemsOf(found).flatMap((_, index) => {
    const name = textAt(found, index, "name");
    const text = textAt(found, index, "value");
    return name === undefined || text === undefined
      ? []
      : controlPlaneFacts(name, text, [...path, index, "value"]);
  });
  const mapped = entriesOf(found).flatMap(({ key, value: each }) =>
    controlPlaneFacts(key, valueOf(textOf(each)) ?? "", [...path, key]),
  );
  return [...listed, ...mapped];
}

/** Flags of kube-apiserver and kube-controller-manager. */
function controlPlaneFacts(name: string, text: string, path: Path): readonly Fact[] {
  switch (name) {
    case "service-node-port-range":
      return nodePortsFact(text, path);
    case "service-cluster-ip-range":
      return serviceRangeFacts(text, path);
    case "cluster-cidr":
      return rangesFact("podCIDR", text, path);
    case "max-endpoints-per-slice": {
      const most = Number(text);
      return Number.isInteger(most) && most >= 1 && most <= 1000
        ? [fact("maxEndpointsPerSlice", most, path)]
        : [];
    }
    default:
      return [];
  }
}

/** A Pod of the control plane: what its first container is started with. */
export function controlPlanePodFacts(value: Value | undefined): readonly Fact[] {
  return ["command", "args"].flatMap((list) => {
    const path: Path = ["spec", "containers", 0, list];
    return [...flagsIn(textsAt(value, ...path))].flatMap(([name, text]) =>
      controlPlaneFacts(name, text, path),
    );
  });
}

/** KubeletConfiguration (kubelet.config.k8s.io). */
export function kubeletFacts(value: Value | undefined): readonly Fact[] {
  return [
    ...domainFact(textAt(value, "clusterDomain"), ["clusterDomain"]),
    ...addressesFact(textsAt(value, "clusterDNS"), ["clusterDNS"]),
  ];
}
