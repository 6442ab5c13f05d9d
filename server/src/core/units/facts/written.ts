/** Values as configuration files of Kubernetes write them; what is not understood says nothing. */
import { areRanges, isAddress, isDomain } from "../../config/cluster.ts";
import { valueOf } from "../../value/known.ts";
import type { Path } from "../../value/path.ts";
import { booleanOf, textOf } from "../../value/scalar.ts";
import { itemsOf, member, type Value } from "../../value/value.ts";
import type { ClusterSettings } from "../settings.ts";
import { type Fact, fact } from "./fact.ts";

export function at(value: Value | undefined, ...path: Path): Value | undefined {
  return path.reduce<Value | undefined>(
    (found, step) => (typeof step === "number" ? itemsOf(found)[step] : member(found, step)),
    value,
  );
}

/** A text; empty ones say nothing. */
export function textAt(value: Value | undefined, ...path: Path): string | undefined {
  const text = valueOf(textOf(at(value, ...path)));
  return text === "" ? undefined : text;
}

export function textsAt(value: Value | undefined, ...path: Path): readonly string[] {
  return itemsOf(at(value, ...path)).flatMap((each) => valueOf(textOf(each)) ?? []);
}

export function flagAt(value: Value | undefined, ...path: Path): boolean | undefined {
  return valueOf(booleanOf(at(value, ...path)));
}

/** `10.96.0.0/12`, or one range of each family. */
function rangesIn(text: string | undefined): string | undefined {
  const words = text?.replaceAll(" ", "");
  return words !== undefined && areRanges(words) ? words : undefined;
}

function familiesOf(ranges: string): readonly ("IPv4" | "IPv6")[] {
  return ranges.split(",").map((each) => (each.includes(":") ? "IPv6" : "IPv4"));
}

export function rangesFact(
  key: "podCIDR" | "serviceCIDR" | "clusterCIDR",
  text: string | undefined,
  path: Path,
): readonly Fact[] {
  const ranges = rangesIn(text);
  return ranges === undefined ? [] : [fact(key, ranges, path)];
}

/** The range of Services decides the families that a cluster has. */
export function serviceRangeFacts(text: string | undefined, path: Path): readonly Fact[] {
  const ranges = rangesIn(text);
  if (ranges === undefined) return [];
  return [fact("serviceCIDR", ranges, path), fact("ipFamilies", familiesOf(ranges), path)];
}

export function domainFact(text: string | undefined, path: Path): readonly Fact[] {
  const domain = text?.replace(/\.$/, "");
  return domain !== undefined && isDomain(domain) ? [fact("domain", domain, path)] : [];
}

export function addressesFact(texts: readonly string[], path: Path): readonly Fact[] {
  const isPlain = texts.length > 0 && texts.every(isAddress);
  return isPlain ? [fact("clusterDNS", texts, path)] : [];
}

/** `30000-32767`, or `30000+2767` (k8s.io/apimachinery, ParsePortRange). */
export function nodePortsFact(text: string | undefined, path: Path): readonly Fact[] {
  const [, first, sign, second] = /^ *([0-9]{1,5}) *([-+]) *([0-9]{1,5}) *$/.exec(text ?? "") ?? [];
  const from = Number(first);
  const to = sign === "+" ? Math.min(from + Number(second), 65535) : Number(second);
  return from >= 1 && from <= to && to <= 65535 ? [fact("nodePortRange", { from, to }, path)] : [];
}

/** `v1.34.1` → `1.34`; labels such as `stable` say nothing. */
function versionIn(text: string | undefined): string | undefined {
  return /^v?(1\.[0-9]{1,2})(?:[.+-]|$)/.exec(text ?? "")?.[1];
}

export function versionFact(text: string | undefined, path: Path): readonly Fact[] {
  const version = versionIn(text);
  return version === undefined ? [] : [fact("kubernetesVersion", version, path)];
}

const MODES: readonly NonNullable<ClusterSettings["proxyMode"]>[] = ["iptables", "ipvs", "nftables", "none"];

export function proxyModeFact(text: string | undefined, path: Path): readonly Fact[] {
  const mode = MODES.find((each) => each === text);
  return mode === undefined ? [] : [fact("proxyMode", mode, path)];
}

/** `--name=value` and `--name value` of a command line, by name. */
export function flagsIn(words: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [index, word] of words.entries()) {
    const [, name, value] = /^--?([A-Za-z][A-Za-z0-9-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) continue;
    const next = words[index + 1];
    found.set(name, value ?? (next === undefined || next.startsWith("-") ? "true" : next));
  }
  return found;
}
