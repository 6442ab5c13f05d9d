/**
 * What to type to see it in a cluster. Names of Kubernetes need no quotes in any shell; where one would, it is no name that a
 * cluster could hold, and the line is left out.
 */
import type { ChartFact } from "../../../chart/details.ts";
import { groupOf } from "../../../resources/identity.ts";
import { isFamily, type Resource } from "../../../resources/resource.ts";
import { declaredPorts } from "../../../rules/containerPorts.ts";
import { valueOf } from "../../../value/known.ts";
import { nameOf } from "../../words.ts";
import { hostsOf } from "../rules.ts";
import type { View } from "../view.ts";
import { code } from "./facts.ts";

const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._/=,:-]*$/;

export function commandFacts(view: View): readonly ChartFact[] {
  return linesFor(view).flatMap((words) => {
    const isPlain = words.every((word) => word.startsWith("-") || PLAIN.test(word));
    return isPlain ? [code("", words.join(" "))] : [];
  });
}

type Words = readonly string[];

function linesFor(view: View): readonly Words[] {
  const { resource } = view;
  switch (resource.spec.family) {
    case "service":
      return serviceLines(view);
    case "workload":
      return workloadLines(view);
    case "endpoints":
      return [kubectl(view, "get", typed(resource), "-o", "yaml")];
    default:
      return [kubectl(view, "describe", typed(resource)), ...requestLines(resource)];
  }
}

/** Without `-n` where nobody wrote a namespace: then kubectl takes the context's own, as it did when it was applied. */
function kubectl({ net, resource }: View, ...words: Words): Words {
  const { value, assumed } = net.namespaceOf(resource.id);
  const namespace = assumed ? undefined : valueOf(value);
  return ["kubectl", ...(namespace ? ["-n", namespace] : []), ...words];
}

const SHORT: Readonly<Record<string, string>> = {
  "gateway.networking.k8s.io/Gateway": "gateways.gateway.networking.k8s.io",
  "networking.istio.io/Gateway": "gateways.networking.istio.io",
  "networking.istio.io/VirtualService": "virtualservices",
};

/** `deployment/web`; kinds of one name in several groups are told apart. */
function typed(resource: Resource): string {
  const { apiVersion, kind } = resource.identity;
  const type = SHORT[`${groupOf(apiVersion)}/${kind}`] ?? kind.toLowerCase();
  return `${type}/${nameOf(resource)}`;
}

function serviceLines(view: View): readonly Words[] {
  const { resource } = view;
  if (!isFamily(resource, "service")) return [];
  const name = nameOf(resource);
  const { spec } = resource;
  const alias = valueOf(spec.externalName);
  if (valueOf(spec.type) === "ExternalName") {
    return [kubectl(view, "get", typed(resource)), ...(alias === undefined ? [] : [["nslookup", alias]])];
  }
  return [
    kubectl(view, "get", "endpointslices", "-l", `kubernetes.io/service-name=${name}`),
    ...selectorLine(view, spec.selector?.pairs ?? []),
  ];
}

function selectorLine(
  view: View,
  pairs: readonly { readonly key: string; readonly value: Parameters<typeof valueOf>[0] }[],
): readonly Words[] {
  const words = pairs.map(({ key, value }) => `${key}=${String(valueOf(value) ?? " ")}`);
  return words.length === 0 ? [] : [kubectl(view, "get", "pods", "-l", words.join(","), "-o", "wide")];
}

/** Ports below 1024 may not be opened by everybody. */
function forward(view: View, port: number): Words {
  const local = port < 1024 ? port + 8000 : port;
  return kubectl(view, "port-forward", typed(view.resource), `${local}:${port}`);
}

const FORWARDED = new Set(["Pod", "Deployment", "ReplicaSet", "StatefulSet"]);

function workloadLines(view: View): readonly Words[] {
  const { resource } = view;
  if (!isFamily(resource, "workload")) return [];
  const port = declaredPorts(resource).find(({ protocol }) => protocol === "TCP");
  const canForward = port !== undefined && FORWARDED.has(resource.identity.kind);
  return [
    ...(resource.identity.kind === "Pod" ? [] : selectorLine(view, resource.spec.selector?.pairs ?? [])),
    kubectl(view, "describe", typed(resource)),
    kubectl(view, "logs", typed(resource), "--tail=50"),
    ...(canForward ? [forward(view, port.number)] : []),
  ];
}

/** A host that a client could ask. */
function requestLines(resource: Resource): readonly Words[] {
  const isHttp = ["Ingress", "HTTPRoute", "VirtualService", "Route", "HTTPProxy"].includes(
    resource.identity.kind,
  );
  return isHttp
    ? hostsOf(resource)
        .slice(0, 2)
        .map((host) => ["curl", "-i", `http://${host}/`])
    : [];
}
