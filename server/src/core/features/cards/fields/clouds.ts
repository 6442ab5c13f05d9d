/** Annotations of Services that the load balancers of clouds and of bare metal read. */
import { awsAnnotationPage, internalBalancerPage, loadBalancerPage } from "../pages.ts";
import type { FieldText, FieldTexts } from "./text.ts";

type Text = Omit<FieldText, "page">;

const OF_THE_CONTROLLER = "read by the AWS Load Balancer Controller; the older controller knows some of it";

/** Below `service.beta.kubernetes.io/aws-load-balancer-`. */
const AWS: Readonly<Record<string, Text>> = {
  type: {
    answer: "Which controller makes the load balancer in AWS, and of which kind",
    values: "`external`, `nlb`, `nlb-ip`",
    fallback: "a Classic Load Balancer of the older controller",
    mind: [
      "`loadBalancerClass: service.k8s.aws/nlb` says the same in a field; changing it later leaves balancers behind",
    ],
    when: {
      external: { answer: "The AWS Load Balancer Controller makes a Network Load Balancer" },
      nlb: { answer: "The older controller of AWS makes a Network Load Balancer that leads to node ports" },
      "nlb-ip": { answer: "The old way to write `external` with targets of kind `ip`" },
    },
  },
  "nlb-target-type": {
    answer: "Whether the balancer leads to nodes or to pods",
    values: "`instance`, `ip`",
    mind: [OF_THE_CONTROLLER],
    when: {
      instance: { answer: "The balancer leads to the node ports, and kube-proxy on to the pods" },
      ip: {
        answer: "The balancer leads to the pods' own addresses, past node ports and kube-proxy",
        mind: [
          "pods need addresses of the VPC; `allocateLoadBalancerNodePorts: false` closes the node ports then",
        ],
      },
    },
  },
  scheme: {
    answer: "Whether the balancer is reached from the internet",
    values: "`internal`, `internet-facing`",
    fallback: "`internal` with the AWS Load Balancer Controller",
    mind: ["the older controller looks at `aws-load-balancer-internal` alone, and makes public balancers"],
    when: {
      internal: { answer: "The balancer has addresses inside the VPC only" },
      "internet-facing": { answer: "The balancer is reached from the internet" },
    },
  },
  internal: {
    answer: "Whether the balancer has addresses inside the VPC only",
    values: '`"true"`, `"false"`, in quotes',
    fallback: '`"false"`',
    mind: ["the AWS Load Balancer Controller has `aws-load-balancer-scheme` in its place"],
  },
  name: { answer: "The name of the load balancer in AWS, 32 letters at most", mind: [OF_THE_CONTROLLER] },
  "ip-address-type": {
    answer: "Whether clients reach the balancer over IPv4 or both families",
    values: "`ipv4`, `dualstack`",
    fallback: "`ipv4`",
    mind: [OF_THE_CONTROLLER],
  },
  "ssl-cert": {
    answer: "The certificates (ARN) with which the balancer ends TLS",
    mind: ["`aws-load-balancer-ssl-ports` says on which ports; without it on all of them"],
  },
  "ssl-ports": {
    answer: "The ports on which the balancer ends TLS, numbers or names with commas in between",
    fallback: "all ports, where there is a certificate",
  },
  "backend-protocol": {
    answer: "What the balancer speaks to the pods once it has ended TLS",
    mind: ["`ssl` or `https` encrypts anew; `http` belongs to Classic Load Balancers"],
  },
  "proxy-protocol": {
    answer: "The balancer says in front of every connection who the client is (PROXY protocol)",
    values: '`"*"`',
    mind: [
      "the pods must expect it: one that does not takes it for garbage, one that does refuses all others",
    ],
  },
  "cross-zone-load-balancing-enabled": {
    answer: "Whether each zone's balancer leads to targets in all zones",
    values: '`"true"`, `"false"`, in quotes',
    mind: ["the AWS Load Balancer Controller wants it in `aws-load-balancer-attributes` instead"],
  },
  subnets: { answer: "The subnets in which the balancer has its addresses", mind: [OF_THE_CONTROLLER] },
  "eip-allocations": {
    answer: "The Elastic IPs of an internet-facing balancer, as many as it has subnets",
    mind: [OF_THE_CONTROLLER],
  },
  "security-groups": { answer: "The security groups of the balancer, in place of a new one" },
  "additional-resource-tags": {
    answer: "Tags for everything that is made in AWS: `key=value`, with commas in between",
  },
  attributes: { answer: "Attributes of the balancer as AWS calls them: `key=value`, with commas in between" },
  "target-group-attributes": {
    answer: "Attributes of the target groups as AWS calls them: `key=value`, with commas in between",
    mind: ["`preserve_client_ip.enabled` decides whether pods see the client's address"],
  },
  "healthcheck-protocol": {
    answer: "How the balancer asks whether a target is well",
    values: "`tcp`, `http`, `https`",
  },
  "healthcheck-port": {
    answer: "On which port the balancer asks whether a target is well",
    fallback: "`traffic-port`",
  },
  "healthcheck-path": {
    answer: "Which path the balancer asks for over HTTP, to learn whether a target is well",
  },
};

/** Below `service.beta.kubernetes.io/azure-`. */
const AZURE: Readonly<Record<string, Text>> = {
  "load-balancer-internal": {
    answer: "Whether the balancer in Azure has an address inside the virtual network only",
    values: '`"true"`, `"false"`, in quotes',
    fallback: '`"false"`: public',
  },
  "load-balancer-internal-subnet": {
    answer: "The subnet in which an internal balancer has its address",
    mind: ["with `azure-load-balancer-internal` only"],
  },
  "load-balancer-ipv4": { answer: "The IPv4 address of the balancer, in place of `loadBalancerIP`" },
  "load-balancer-resource-group": {
    answer: "The resource group in which the public address is looked for",
    mind: ["the cluster's identity must be allowed to use it"],
  },
  "pip-name": { answer: "The public address, by its name in Azure, that the balancer takes" },
  "dns-label-name": {
    answer: "The first part of a name in Azure's own zone for the public address",
    mind: ["outside the cluster only; the Service's own name in DNS stays what it is"],
  },
  "load-balancer-health-probe-request-path": {
    answer: "Which path the balancer asks for to learn whether a node is well",
  },
  "load-balancer-tcp-idle-timeout": {
    answer: "After so many minutes of silence the balancer forgets a connection",
  },
  "allowed-service-tags": { answer: "Only clients of these Azure service tags come through the balancer" },
};

/** Of Google Cloud, by whole keys. */
const GOOGLE: Readonly<Record<string, Text>> = {
  "networking.gke.io/load-balancer-type": {
    answer: "Whether the balancer in Google Cloud has an address inside the VPC only",
    values: "`Internal`",
    fallback: "reached from the internet",
  },
  "cloud.google.com/load-balancer-type": {
    answer: "The old name of `networking.gke.io/load-balancer-type`",
    values: "`Internal`",
  },
  "networking.gke.io/internal-load-balancer-allow-global-access": {
    answer: "Whether an internal balancer is reached from other regions, too",
    values: '`"true"`, `"false"`, in quotes',
    fallback: '`"false"`',
  },
  "networking.gke.io/weighted-load-balancing": {
    answer: "Nodes with more pods of it get more of the traffic",
    values: "`pods-per-node`",
    mind: ["what `externalTrafficPolicy: Local` needs when pods are spread unevenly; GKE 1.31 and later"],
  },
  "cloud.google.com/l4-rbs": {
    answer: "An external balancer that is made of a backend service, the newer kind",
    values: "`enabled`",
    mind: [
      "only before the Service is made; `loadBalancerClass: networking.gke.io/l4-regional-external` follows it",
    ],
  },
  "cloud.google.com/neg": {
    answer: "Google's balancers lead to the pods' own addresses (network endpoint groups)",
    values: '`{"ingress": true}`, or `{"exposed_ports": {"80": {}}}`, as text',
    mind: ["for container-native balancing; read on a ClusterIP Service, too"],
  },
  "cloud.google.com/backend-config": {
    answer: "Which BackendConfig holds timeouts, health checks and the like for each port",
    values: '`{"default": "my-config"}`, as text',
  },
};

/** Below `metallb.io/`, and `metallb.universe.tf/` as it was called before. */
const METALLB: Readonly<Record<string, Text>> = {
  "address-pool": { answer: "MetalLB takes the Service's outer address from this IPAddressPool" },
  loadBalancerIPs: {
    answer: "MetalLB gives the Service these outer addresses: at most one of each family",
    mind: ["they must lie in a pool of MetalLB; not together with `spec.loadBalancerIP`"],
  },
  "allow-shared-ip": {
    answer: "Services with the same word here may share one outer address",
    mind: ["their ports must differ; with `externalTrafficPolicy: Local` they must select the same pods"],
  },
};

const KUBE_VIP: Text = { answer: "kube-vip gives the Service this outer address" };

function keyed(prefix: string, texts: Readonly<Record<string, Text>>, page: FieldText["page"]): FieldTexts {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      `metadata.annotations[${prefix}${name}]`,
      { ...text, page },
    ]),
  );
}

const AWS_PREFIX = "service.beta.kubernetes.io/aws-load-balancer-";

const awsTexts: FieldTexts = Object.fromEntries(
  Object.entries(AWS).map(([name, text]) => [
    `metadata.annotations[${AWS_PREFIX}${name}]`,
    { ...text, page: awsAnnotationPage(`${AWS_PREFIX}${name}`) },
  ]),
);

const INTERNAL = "load-balancer-internal";

export const cloudTexts: FieldTexts = {
  ...awsTexts,
  ...keyed("service.beta.kubernetes.io/azure-", AZURE, loadBalancerPage),
  ...keyed(
    "service.beta.kubernetes.io/azure-",
    { [INTERNAL]: AZURE[INTERNAL] ?? KUBE_VIP },
    internalBalancerPage,
  ),
  ...keyed("", GOOGLE, internalBalancerPage),
  ...keyed("metallb.io/", METALLB, loadBalancerPage),
  ...keyed("metallb.universe.tf/", METALLB, loadBalancerPage),
  ...keyed("kube-vip.io/", { loadbalancerIPs: KUBE_VIP }, loadBalancerPage),
};
