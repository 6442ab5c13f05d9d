/** Endpoints (v1) and EndpointSlice (discovery.k8s.io/v1), written by hand. */
import {
  addressTypesPage,
  appProtocolPage,
  conditionsPage,
  overCapacityPage,
  protocolsPage,
  slicesPage,
  topologyPage,
  withoutSelectorPage,
} from "../pages.ts";
import type { FieldText, FieldTexts } from "./text.ts";

const NOT_EVERY_ADDRESS =
  "loopback and link-local addresses are refused; the clusterIP of a Service leads nowhere: kube-proxy does not follow it";

const DEPRECATED =
  "Endpoints are deprecated since 1.33 and cut off after 1,000 addresses: write EndpointSlices";

/** Of one port, in either kind. */
const PORT: Readonly<Record<string, FieldText>> = {
  name: {
    answer: "Which port of the Service this is: that of the same name",
    fallback: "empty, as the only port of a Service without a name",
    mind: ["another name, and the port of the Service has no endpoints"],
    page: withoutSelectorPage,
  },
  port: {
    answer: "The port on these addresses: traffic arrives here, whatever `targetPort` of the Service says",
    page: withoutSelectorPage,
  },
  protocol: {
    answer: "What is spoken on this port",
    values: "`TCP`, `UDP`, `SCTP`",
    fallback: "`TCP`",
    mind: ["the same as that of the Service's port"],
    page: protocolsPage,
  },
  appProtocol: {
    answer: "A hint at what is spoken here, for those who look; kube-proxy does not",
    page: appProtocolPage,
  },
};

function portTexts(prefix: string): FieldTexts {
  return Object.fromEntries(Object.entries(PORT).map(([name, text]) => [`${prefix}.${name}`, text]));
}

const HOSTNAME: FieldText = {
  answer: "The name of this endpoint in DNS, in front of the Service's own",
  values: "a DNS label",
  mind: ["with it, the name made of the address is gone"],
  page: withoutSelectorPage,
};

const TARGET: FieldText = {
  answer: "Which pod stands behind the address, for people and controllers; no traffic depends on it",
  page: slicesPage,
};

export const endpointSliceTexts: FieldTexts = {
  "metadata.name": {
    answer: "Any name will do: the label `kubernetes.io/service-name` says whose endpoints these are",
    page: withoutSelectorPage,
  },
  "metadata.labels[kubernetes.io/service-name]": {
    answer: "Whose endpoints these are: the Service of this name, in this namespace",
    mind: [
      "without it the slice belongs to nobody",
      "a Service that has a selector gets slices of its own, and traffic goes to both",
    ],
    page: withoutSelectorPage,
  },
  "metadata.labels[endpointslice.kubernetes.io/managed-by]": {
    answer: "Who keeps this slice: `staff` for one that is written by hand",
    mind: ["never `endpointslice-controller.k8s.io`: that controller would take it for its own"],
    page: withoutSelectorPage,
  },
  addressType: {
    answer: "Of which kind all addresses of this slice are",
    values: "`IPv4`, `IPv6`, `FQDN`",
    mind: ["a slice for each family; it cannot be changed afterwards"],
    page: addressTypesPage,
    when: {
      FQDN: {
        answer: "Names in place of addresses: kube-proxy does not follow them",
        mind: ["deprecated; for a name outside the cluster there is `type: ExternalName`"],
      },
    },
  },
  endpoints: {
    answer: "Where traffic for the Service goes, on the ports below",
    mind: [
      "up to 1,000 by hand; the controller begins a new slice after 100, so that a change rewrites one slice and not all",
    ],
    page: slicesPage,
  },
  "endpoints[].addresses": {
    answer: "The address of this endpoint; of several, clients may use the first only",
    mind: [NOT_EVERY_ADDRESS, "IPv6 in its shortest form (RFC 5952), or it is refused"],
    page: withoutSelectorPage,
  },
  "endpoints[].conditions": {
    answer: "Whether this endpoint gets traffic; nothing written means ready",
    mind: ["nobody probes addresses written by hand: they stay what is written"],
    page: conditionsPage,
  },
  "endpoints[].conditions.ready": {
    answer: "Whether the endpoint takes new connections",
    values: "`true`, `false`",
    fallback: "`true`",
    mind: ["of a pod: ready and not about to stop"],
    page: conditionsPage,
  },
  "endpoints[].conditions.serving": {
    answer: "Whether the endpoint could answer, even while it stops",
    values: "`true`, `false`",
    fallback: "as `ready`",
    mind: ["endpoints that serve while they terminate get traffic when no other is ready"],
    page: conditionsPage,
  },
  "endpoints[].conditions.terminating": {
    answer: "Whether the endpoint is about to stop",
    values: "`true`, `false`",
    fallback: "`false`",
    page: conditionsPage,
  },
  "endpoints[].hostname": HOSTNAME,
  "endpoints[].nodeName": {
    answer: "On which node the endpoint is: what traffic policies of `Local` and `PreferSameNode` go by",
    page: slicesPage,
  },
  "endpoints[].zone": {
    answer: "In which zone the endpoint is: what traffic distribution goes by",
    page: topologyPage,
  },
  "endpoints[].targetRef": TARGET,
  "endpoints[].hints": {
    answer: "For clients of which zones or nodes this endpoint is meant",
    mind: [
      "hints count only when every endpoint has some; the controller withdraws them when they cannot be fair",
    ],
    page: topologyPage,
  },
  "endpoints[].hints.forZones": { answer: "For clients of these zones; eight at most", page: topologyPage },
  "endpoints[].hints.forZones[].name": { answer: "For clients of this zone", page: topologyPage },
  "endpoints[].hints.forNodes": { answer: "For clients on these nodes; eight at most", page: topologyPage },
  "endpoints[].hints.forNodes[].name": { answer: "For clients on this node", page: topologyPage },
  "endpoints[].deprecatedTopology": {
    answer: "What EndpointSlices of v1beta1 said of nodes and zones: the API server drops it",
    mind: ["write `nodeName` and `zone`"],
    page: slicesPage,
  },
  ports: {
    answer: "The ports on these addresses, by the names of the Service's ports",
    mind: ["none written, and kube-proxy finds no endpoint here"],
    page: withoutSelectorPage,
  },
  ...portTexts("ports[]"),
};

export const endpointsTexts: FieldTexts = {
  "metadata.name": {
    answer: "Whose endpoints these are: those of the Service with the same name",
    mind: ["only for a Service without selector: otherwise a controller overwrites them", DEPRECATED],
    page: overCapacityPage,
  },
  subsets: {
    answer: "Addresses that share their ports; copied into EndpointSlices, which is what kube-proxy reads",
    mind: [DEPRECATED],
    page: overCapacityPage,
  },
  "subsets[].addresses": { answer: "Addresses that get traffic", mind: [DEPRECATED], page: overCapacityPage },
  "subsets[].notReadyAddresses": { answer: "Addresses that get no traffic for now", page: overCapacityPage },
  "subsets[].ports": {
    answer: "The ports on these addresses, by the names of the Service's ports",
    page: overCapacityPage,
  },
  ...portTexts("subsets[].ports[]"),
  ...Object.fromEntries(
    ["addresses", "notReadyAddresses"].flatMap((list) => [
      [
        `subsets[].${list}[].ip`,
        { answer: "The address of this endpoint", mind: [NOT_EVERY_ADDRESS], page: withoutSelectorPage },
      ],
      [`subsets[].${list}[].hostname`, HOSTNAME],
      [
        `subsets[].${list}[].nodeName`,
        { answer: "On which node the endpoint is: what traffic policies of `Local` go by", page: slicesPage },
      ],
      [`subsets[].${list}[].targetRef`, TARGET],
    ]),
  ),
};
