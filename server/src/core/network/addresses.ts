/** IP addresses as DNS and EndpointSlices write them: families, reverse names, labels. */
import { type Known, known, valueOf } from "../value/known.ts";
import type { Service } from "./net.ts";

export type Family = "IPv4" | "IPv6";

export interface Address {
  readonly family: Family;
  /** Undefined until the cluster gives one out. */
  readonly text: string | undefined;
}

const BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const IPV4 = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}$`);
const GROUP = /^[0-9a-f]{1,4}$/i;

/** The family of a literal address; undefined for what is none. */
export function familyOf(text: string): Family | undefined {
  if (IPV4.test(text)) return "IPv4";
  return groupsOf(text) ? "IPv6" : undefined;
}

/**
 * The families of a Service's addresses (Service `spec.ipFamilies`, `ipFamilyPolicy`), primary first; `cluster` are those
 * of the cluster. Undefined when that cannot be known.
 */
export function familiesOf(service: Service, cluster: readonly Family[]): readonly Family[] | undefined {
  const { ipFamilies, ipFamilyPolicy, clusterIPs } = service.spec;
  if (ipFamilies.length > 0) return allKnown(ipFamilies.map(asFamily));
  const written = clusterIPs.flatMap((each) => {
    const family = familyOf(valueOf(each) ?? "");
    return family === undefined ? [] : [family];
  });
  if (written.length > 0) return written;
  if (ipFamilyPolicy !== undefined && valueOf(ipFamilyPolicy) === undefined) return undefined;
  const isSingle = (valueOf(ipFamilyPolicy ?? known("SingleStack")) ?? "") === "SingleStack";
  return isSingle ? cluster.slice(0, 1) : cluster;
}

function asFamily(family: Known<string>): Family | undefined {
  const text = valueOf(family);
  return text === "IPv4" || text === "IPv6" ? text : undefined;
}

function allKnown<T>(items: readonly (T | undefined)[]): readonly T[] | undefined {
  const found = items.filter((item) => item !== undefined);
  return found.length === items.length ? found : undefined;
}

/** `10.1.4.7` → `10-1-4-7`, `2001:db8::` → `2001-db8--0`: the label of an endpoint without a hostname. */
export function dashed(text: string): string {
  const label = text.replaceAll(/[.:]/g, "-");
  return label.endsWith("-") ? `${label}0` : label;
}

/** `4.31.96.10.in-addr.arpa.`; undefined for what is no address. */
export function reverseName(text: string): string | undefined {
  if (IPV4.test(text)) return `${text.split(".").toReversed().join(".")}.in-addr.arpa.`;
  const groups = groupsOf(text);
  if (!groups) return undefined;
  const digits = groups.map((group) => group.toString(16).padStart(4, "0")).join("");
  return `${[...digits].toReversed().join(".")}.ip6.arpa.`;
}

/** The eight groups of an IPv6 address (RFC 4291 2.2, an IPv4 tail included). */
function groupsOf(text: string): readonly number[] | undefined {
  const [head, tail, ...others] = withoutTail(text).split("::");
  if (head === undefined || others.length > 0) return undefined;
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array.from({ length: missing }, () => "0"), ...after];
  return groups.every((group) => GROUP.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : undefined;
}

/** `::ffff:10.0.0.1` with its tail as two groups. */
function withoutTail(text: string): string {
  const colon = text.lastIndexOf(":");
  const tail = text.slice(colon + 1);
  if (colon < 0 || !IPV4.test(tail)) return text;
  const [a = 0, b = 0, c = 0, d = 0] = tail.split(".").map(Number);
  return `${text.slice(0, colon + 1)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}
