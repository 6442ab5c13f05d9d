/** Workloads that a selector nearly fits, where it fits none. */
import type { NearMiss, Net, Service } from "../../network/net.ts";
import { listed } from "../words.ts";
import { escapedName, pairText } from "./roads.ts";

const MOST = 3;

/** Those that share no more than a key are named only where there is nothing nearer. */
export function nearLines(net: Net, service: Service): readonly string[] {
  const misses = net.nearMisses(service.id);
  const nearer = misses.filter(({ kind }) => kind !== "shares-key");
  return (nearer.length > 0 ? nearer : misses)
    .slice(0, MOST)
    .map((miss) => `near: ${escapedName(miss.workload)} ${difference(miss)}`);
}

function difference({ differing }: NearMiss): string {
  const words = differing.map(({ pair, instead }) =>
    instead ? `has ${pairText(instead)}` : `has no ${pairText(pair)}`,
  );
  return listed(words);
}
