/** What a pod says of names, its own and those that it looks up: the DNS fields of PodSpec (v1), defaults not yet applied. */
import type { Known } from "../value/known.ts";
import { booleanOf, textOf } from "../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../value/value.ts";

export interface PodDns {
  /** `spec.hostname`; a StatefulSet and an Indexed Job overwrite it in the pods they make. */
  readonly hostname: Known<string> | undefined;
  /** `spec.subdomain`: the headless Service under which `hostname` is published; a StatefulSet overwrites it. */
  readonly subdomain: Known<string> | undefined;
  readonly setHostnameAsFQDN: Known<boolean> | undefined;
  /** `spec.dnsPolicy`; absent means ClusterFirst. */
  readonly dnsPolicy: Known<string> | undefined;
  /** `spec.dnsConfig`; undefined when absent. */
  readonly dnsConfig: DnsConfig | undefined;
  /** `spec.enableServiceLinks`; absent means true. */
  readonly enableServiceLinks: Known<boolean> | undefined;
  /** `spec.hostAliases`: lines that the kubelet adds to `/etc/hosts`. */
  readonly hostAliases: readonly HostAlias[];
}

export interface HostAlias {
  readonly ip: Known<string> | undefined;
  readonly hostnames: readonly Known<string>[];
}

export interface DnsConfig {
  readonly nameservers: readonly Known<string>[];
  readonly searches: readonly Known<string>[];
  readonly options: readonly DnsOption[];
}

/** One entry of `dnsConfig.options`; one without a value is the bare name. */
export interface DnsOption {
  readonly name: Known<string> | undefined;
  readonly value: Known<string> | undefined;
}

export function podDns(podSpec: Value | undefined): PodDns {
  const config = member(podSpec, "dnsConfig");
  return {
    hostname: written(textOf(member(podSpec, "hostname"))),
    subdomain: written(textOf(member(podSpec, "subdomain"))),
    setHostnameAsFQDN: booleanOf(member(podSpec, "setHostnameAsFQDN")),
    dnsPolicy: written(textOf(member(podSpec, "dnsPolicy"))),
    dnsConfig: config?.type === "mapping" ? dnsConfig(config) : undefined,
    enableServiceLinks: booleanOf(member(podSpec, "enableServiceLinks")),
    hostAliases: itemsOf(member(podSpec, "hostAliases")).map((alias) => ({
      ip: textOf(member(alias, "ip")),
      hostnames: textsOf(member(alias, "hostnames")),
    })),
  };
}

function dnsConfig(value: Value): DnsConfig {
  return {
    nameservers: textsOf(memberAt(value, "nameservers")),
    searches: textsOf(memberAt(value, "searches")),
    options: itemsOf(memberAt(value, "options")).map((option) => ({
      name: textOf(member(option, "name")),
      value: textOf(member(option, "value")),
    })),
  };
}

function textsOf(list: Value | undefined): readonly Known<string>[] {
  return itemsOf(list).flatMap((item) => textOf(item) ?? []);
}

/** An empty text counts as absent. */
function written(text: Known<string> | undefined): Known<string> | undefined {
  return text && "value" in text && text.value === "" ? undefined : text;
}
