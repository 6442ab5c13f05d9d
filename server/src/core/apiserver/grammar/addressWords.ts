/** What the API server says of an address or a CIDR: why it refuses it, or what it warns of. */

import { isAtLeast, type Version } from "../version.ts";
import { type ReadAddress, type ReadCidr, readAddress, readCidr } from "./address.ts";

/** `strict` since 1.36 (StrictIPCIDRValidation); `lenient` before. */
export type AddressForm = "strict" | "lenient";

export function addressForm(version: Version): AddressForm {
  return isAtLeast(version, 36) ? "strict" : "lenient";
}

export const NO_ADDRESS = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
export const NO_CIDR = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

/** Why an address is refused; nothing for one that is taken. */
export function addressProblems(text: string, form: AddressForm): readonly string[] {
  const address = readAddress(text);
  if (!address) return [NO_ADDRESS];
  if (form === "lenient") return [];
  if (address.hasLeadingZeros) return ["must not have leading 0s"];
  return address.isMapped ? ["must not be an IPv4-mapped IPv6 address"] : [];
}

/** Why a CIDR is refused; nothing for one that is taken. */
export function cidrProblems(text: string, form: AddressForm): readonly string[] {
  const cidr = readCidr(text);
  if (!cidr) return [NO_CIDR];
  if (form === "lenient") return [];
  if (cidr.hasLeadingZeros) return ["must not have leading 0s in IP or prefix length"];
  return [
    ...(cidr.isMapped ? ["must not have an IPv4-mapped IPv6 address"] : []),
    ...(cidr.hasHostBits ? ["must not have bits set beyond the prefix length"] : []),
  ];
}

/** Warnings about an address that is taken as it is; each begins with the path when it is printed. */
export function addressWarnings(text: string): readonly string[] {
  const address = readAddress(text);
  if (!address) return [];
  if (isOdd(address)) return [oddWords("IP address", text, address.canonical)];
  return canonicalWarning("IPv6 address", address, text, address.canonical);
}

/** Warnings about a CIDR that is taken as it is. */
export function cidrWarnings(text: string): readonly string[] {
  const cidr = readCidr(text);
  if (!cidr) return [];
  if (isOdd(cidr)) return [oddWords("CIDR value", text, cidr.network)];
  if (cidr.hasHostBits) return [ambiguousWords(text, cidr)];
  return canonicalWarning("IPv6 CIDR value", cidr, text, cidr.network);
}

function isOdd({ hasLeadingZeros, isMapped }: ReadAddress): boolean {
  return hasLeadingZeros || isMapped;
}

function oddWords(what: string, text: string, instead: string): string {
  return `non-standard ${what} "${text}" will be considered invalid in a future Kubernetes release: use "${instead}"`;
}

function ambiguousWords(text: string, { family, canonical, network }: ReadCidr): string {
  const alone = `${canonical}/${family === "IPv4" ? 32 : 128}`;
  return `CIDR value "${text}" is ambiguous in this context (should be "${network}" or "${alone}"?)`;
}

function canonicalWarning(
  what: string,
  { family }: ReadAddress,
  text: string,
  canonical: string,
): readonly string[] {
  const isFine = family === "IPv4" || text === canonical;
  return isFine ? [] : [`${what} "${text}" should be in RFC 5952 canonical format ("${canonical}")`];
}
