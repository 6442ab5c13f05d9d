/** How rules show where the names of a StatefulSet's single pods are used. */
import type { Net, Workload } from "../network/net.ts";
import type { Related } from "./rule.ts";
import { called, listed, quoted } from "./words.ts";

/** ` ConfigMap client uses `db-0.db`.`, as one more sentence; empty where nothing uses one. */
export function usesText(subject: Workload, net: Net): string {
  const [first] = net.podNameUses(subject.id);
  if (!first) return "";
  const users = new Set(net.podNameUses(subject.id).map(({ resource }) => resource));
  const names = [...users].flatMap((id) => net.resource(id) ?? []).map(called);
  return ` ${listed(names)} ${names.length === 1 ? "uses" : "use"} ${quoted(first.name)}.`;
}

export function usesRelated(subject: Workload, net: Net): readonly Related[] {
  return net
    .podNameUses(subject.id)
    .slice(0, 3)
    .map(({ resource, path, within, name }) => ({
      at: { id: resource, path, part: "value", within },
      message: `${quoted(name)} is the name of a single pod`,
    }));
}
