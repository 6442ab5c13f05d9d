/** The addresses of Services that a cluster has for good, and that programs are told by address: its DNS, and its API server. */
import type { ClusterSettings } from "../../units/settings.ts";
import { addressIn, canonical } from "./addresses.ts";

/** kubeadm gives the tenth address of a range to DNS; the API server always has the first. */
const FIXED = [1, 10];

export function fixedAddresses({ clusterDNS = [], serviceCIDR }: ClusterSettings): ReadonlySet<string> {
  const ranges = serviceCIDR?.split(",") ?? [];
  const found = ranges.flatMap((range) => FIXED.map((offset) => addressIn(range.trim(), offset)));
  return new Set([...found, ...clusterDNS].map(canonical));
}
