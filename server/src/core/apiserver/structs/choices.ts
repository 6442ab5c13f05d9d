/** The values of fields that have a fixed set of them, by struct and field; the first is the default where one is marked. */

export interface Choices {
  readonly values: readonly string[];
  /** What holds when nothing is written. */
  readonly fallback?: string;
  /** Values that came later than others, with the minor version of 1.x that first has them. */
  readonly since?: Readonly<Record<string, number>>;
}

const PROTOCOL: Choices = { values: ["TCP", "UDP", "SCTP"], fallback: "TCP" };
const TRAFFIC_POLICY: Choices = { values: ["Cluster", "Local"], fallback: "Cluster" };
const SCHEME: Choices = { values: ["HTTP", "HTTPS"], fallback: "HTTP" };

const CHOICES: Readonly<Record<string, Choices>> = {
  "ServiceSpec.type": {
    values: ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"],
    fallback: "ClusterIP",
  },
  "ServiceSpec.sessionAffinity": { values: ["None", "ClientIP"], fallback: "None" },
  "ServiceSpec.externalTrafficPolicy": TRAFFIC_POLICY,
  "ServiceSpec.internalTrafficPolicy": TRAFFIC_POLICY,
  "ServiceSpec.ipFamilies": { values: ["IPv4", "IPv6"] },
  "ServiceSpec.ipFamilyPolicy": {
    values: ["SingleStack", "PreferDualStack", "RequireDualStack"],
    fallback: "SingleStack",
  },
  "ServiceSpec.trafficDistribution": {
    values: ["PreferSameZone", "PreferSameNode", "PreferClose"],
    since: { PreferSameZone: 34, PreferSameNode: 34 },
  },
  "ServicePort.protocol": PROTOCOL,
  "EndpointPort.protocol": PROTOCOL,
  "discovery.EndpointPort.protocol": PROTOCOL,
  "EndpointSlice.addressType": { values: ["IPv4", "IPv6", "FQDN"] },
  "HTTPIngressPath.pathType": { values: ["Exact", "Prefix", "ImplementationSpecific"] },
  "IngressClassParametersReference.scope": { values: ["Cluster", "Namespace"], fallback: "Cluster" },
  "NetworkPolicySpec.policyTypes": { values: ["Ingress", "Egress"] },
  "NetworkPolicyPort.protocol": PROTOCOL,
  "LabelSelectorRequirement.operator": { values: ["In", "NotIn", "Exists", "DoesNotExist"] },
  "ContainerPort.protocol": PROTOCOL,
  "HTTPGetAction.scheme": SCHEME,
  "PodSpec.dnsPolicy": {
    values: ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"],
    fallback: "ClusterFirst",
  },
};

/** The fixed set of a field's values; undefined where it has none. */
export function choicesOf(struct: string, field: string): Choices | undefined {
  const key = `${struct}.${field}`;
  return Object.hasOwn(CHOICES, key) ? CHOICES[key] : undefined;
}

/** Every field that has one, as struct and field. */
export function fieldsWithChoices(): readonly (readonly [struct: string, field: string])[] {
  return Object.keys(CHOICES).map((key) => {
    const dot = key.lastIndexOf(".");
    return [key.slice(0, dot), key.slice(dot + 1)];
  });
}
