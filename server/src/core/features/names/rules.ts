/** What kube-proxy makes of a Service on a node, chain by chain, as `iptables-save` prints it; in other modes servers or names. */
import type { ProxyDescription, ProxyFamily } from "../../descriptions.ts";
import { proxyOf } from "../describe/proxy.ts";
import type { Block, Section } from "./sheet.ts";
import type { NamesView } from "./view.ts";

/** More rules are for programs. */
const MOST_RULES = 40;

export function rulesSection(view: NamesView): Section {
  const proxy = proxyOf(view, undefined);
  if (!proxy) {
    const what =
      view.publication.kind === "alias"
        ? "another name has none"
        : "only a Service with a cluster IP and ports has some";
    return { title: "kube-proxy rules", blocks: [remark(`None: ${what}.`)] };
  }
  const { mode, node, fates, elsewhere, families, remarks, examples } = proxy;
  const where = node === undefined ? "On a node without endpoints of it" : `On node ${node}`;
  return {
    title: mode === "none" ? "kube-proxy rules" : `kube-proxy rules (${mode})`,
    blocks: [
      ...(mode === "none" ? [] : [fatesBlock({ where, fates })]),
      ...(elsewhere ? [fatesBlock(elsewhere)] : []),
      ...(examples.length > 0 ? [remark(MADE_UP)] : []),
      ...limited(families.flatMap(familyBlocks)),
      ...remarks.map(remark),
    ].filter((block) => block.remarks.length + block.rows.length > 0),
  };
}

/** Of rules the addresses are not marked: they are to be copied. */
const MADE_UP =
  "What is made of example addresses is an example, too: those rules, and the names of their chains.";

/** What becomes of a connection on one kind of node. */
function fatesBlock({ where, fates }: NonNullable<ProxyDescription["elsewhere"]>): Block {
  const place = `${where.charAt(0).toUpperCase()}${where.slice(1)}`;
  return { remarks: [`${place}:`, ...fates.map(({ label, text }) => `- ${label} ${text}`)], rows: [] };
}

function remark(text: string): Block {
  return { remarks: [text], rows: [] };
}

function familyBlocks(proxier: ProxyFamily): readonly Block[] {
  const { family, nat, filter, balancing, virtualServers, names } = proxier;
  // Each family has tables of its own, and names the chains of Services alike.
  const own = family === "IPv6" ? " of ip6tables" : "";
  const chains = [
    ...Object.entries(nat).map(([name, rules]) => ({ table: `nat${own}`, name, rules })),
    ...Object.entries(filter).map(([name, rules]) => ({ table: `filter${own}`, name, rules })),
  ];
  const shares = new Map(balancing.map(({ chain, targets }) => [chain, targets.length]));
  return [
    ...chains.map(({ table, name, rules }) => ({
      remarks: [`Table ${table}, chain ${name}${shareText(shares.get(name) ?? 0)}`],
      rows: rules.map((rule) => [rule]),
    })),
    ...virtualServers.map(({ address, scheduler, realServers }) => ({
      remarks: [
        `Virtual server ${address}, scheduler ${scheduler}${realServers.length === 0 ? ": no real servers, so that connections are refused" : ""}`,
      ],
      rows: realServers.map((each) => [each]),
    })),
    ...(names.length > 0
      ? [{ remarks: ["Chains and sets by name"], rows: names.map((each) => [each]) }]
      : []),
  ];
}

function shareText(count: number): string {
  return count > 1 ? `: each of ${count} gets 1/${count} of new connections` : "";
}

/** The first rules, chain by chain. */
function limited(blocks: readonly Block[]): readonly Block[] {
  let left = MOST_RULES;
  const shown = blocks.flatMap((block) => {
    const rows = block.rows.slice(0, left);
    left -= rows.length;
    return rows.length > 0 || block.rows.length === 0 ? [{ ...block, rows }] : [];
  });
  const all = blocks.reduce((sum, { rows }) => sum + rows.length, 0);
  const more = all - Math.min(all, MOST_RULES);
  return more > 0 ? [...shown, { remarks: [`… and ${more} more`], rows: [] }] : shown;
}
