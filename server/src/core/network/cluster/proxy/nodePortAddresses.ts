/** Where node ports are open (kube-proxy `nodePortAddresses`): on every address, or on those of the node within the ranges. */
import { type Family, familyOf } from "../addresses.ts";
import { isInRange, rangeIn } from "./cidr.ts";
import type { ProxyNode } from "./plan.ts";

/** The keyword for the node's own address. */
const PRIMARY = "primary";

export type NodePortAddresses =
  | { readonly kind: "all" }
  /** Of the addresses that are known: the node's own, if it lies within. */
  | { readonly kind: "some"; readonly addresses: readonly string[] };

/** Ranges of the other family do not count; a family without any is open. */
export function nodePortAddressesOf(
  family: Family,
  written: readonly string[],
  node: ProxyNode,
): NodePortAddresses {
  const isPrimary = written.includes(PRIMARY);
  const ranges = written.flatMap((range) => rangeIn(family, range) ?? []);
  if (!isPrimary && (ranges.length === 0 || ranges.some((range) => range.endsWith("/0"))))
    return { kind: "all" };
  const ip = nodeIPOf(family, node);
  const isWithin = ip !== undefined && (isPrimary || ranges.some((range) => isInRange(range, ip)));
  return { kind: "some", addresses: isWithin ? [ip] : [] };
}

/** The node's address, if it is one of this family. */
export function nodeIPOf(family: Family, node: ProxyNode): string | undefined {
  return node?.ip !== undefined && familyOf(node.ip) === family ? node.ip : undefined;
}
