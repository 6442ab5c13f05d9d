/** The pages of the Kubernetes documentation that cards lead to. */
import type { Page } from "../markdown.ts";

const DOCS = "https://kubernetes.io/docs/";
const SERVICE = `${DOCS}concepts/services-networking/service/`;
const VIRTUAL_IPS = `${DOCS}reference/networking/virtual-ips/`;
const DNS = `${DOCS}concepts/services-networking/dns-pod-service/`;
const SLICES = `${DOCS}concepts/services-networking/endpoint-slices/`;
const INGRESS = `${DOCS}concepts/services-networking/ingress/`;
const POLICIES = `${DOCS}concepts/services-networking/network-policies/`;
const STATEFUL_SET = `${DOCS}concepts/workloads/controllers/statefulset/`;
const PROBES = `${DOCS}tasks/configure-pod-container/configure-liveness-readiness-startup-probes/`;
const OBJECTS = `${DOCS}concepts/overview/working-with-objects/`;

function page(title: string, address: string): Page {
  return { title: `Kubernetes: ${title}`, address };
}

export const portsPage = page("ports of a Service", `${SERVICE}#field-spec-ports`);
export const typesPage = page("types of Services", `${SERVICE}#publishing-services-service-types`);
export const addressPage = page("choosing a cluster address", `${SERVICE}#choosing-your-own-ip-address`);
export const nodePortPage = page("NodePort", `${SERVICE}#type-nodeport`);
export const loadBalancerPage = page("LoadBalancer", `${SERVICE}#loadbalancer`);
export const internalBalancerPage = page("internal load balancers", `${SERVICE}#internal-load-balancer`);
export const loadBalancerClassPage = page("load balancer classes", `${SERVICE}#load-balancer-class`);
export const nodePortAllocationPage = page(
  "node ports of load balancers",
  `${SERVICE}#load-balancer-nodeport-allocation`,
);
export const selectorPage = page("Services and their selectors", `${SERVICE}#defining-a-service`);
export const withoutSelectorPage = page(
  "Services without selectors",
  `${SERVICE}#services-without-selectors`,
);
export const externalNamePage = page("ExternalName", `${SERVICE}#externalname`);
export const externalIPsPage = page("external IPs", `${SERVICE}#external-ips`);
export const headlessPage = page("headless Services", `${SERVICE}#headless-services`);
export const discoveryPage = page("discovering Services", `${SERVICE}#discovering-services`);
export const variablesPage = page("environment variables of Services", `${SERVICE}#environment-variables`);
export const appProtocolPage = page("application protocol", `${SERVICE}#application-protocol`);
export const overCapacityPage = page("Endpoints", `${SERVICE}#endpoints`);

export const protocolsPage = page("protocols for Services", `${DOCS}reference/networking/service-protocols/`);
export const affinityPage = page("session affinity", `${VIRTUAL_IPS}#session-affinity`);
export const externalPolicyPage = page("external traffic policy", `${VIRTUAL_IPS}#external-traffic-policy`);
export const internalPolicyPage = page("internal traffic policy", `${VIRTUAL_IPS}#internal-traffic-policy`);
export const distributionPage = page("traffic distribution", `${VIRTUAL_IPS}#traffic-distribution`);
export const topologyPage = page(
  "topology aware routing",
  `${DOCS}concepts/services-networking/topology-aware-routing/`,
);
export const dualStackPage = page(
  "dual-stack Services",
  `${DOCS}concepts/services-networking/dual-stack/#services`,
);

export const namesPage = page("DNS for Services and pods", `${DNS}#srv-records`);
export const podNamesPage = page("names of pods", `${DNS}#pods`);
export const dnsPolicyPage = page("DNS policy of pods", `${DNS}#pod-s-dns-policy`);
export const dnsConfigPage = page("DNS config of pods", `${DNS}#pod-dns-config`);
export const namespacesPage = page("namespaces and DNS", `${OBJECTS}namespaces/#namespaces-and-dns`);
export const hostsPage = page("entries in /etc/hosts", `${DOCS}tasks/network/customize-hosts-file-for-pods/`);

export const slicesPage = page("EndpointSlices", SLICES);
export const conditionsPage = page("conditions of endpoints", `${SLICES}#conditions`);
export const addressTypesPage = page("address types", `${SLICES}#address-types`);

export const podIdentityPage = page("names of a StatefulSet's pods", `${STATEFUL_SET}#stable-network-id`);
export const ordinalsPage = page("start ordinal", `${STATEFUL_SET}#start-ordinal`);
export const podManagementPage = page("pod management policies", `${STATEFUL_SET}#pod-management-policies`);

export const probesPage = page("configuring probes", `${PROBES}#configure-probes`);
export const readinessPage = page("readiness probes", `${PROBES}#define-readiness-probes`);
export const livenessPage = page("liveness probes", `${PROBES}#define-a-liveness-http-request`);
export const startupPage = page("startup probes", `${PROBES}#define-startup-probes`);
export const hostPortPage = page(
  "host ports and network plugins",
  `${DOCS}concepts/extend-kubernetes/compute-storage-net/network-plugins/#support-hostport`,
);

export const ingressPage = page("Ingress", `${INGRESS}#the-ingress-resource`);
export const ingressRulesPage = page("Ingress rules", `${INGRESS}#ingress-rules`);
export const ingressClassPage = page("Ingress class", `${INGRESS}#ingress-class`);
export const pathTypesPage = page("path types", `${INGRESS}#path-types`);
export const hostsOfIngressPage = page("wildcard hosts", `${INGRESS}#hostname-wildcards`);
export const defaultBackendPage = page("default backend", `${INGRESS}#default-backend`);
export const resourceBackendPage = page("resource backends", `${INGRESS}#resource-backend`);
export const tlsPage = page("TLS of an Ingress", `${INGRESS}#tls`);

export const gatewayPage = page("Gateway API", `${DOCS}concepts/services-networking/gateway/`);

export const policyPage = page("NetworkPolicy", `${POLICIES}#networkpolicy-resource`);
export const isolationPage = page("isolation of pods", `${POLICIES}#the-two-sorts-of-pod-isolation`);
export const peersPage = page("peers of a NetworkPolicy", `${POLICIES}#behavior-of-to-and-from-selectors`);
export const portRangePage = page("ranges of ports", `${POLICIES}#targeting-a-range-of-ports`);
export const namespaceByNamePage = page(
  "namespaces by name",
  `${POLICIES}#targeting-a-namespace-by-its-name`,
);

export const labelsPage = page("labels and selectors", `${OBJECTS}labels/`);
export const annotationsPage = page("annotations", `${OBJECTS}annotations/`);
export const proxyNamePage = page(
  "well-known labels",
  `${DOCS}reference/labels-annotations-taints/#servicekubernetesioservice-proxy-name`,
);

/** The entry of a well-known annotation of AWS. */
export function awsAnnotationPage(key: string): Page {
  const anchor = key.replaceAll(/[./]/g, "-");
  return page("well-known annotations", `${DOCS}reference/labels-annotations-taints/#${anchor}`);
}
