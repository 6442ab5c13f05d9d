/**
 * A packet on its way through table `nat`, as the kernel takes it: the rules of a chain one after the other, a jump and back,
 * until somebody translates it. It knows the matches that kube-proxy writes, and fails on any other.
 */
import assert from "node:assert/strict";
import type { Chains } from "../../../../../server/src/core/network/cluster/proxy/plan.ts";

export interface Packet {
  readonly protocol: string;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  /** Sent by the node itself. */
  readonly isFromNode: boolean;
  /** To an address of the node. */
  readonly isToNode: boolean;
}

/** Where it may arrive, and how likely that is; what is missing to 1 is not translated at all. */
export type Arrivals = ReadonlyMap<string, number>;

export function arrivals(nat: Chains, packet: Packet): Arrivals {
  const found = new Map<string, number>();
  walk({ nat, packet, found }, "KUBE-SERVICES", 1, []);
  return found;
}

interface Walk {
  readonly nat: Chains;
  readonly packet: Packet;
  readonly found: Map<string, number>;
}

/** Answers how likely the packet comes back from a chain. */
function walk(state: Walk, chain: string, likely: number, above: readonly string[]): number {
  assert.ok(!above.includes(chain), `a circle at ${chain}`);
  let left = likely;
  for (const rule of state.nat[chain] ?? []) {
    const chance = chanceOf(rule.slice(`-A ${chain} `.length), state.packet);
    const taken = left * chance;
    if (taken === 0) continue;
    left -= taken - outcome(state, rule, taken, [...above, chain]);
  }
  return left;
}

/** How likely a packet that a rule has taken goes on after it. */
function outcome(state: Walk, rule: string, taken: number, above: readonly string[]): number {
  const target = / -j (\S+)/.exec(rule)?.[1];
  if (target === undefined || target === "KUBE-MARK-MASQ") return taken;
  if (target !== "DNAT") return walk(state, target, taken, above);
  const to = / --to-destination (\S+)$/.exec(rule)?.[1] ?? assert.fail(rule);
  state.found.set(to, (state.found.get(to) ?? 0) + taken);
  return 0;
}

/** Options without a word after them. */
const BARE: ReadonlySet<string> = new Set(["!", "--rcheck", "--reap", "--set"]);

function chanceOf(rule: string, packet: Packet): number {
  const words = rule
    .replace(/-m comment --comment (?:"[^"]*"|\S+)/, "")
    .split(" ")
    .filter(Boolean);
  let chance = 1;
  for (let index = 0; index < words.length; index++) {
    const option = words[index] ?? "";
    if (option === "-j") return chance;
    const isNegated = words[index - 1] === "!";
    if (!BARE.has(option)) index++;
    const one = chanceOfMatch(option, words[index] ?? "", packet);
    chance *= isNegated ? 1 - one : one;
  }
  return chance;
}

function chanceOfMatch(option: string, value: string, packet: Packet): number {
  switch (option) {
    case "-p":
      return Number(packet.protocol === value);
    case "-d":
      return Number(packet.destination === value);
    case "--dport":
      return Number(packet.port === Number(value));
    case "-s":
      return Number(isFrom(packet, value));
    case "--src-type":
      return Number(packet.isFromNode);
    case "--dst-type":
      return Number(packet.isToNode);
    case "--probability":
      return Number(value);
    case "--rcheck":
      // A client that nobody has seen yet.
      return 0;
    case "!":
    case "-m":
    case "--mode":
    case "--name":
    case "--seconds":
    case "--reap":
    case "--set":
      return 1;
    default:
      return assert.fail(`${option} ${value}`);
  }
}

/** Ranges in these tests are `10.1.0.0/16`, `198.51.100.0/24` or one address. */
function isFrom({ source }: Packet, range: string): boolean {
  const [first = "", bits = ""] = range.split("/");
  const kept = bits === "" ? 4 : Number(bits) / 8;
  return source.split(".").slice(0, kept).join() === first.split(".").slice(0, kept).join();
}
