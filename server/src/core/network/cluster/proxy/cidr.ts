/** Ranges of addresses as kube-proxy reads them: of one family, blanks around them forgiven, without the host's bits. */
import ipaddr from "ipaddr.js";
import { canonical, type Family, familyOf } from "../addresses.ts";

/** `198.51.100.7/24` is `198.51.100.0/24`; undefined for what is none, or of the other family. */
export function rangeIn(family: Family, text: string): string | undefined {
  const [address = "", length = "", ...more] = text.trim().split("/");
  const bits = family === "IPv6" ? 128 : 32;
  if (more.length > 0 || familyOf(address) !== family || !/^\d{1,3}$/.test(length)) return undefined;
  if (Number(length) > bits) return undefined;
  const range = `${address}/${Number(length)}`;
  const kind = family === "IPv6" ? ipaddr.IPv6 : ipaddr.IPv4;
  return `${canonical(kind.networkAddressFromCIDR(range).toString())}/${Number(length)}`;
}

/** Whether an address lies in a range that `rangeIn` has answered. */
export function isInRange(range: string, address: string): boolean {
  const family = familyOf(address);
  if (family === undefined || rangeIn(family, range) === undefined) return false;
  const [first, length] = ipaddr.parseCIDR(range);
  const wanted = ipaddr.parse(address);
  return wanted.kind() === first.kind() && wanted.match(first, length);
}
