/** Annotations by which clouds and MetalLB shape the load balancer of a Service, and nothing but that. */

interface Family {
  /** Whose they are, for people. */
  readonly provider: string;
  readonly prefixes: readonly string[];
  readonly keys: readonly string[];
}

const FAMILIES: readonly Family[] = [
  { provider: "AWS", prefixes: ["service.beta.kubernetes.io/aws-load-balancer-"], keys: [] },
  {
    provider: "Azure",
    prefixes: [
      ...["service.beta.kubernetes.io/azure-load-balancer-", "service.beta.kubernetes.io/azure-pip-"],
      ...["service.beta.kubernetes.io/azure-pls-", "service.beta.kubernetes.io/port_"],
    ],
    keys: [
      ...[
        "service.beta.kubernetes.io/azure-dns-label-name",
        "service.beta.kubernetes.io/azure-shared-securityrule",
      ],
      ...[
        "service.beta.kubernetes.io/azure-allowed-service-tags",
        "service.beta.kubernetes.io/azure-allowed-ip-ranges",
      ],
      ...[
        "service.beta.kubernetes.io/azure-additional-public-ips",
        "service.beta.kubernetes.io/azure-disable-load-balancer-floating-ip",
      ],
    ],
  },
  {
    provider: "Google Cloud",
    prefixes: ["networking.gke.io/internal-load-balancer-"],
    keys: [
      ...["networking.gke.io/load-balancer-type", "cloud.google.com/load-balancer-type"],
      ...[
        "networking.gke.io/load-balancer-ip-addresses",
        "cloud.google.com/network-tier",
        "cloud.google.com/l4-rbs",
      ],
    ],
  },
  {
    provider: "MetalLB",
    prefixes: [],
    keys: ["metallb.io", "metallb.universe.tf"].flatMap((domain) => [
      ...[`${domain}/address-pool`, `${domain}/loadBalancerIPs`, `${domain}/allow-shared-ip`],
      ...[`${domain}/ip-allocated-from-pool`],
    ]),
  },
];

/** Whose load balancer an annotation is about; undefined for any other. */
export function balancerOf(key: string): string | undefined {
  return FAMILIES.find(
    ({ prefixes, keys }) => keys.includes(key) || prefixes.some((prefix) => key.startsWith(prefix)),
  )?.provider;
}

/** Annotations that make a load balancer one for the inside of a network. */
const INTERNAL: Readonly<Record<string, RegExp>> = {
  "service.beta.kubernetes.io/aws-load-balancer-scheme": /^internal$/,
  "service.beta.kubernetes.io/aws-load-balancer-internal": /^(true|0\.0\.0\.0\/0)$/,
  "service.beta.kubernetes.io/azure-load-balancer-internal": /^true$/,
  "networking.gke.io/load-balancer-type": /^Internal$/i,
  "cloud.google.com/load-balancer-type": /^Internal$/i,
  "service.beta.kubernetes.io/oci-load-balancer-internal": /^true$/,
  "service.beta.kubernetes.io/openstack-internal-load-balancer": /^true$/,
};

export function isInternal(key: string, value: string): boolean {
  return INTERNAL[key]?.test(value) ?? false;
}
