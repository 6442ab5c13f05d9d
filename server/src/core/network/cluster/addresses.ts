/** IP addresses as DNS and EndpointSlices write them: families, canonical text, reverse names, labels. */
import ipaddr from "ipaddr.js";

export type Family = "IPv4" | "IPv6";

export interface ClusterAddress {
  readonly family: Family;
  /** Canonical (RFC 5952), or as it is written where that matters; undefined until the cluster gives one out. */
  readonly text: string | undefined;
  /** Made up for print; never a fact. */
  readonly example: boolean;
}

/** An address that somebody wrote, or a cluster gave out. */
export function givenAddress(family: Family, text: string): ClusterAddress {
  return { family, text, example: false };
}

/** An address that the cluster has yet to give out. */
export function awaitedAddress(family: Family): ClusterAddress {
  return { family, text: undefined, example: false };
}

const BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const IPV4 = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}$`);

/** The longest text of an address, so that nobody looks for one in a book. */
const LONGEST = 45;

/** The family of a literal address; undefined for what is none. */
export function familyOf(text: string): Family | undefined {
  if (IPV4.test(text)) return "IPv4";
  return isIPv6(text) ? "IPv6" : undefined;
}

/** A zone (`fe80::1%eth0`) means something on one machine only. */
function isIPv6(text: string): boolean {
  return text.length <= LONGEST && text.includes(":") && !text.includes("%") && ipaddr.IPv6.isValid(text);
}

/** As EndpointSlices and DNS answers have it (RFC 5952); what is no address stays as it is. */
export function canonical(text: string): string {
  return isIPv6(text) ? ipaddr.IPv6.parse(text).toRFC5952String() : text;
}

/** `10.1.4.7` → `10-1-4-7`, `2001:db8::` → `2001-db8--0`: the label of an endpoint without a hostname. */
export function dashed(text: string): string {
  const label = text.replaceAll(/[.:]/g, "-");
  return label.endsWith("-") ? `${label}0` : label;
}

/** The address that a label of a pod record stands for (`10-1-4-7`); undefined for what is none. */
export function undashed(label: string): string | undefined {
  const dotted = label.replaceAll("-", ".");
  if (IPV4.test(dotted)) return dotted;
  const colons = label.replaceAll("-", ":");
  return isIPv6(colons) ? canonical(colons) : undefined;
}

/** `4.31.96.10.in-addr.arpa.`; undefined for what is no address. */
export function reverseName(text: string): string | undefined {
  if (IPV4.test(text)) return `${text.split(".").toReversed().join(".")}.in-addr.arpa.`;
  if (!isIPv6(text)) return undefined;
  const digits = ipaddr.IPv6.parse(text)
    .parts.map((group) => group.toString(16).padStart(4, "0"))
    .join("");
  return `${[...digits].toReversed().join(".")}.ip6.arpa.`;
}

/** The address of a reverse name, however its letters are cased; undefined for what is none. */
export function addressOfReverse(name: string): string | undefined {
  const lower = name.toLowerCase().replace(/\.$/, "");
  const [four, six] = [".in-addr.arpa", ".ip6.arpa"];
  if (lower.endsWith(four)) {
    const text = lower.slice(0, -four.length).split(".").toReversed().join(".");
    return IPV4.test(text) ? text : undefined;
  }
  if (!lower.endsWith(six)) return undefined;
  const digits = lower.slice(0, -six.length).split(".").toReversed();
  if (digits.length !== 32 || !digits.every((digit) => /^[0-9a-f]$/.test(digit))) return undefined;
  const groups = Array.from({ length: 8 }, (_, index) => digits.slice(index * 4, index * 4 + 4).join(""));
  return canonical(groups.join(":"));
}

/** The address so many places after the first of a range (`10.96.0.0/12`); from the start again where the range is too small. */
export function addressIn(range: string, offset: number): string {
  // The parser for both families tries one after the other.
  const family = range.includes(":") ? ipaddr.IPv6 : ipaddr.IPv4;
  const [first, length] = family.parseCIDR(range);
  const bytes = first.toByteArray();
  let rest = offset % 2 ** Math.min(bytes.length * 8 - length, 32);
  for (let index = bytes.length - 1; rest > 0 && index >= 0; index--) {
    rest += bytes[index] ?? 0;
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return canonical(ipaddr.fromByteArray(bytes).toString());
}
