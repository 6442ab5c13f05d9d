/** kube-proxy's rules chain by chain: those of endpoints are alike, so that one of a row stands for all. */
import type { ProxyFamily } from "../../../core/answers.ts";
import type { Block } from "./layout.ts";

interface Chain {
  readonly table: string;
  readonly name: string;
  readonly rules: readonly string[];
  /** Chains like it that are left out after it. */
  readonly alike: number;
}

/** Rules beyond those are for programs. */
const MOST_RULES = 40;

export function ruleBlocks({ family, nat, filter, balancing }: ProxyFamily): readonly Block[] {
  // Each family has tables of its own, and names the chains of Services alike.
  const own = family === "IPv6" ? "ip6tables " : "";
  const chains = [...chainsIn(`${own}nat`, nat), ...chainsIn(`${own}filter`, filter)];
  const shares = new Map(balancing.map(({ chain, targets }) => [chain, targets.length]));
  let left = MOST_RULES;
  const blocks = chains.flatMap(({ table, name, rules, alike }): readonly Block[] => {
    const shown = rules.slice(0, Math.max(0, left));
    left -= shown.length;
    if (shown.length === 0) return [];
    const count = shares.get(name) ?? 0;
    const share = count > 1 ? `: ${count} targets, each gets 1/${count} of new connections` : "";
    return [
      { kind: "heading", text: `${table} ${name}${share}` },
      { kind: "lines", lines: shown.map((rule) => `  ${rule.replace(`-A ${name} `, "")}`) },
      {
        kind: "lines",
        lines:
          alike > 0 ? [`… and ${alike} more ${ENDPOINT} ${alike === 1 ? "chain" : "chains"} like it`] : [],
      },
    ];
  });
  const all = chains.reduce((sum, { rules }) => sum + rules.length, 0);
  const more = all - Math.min(all, MOST_RULES);
  return more > 0
    ? [...blocks, { kind: "text", text: `… and ${more} more rules (-o json has all)` }]
    : blocks;
}

const ENDPOINT = "KUBE-SEP";

function chainsIn(table: string, chains: ProxyFamily["nat"]): readonly Chain[] {
  const found: Chain[] = [];
  for (const [name, rules] of Object.entries(chains)) {
    const last = found.at(-1);
    if (name.startsWith(ENDPOINT) && last?.name.startsWith(ENDPOINT))
      found.splice(-1, 1, { ...last, alike: last.alike + 1 });
    else found.push({ table, name, rules, alike: 0 });
  }
  return found;
}
