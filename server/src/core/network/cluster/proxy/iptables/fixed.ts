/**
 * The rules that are there whatever Services there are: how packets come to the chains of kube-proxy, what becomes of marked
 * ones, and node ports, which are tried last.
 */
import type { Family } from "../../addresses.ts";
import type { NodePortAddresses } from "../nodePortAddresses.ts";
import type { IptablesPlan } from "../plan.ts";
import { chainsOf, comment, filterRule, MARK_MASQUERADE, natRule, type Rule } from "./rule.ts";

type FixedTables = IptablesPlan["fixed"];

const NEW = "-m conntrack --ctstate NEW";

/** From the kernel's chain to kube-proxy's; of several in one chain the order does not matter. */
const JUMPS: readonly Rule[] = [
  ...["PREROUTING", "OUTPUT"].map((chain) =>
    natRule(chain, comment("kubernetes service portals"), "-j KUBE-SERVICES"),
  ),
  natRule("POSTROUTING", comment("kubernetes postrouting rules"), "-j KUBE-POSTROUTING"),
  ...["INPUT", "FORWARD", "OUTPUT"].map((chain) =>
    filterRule(chain, NEW, comment("kubernetes load balancer firewall"), "-j KUBE-PROXY-FIREWALL"),
  ),
  filterRule("INPUT", comment("kubernetes health check service ports"), "-j KUBE-NODEPORTS"),
  ...["INPUT", "FORWARD"].map((chain) =>
    filterRule(
      chain,
      NEW,
      comment("kubernetes externally-visible service portals"),
      "-j KUBE-EXTERNAL-SERVICES",
    ),
  ),
  filterRule("FORWARD", comment("kubernetes forwarding rules"), "-j KUBE-FORWARD"),
  ...["FORWARD", "OUTPUT"].map((chain) =>
    filterRule(chain, NEW, comment("kubernetes service portals"), "-j KUBE-SERVICES"),
  ),
  ...["INPUT", "OUTPUT"].map((chain) => filterRule(chain, "-j KUBE-FIREWALL")),
];

const MARKED: readonly Rule[] = [
  natRule(MARK_MASQUERADE, "-j MARK --or-mark 0x4000"),
  natRule("KUBE-POSTROUTING", "-m mark ! --mark 0x4000/0x4000 -j RETURN"),
  natRule("KUBE-POSTROUTING", "-j MARK --xor-mark 0x4000"),
  natRule(
    "KUBE-POSTROUTING",
    comment("kubernetes service traffic requiring SNAT"),
    "-j MASQUERADE --random-fully",
  ),
  filterRule("KUBE-FORWARD", "-m conntrack --ctstate INVALID -j DROP"),
  filterRule(
    "KUBE-FORWARD",
    comment("kubernetes forwarding rules"),
    "-m mark --mark 0x4000/0x4000 -j ACCEPT",
  ),
  filterRule(
    "KUBE-FORWARD",
    comment("kubernetes forwarding conntrack rule"),
    "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
  ),
];

/** Node ports answer on localhost by a setting of the kernel that lets others in, too, were it not for this. */
const LOCALNET = filterRule(
  "KUBE-FIREWALL",
  comment("block incoming localnet connections"),
  "-d 127.0.0.0/8 ! -s 127.0.0.0/8 -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP",
);

export function fixedRules(family: Family, nodePorts: NodePortAddresses): FixedTables {
  const localnet = family === "IPv4" ? [LOCALNET] : [];
  const rules = [...JUMPS, ...MARKED, ...localnet, ...nodePortRules(family, nodePorts)];
  return { nat: chainsOf(rules, "nat"), filter: chainsOf(rules, "filter") };
}

function nodePortRules(family: Family, where: NodePortAddresses): readonly Rule[] {
  const local = `-m addrtype --dst-type LOCAL${family === "IPv6" ? " ! -d ::1/128" : ""}`;
  const matches = where.kind === "all" ? [local] : where.addresses.map((address) => `-d ${address}`);
  const why = comment("kubernetes service nodeports; NOTE: this must be the last rule in this chain");
  return matches.map((match) => natRule("KUBE-SERVICES", why, match, "-j KUBE-NODEPORTS"));
}
