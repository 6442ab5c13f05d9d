/**
 * IP addresses and CIDRs as the API server reads them. It used to read them leniently (leading zeros, IPv4 addresses in the
 * clothes of IPv6, host bits in a CIDR) and says since 1.36 that they are wrong (StrictIPCIDRValidation, KEP-4858); from
 * 1.33 to 1.35 it warned. ipaddr.js alone would be too lenient: it takes `010.1.1.1` for octal, and `1.2` for an address.
 */
import ipaddr from "ipaddr.js";

export type AddressFamily = "IPv4" | "IPv6";

export interface ReadAddress {
  /** An IPv4-mapped address is one of IPv4. */
  readonly family: AddressFamily;
  /** As it should be written (RFC 5952). */
  readonly canonical: string;
  readonly hasLeadingZeros: boolean;
  readonly isMapped: boolean;
}

export interface ReadCidr extends ReadAddress {
  readonly prefixLength: number;
  /** The network alone, as it should be written: `10.0.0.0/8`. */
  readonly network: string;
  readonly hasHostBits: boolean;
}

/** The library throws to say no, and is asked of every host. */
const FOUR_PARTS = /^[0-9]+(\.[0-9]+){3}$/;

/** Undefined for what no version takes for an address. */
export function readAddress(text: string): ReadAddress | undefined {
  if (!/^[0-9a-fA-F:.]+$/.test(text)) return undefined;
  const dotted = text.slice(text.lastIndexOf(":") + 1);
  const hasLeadingZeros = dotted.includes(".") && /(^|\.)0[0-9]/.test(dotted);
  const plain = hasLeadingZeros ? withoutZeros(text, dotted) : text;
  if (FOUR_PARTS.test(plain) && ipaddr.IPv4.isValidFourPartDecimal(plain)) {
    return { family: "IPv4", canonical: plain, hasLeadingZeros, isMapped: false };
  }
  const groups = sixGroups(plain);
  if (groups === undefined) return undefined;
  const address = ipaddr.IPv6.parse(groups);
  return address.isIPv4MappedAddress()
    ? { family: "IPv4", canonical: address.toIPv4Address().toString(), hasLeadingZeros, isMapped: true }
    : { family: "IPv6", canonical: address.toRFC5952String(), hasLeadingZeros, isMapped: false };
}

/** Undefined for what no version takes for a CIDR. */
export function readCidr(text: string): ReadCidr | undefined {
  const [written = "", length = "", ...more] = text.split("/");
  const address = readAddress(written);
  if (more.length > 0 || !address || !/^[0-9]{1,4}$/.test(length)) return undefined;
  const isSix = address.family === "IPv6" || address.isMapped;
  const prefixLength = Number(length);
  if (prefixLength > (isSix ? 128 : 32)) return undefined;
  // Of a mapped CIDR the first 96 bits are those that make it mapped.
  const bits = address.isMapped ? Math.max(0, prefixLength - 96) : prefixLength;
  const base = networkOf(address, bits);
  return {
    ...address,
    hasLeadingZeros: address.hasLeadingZeros || /^0[0-9]/.test(length),
    prefixLength: bits,
    network: `${base}/${bits}`,
    hasHostBits: base !== address.canonical,
  };
}

/** Whether every address of the one CIDR is one of the other, and not the other way round. */
export function isStrictSubset(inner: ReadCidr, outer: ReadCidr): boolean {
  if (inner.family !== outer.family || inner.prefixLength <= outer.prefixLength) return false;
  return networkOf(inner, outer.prefixLength) === networkOf(outer, outer.prefixLength);
}

/** What the server says of addresses that it takes from nobody but itself. */
export function specialProblems({ canonical }: ReadAddress): readonly string[] {
  const address = ipaddr.parse(canonical);
  const found = SPECIAL.find(({ ranges }) => ranges.some((range) => isIn(address, range)));
  return found ? [found.words] : [];
}

const SPECIAL = [
  { ranges: ["0.0.0.0/32", "::/128"], words: "may not be unspecified (0.0.0.0)" },
  {
    ranges: ["127.0.0.0/8", "::1/128"],
    words: "may not be in the loopback range (127.0.0.0/8, ::1/128)",
  },
  {
    ranges: ["169.254.0.0/16", "fe80::/10"],
    words: "may not be in the link-local range (169.254.0.0/16, fe80::/10)",
  },
  {
    // Any flags, and the scope of a link (RFC 4291 2.7).
    ranges: ["224.0.0.0/24", ...[..."0123456789abcdef"].map((flags) => `ff${flags}2::/16`)],
    words: "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)",
  },
].map(({ ranges, words }) => ({ ranges: ranges.map((range) => ipaddr.parseCIDR(range)), words }));

type Parsed = ReturnType<typeof ipaddr.parse>;

function isIn(address: Parsed, [network, bits]: readonly [Parsed, number]): boolean {
  return address.kind() === network.kind() && address.match([network, bits]);
}

function networkOf({ canonical, family }: ReadAddress, bits: number): string {
  return family === "IPv4"
    ? ipaddr.IPv4.networkAddressFromCIDR(`${canonical}/${bits}`).toString()
    : ipaddr.IPv6.networkAddressFromCIDR(`${canonical}/${bits}`).toRFC5952String();
}

/** Decimal, whatever the zeros: `010.1.1.1` is 10.1.1.1 to the server. */
function withoutZeros(text: string, dotted: string): string {
  return text.slice(0, text.length - dotted.length) + dotted.replaceAll(/(^|\.)0+(?=[0-9])/g, "$1");
}

/** With a dotted end as two groups, since ipaddr.js takes any dotted end for a mapped address; without zones. */
function sixGroups(text: string): string | undefined {
  const end = text.lastIndexOf(":") + 1;
  if (end === 0) return undefined;
  const tail = text.slice(end);
  let groups = text;
  if (tail.includes(".")) {
    if (!ipaddr.IPv4.isValidFourPartDecimal(tail)) return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = tail.split(".").map(Number);
    groups = `${text.slice(0, end)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  }
  return /^[0-9a-fA-F:]+$/.test(groups) && ipaddr.IPv6.isValid(groups) ? groups : undefined;
}
