/** Rules as iptables-restore is fed with them: `-A <chain> <matches> -j <target>`. */
import type { Chains } from "../plan.ts";
import type { ProxyPort } from "../port.ts";

export interface Rule {
  readonly table: "nat" | "filter";
  readonly chain: string;
  readonly text: string;
}

/** The chain of `nat` that marks what has to come back this way. */
export const MARK_MASQUERADE = "KUBE-MARK-MASQ";

/** Empty parts are left out. */
export function natRule(chain: string, ...parts: readonly string[]): Rule {
  return rule("nat", chain, parts);
}

export function filterRule(chain: string, ...parts: readonly string[]): Rule {
  return rule("filter", chain, parts);
}

function rule(table: Rule["table"], chain: string, parts: readonly string[]): Rule {
  return { table, chain, text: ["-A", chain, ...parts.filter((part) => part !== "")].join(" ") };
}

/** Only what has blanks is quoted. */
export function comment(text: string): string {
  return `-m comment --comment ${text.includes(" ") ? `"${text}"` : text}`;
}

export function protocolMatch({ name }: Pick<ProxyPort, "name">): string {
  return `-m ${name.protocol} -p ${name.protocol}`;
}

/** What is sent to a port at one address. */
export function destination(port: ProxyPort, address: string): string {
  return `${protocolMatch(port)} -d ${address} --dport ${port.port}`;
}

/** The rules of a table by chain, in order. */
export function chainsOf(rules: readonly Rule[], table: Rule["table"]): Chains {
  const chains = new Map<string, string[]>();
  for (const { chain, text } of rules.filter((each) => each.table === table)) {
    const texts = chains.get(chain) ?? [];
    texts.push(text);
    chains.set(chain, texts);
  }
  return Object.fromEntries(chains);
}
