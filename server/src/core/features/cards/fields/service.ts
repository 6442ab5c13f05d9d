/** Service (v1): its name, and what kind of Service it is. */
import {
  addressPage,
  affinityPage,
  appProtocolPage,
  discoveryPage,
  dualStackPage,
  externalNamePage,
  headlessPage,
  labelsPage,
  namespacesPage,
  proxyNamePage,
  readinessPage,
  typesPage,
} from "../pages.ts";
import type { FieldTexts } from "./text.ts";

const AFFINITY_IS_BY_ADDRESS = [
  "by source address, not by cookie: all clients behind one NAT or proxy share a pod",
  "behind an Ingress or Gateway it usually does nothing: most controllers dial the pods themselves",
];

export const serviceTexts: FieldTexts = {
  "metadata.name": {
    answer: "The name of a Service is its name in DNS",
    mind: [
      "another name is another Service: a new address, and every URL and backend that used the old name breaks",
    ],
    values: "up to 63 lower-case letters, digits and `-`, a letter or digit at both ends (since 1.36)",
    before: { 36: { values: "up to 63 lower-case letters, digits and `-`, a letter first" } },
    page: discoveryPage,
  },
  "metadata.namespace": {
    answer: "The namespace is the second part of the Service's name in DNS",
    fallback: "that of the kustomization or of the `kubectl` context",
    mind: [
      "pods are selected in this namespace only; Ingresses name Services of their own namespace only",
      "from here the bare name is enough, from elsewhere it takes `name.namespace`",
    ],
    page: namespacesPage,
  },
  "metadata.labels": {
    answer: "Labels of the Service itself: they select no pods",
    mind: [
      "ServiceMonitors and `kubectl get -l` find the Service by them; pods are found by `spec.selector`",
    ],
    page: labelsPage,
  },
  "metadata.labels[service.kubernetes.io/service-proxy-name]": {
    answer: "kube-proxy leaves this Service alone: another proxy is to serve it",
    page: proxyNamePage,
  },
  "spec.type": {
    answer: "From where the Service can be reached",
    values: "`ClusterIP`, `NodePort`, `LoadBalancer`, each with all that the one before has; `ExternalName`",
    fallback: "`ClusterIP`",
    page: typesPage,
    when: {
      ClusterIP: {
        answer: "One stable address, inside the cluster only",
        mind: [
          "from outside: `kubectl port-forward` to try it, an Ingress or a Gateway to serve it",
          "with iptables and nftables the address is on no interface: it answers no ping, and nothing listens there",
        ],
      },
      "ClusterIP, headless": {
        answer: "Inside the cluster only, and headless: DNS gives the addresses of the ready pods",
        mind: ["`clusterIP: None` stands beside it: no address of its own, no proxy, no node port"],
        page: headlessPage,
      },
      NodePort: {
        answer: "An address inside the cluster, and one port on every node",
        mind: [
          "a node port leads straight to a pod, not by way of the clusterIP, and is open on every node: mind the firewall",
          "with nftables it answers on the primary addresses of a node only, never on localhost",
        ],
      },
      LoadBalancer: {
        answer: "A node port, and a load balancer in front of it, if somebody provides one",
        mind: [
          "it balances connections (layer 4): hosts, paths and certificates are for an Ingress or a Gateway",
          "where nobody provides one, EXTERNAL-IP stays `<pending>`; address and node port work all the same",
        ],
      },
      ExternalName: {
        answer: "Another name for `externalName`: DNS answers with a CNAME, and nothing is proxied",
        mind: [
          "`ports` and `selector` are ignored, and a NetworkPolicy cannot select it",
          "clients still send the name that they dialled as TLS server name and `Host`",
        ],
      },
    },
  },
  "spec.clusterIP": {
    answer: "The Service's own address: every node turns it into the address of a pod",
    values: "an address from the cluster's range, or `None`",
    fallback: "the cluster picks one",
    mind: [
      "one near the beginning of the range is safer to pin: those are given out last; `.10` is DNS by convention",
      "it cannot be changed afterwards",
    ],
    page: addressPage,
    when: {
      None: {
        answer: "Headless: no address of its own, DNS gives those of the ready pods",
        mind: [
          "no proxy in between: clients dial `targetPort`, balance by themselves, and may keep addresses of pods that are gone",
          "no ready pod, no name (NXDOMAIN); no environment variables either",
        ],
        page: headlessPage,
      },
    },
  },
  "spec.clusterIPs": {
    answer: "The Service's addresses, at most one of each family",
    fallback: "`clusterIP` alone",
    mind: ["the first must be that of `clusterIP`; without `clusterIP` the API server refuses the list"],
    page: dualStackPage,
  },
  "spec.ipFamilies": {
    answer: "The address families of the Service, in the order of its addresses",
    values: "`IPv4`, `IPv6`",
    fallback: "the cluster's first family",
    mind: [
      "two of them need `ipFamilyPolicy: PreferDualStack` or `RequireDualStack`",
      "the first one cannot be changed afterwards",
    ],
    page: dualStackPage,
  },
  "spec.ipFamilyPolicy": {
    answer: "Whether the Service has addresses of one family or of both",
    values: "`SingleStack`, `PreferDualStack`, `RequireDualStack`",
    fallback: "`SingleStack`",
    page: dualStackPage,
    when: {
      SingleStack: { answer: "An address of one family only" },
      PreferDualStack: { answer: "Addresses of both families where the cluster has both" },
      RequireDualStack: {
        answer: "Addresses of both families, or none at all",
        mind: ["a cluster with one family refuses the Service"],
      },
    },
  },
  "spec.externalName": {
    answer: "DNS answers with this name (CNAME) when somebody asks for the Service",
    values: "a DNS name, without scheme, port or path",
    mind: [
      "always taken whole: `web.prod` means `web.prod.`, the search list never applies",
      "clients still send the name they dialled as TLS server name and `Host`: certificates and virtual hosts seldom fit",
      "an IPv4 address is taken and resolves to nothing: for addresses, leave out the selector and write an EndpointSlice",
    ],
    page: externalNamePage,
  },
  "spec.sessionAffinity": {
    answer: "Whether a client keeps its pod",
    values: "`None`, `ClientIP`",
    fallback: "`None`",
    mind: AFFINITY_IS_BY_ADDRESS,
    page: affinityPage,
    when: {
      ClientIP: { answer: "Connections from one address keep going to one pod" },
      None: {
        answer: "Every new connection may go to another pod",
        mind: ["a connection that is kept open (HTTP/2, gRPC, pools) stays on its pod all the same"],
      },
    },
  },
  "spec.sessionAffinityConfig": {
    answer: "How long `sessionAffinity: ClientIP` remembers a client",
    mind: ["with `sessionAffinity: None` it is dropped without a word"],
    page: affinityPage,
  },
  "spec.sessionAffinityConfig.clientIP": {
    answer: "How long `sessionAffinity: ClientIP` remembers a client",
    page: affinityPage,
  },
  "spec.sessionAffinityConfig.clientIP.timeoutSeconds": {
    answer: "After so many seconds without a new connection a client may get another pod",
    values: "1 to 86400",
    fallback: "10800, three hours",
    mind: ["each connection begins the time anew"],
    page: affinityPage,
  },
  "spec.publishNotReadyAddresses": {
    answer: "Whether pods get traffic and names before they are ready",
    values: "`true`, `false`",
    fallback: "`false`",
    page: readinessPage,
    when: {
      true: {
        answer: "Pods get traffic and names before they are ready, and while they stop",
        mind: [
          "right where peers must find each other in order to start: the headless Service of a StatefulSet",
          "wrong where clients are served: they get pods that cannot answer, and readiness probes mean nothing",
        ],
      },
      false: { answer: "Only ready pods get traffic and names" },
    },
  },
  "spec.ports[].appProtocol": {
    answer: "A hint at what is spoken here, for Ingress and Gateway controllers, meshes and load balancers",
    values:
      "IANA names (`https`), `kubernetes.io/h2c`, `kubernetes.io/ws`, `kubernetes.io/wss`, names with a domain",
    mind: [
      "kube-proxy ignores it: it balances connections, so that one of gRPC or HTTP/2 stays on one pod",
      "who does not know a value ignores it without a word",
    ],
    page: appProtocolPage,
  },
};
