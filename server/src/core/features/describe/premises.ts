/** What of the cluster a description hangs on, and who says it: configuration, a file of the workspace, or nobody. */
import type { Premise } from "../../descriptions.ts";
import { locationOf } from "../../documents/locate.ts";
import type { Net } from "../../network/net.ts";
import type { Reader } from "../../query/query.ts";
import { type DocId, fileOf } from "../../resources/identity.ts";
import { type ClusterKnowledge, clusterKnown } from "../../units/queries.ts";
import type { ClusterSettings } from "../../units/settings.ts";
import { pathOf } from "../../value/file.ts";
import { clusterServers } from "../resolving/asking.ts";
import { listed } from "../words.ts";

type Key = keyof ClusterSettings;

/** What holds where nobody says anything. */
const USUAL: Readonly<Partial<Record<Key, string>>> = {
  proxyMode: "iptables",
  serviceCIDR: "10.96.0.0/12",
  podCIDR: "10.244.0.0/16",
  ipFamilies: "IPv4",
  clusterCIDR: "not set, so that kube-proxy has no rules that tell pods from the rest",
};

/** `wanted` are told in any case; what somebody says of the rest, too. */
export function premisesOf(
  db: Reader,
  net: Net,
  id: DocId,
  { wanted, perhaps }: { readonly wanted: readonly Key[]; readonly perhaps: readonly Key[] },
): readonly Premise[] {
  const known = clusterKnown(db, net.unit.id, id);
  return [
    ...wanted.flatMap((key) => premiseOf(db, known, key)),
    ...perhaps
      .filter((key) => !wanted.includes(key) && isSaid(known, key))
      .flatMap((key) => premiseOf(db, known, key)),
  ];
}

/** By anybody, or differently by several. */
function isSaid({ origins, conflicts }: ClusterKnowledge, key: Key): boolean {
  const isGiven = (origins[key] ?? { kind: "default" }).kind !== "default";
  return isGiven || conflicts.some((each) => each.key === key);
}

function premiseOf(
  db: Reader,
  { settings, origins, conflicts }: ClusterKnowledge,
  key: Key,
): readonly Premise[] {
  const origin = origins[key] ?? { kind: "default" as const };
  const conflict = conflicts.find((each) => each.key === key);
  const value = valueText(key, settings) ?? usual(key, settings);
  if (value === undefined) return [];
  const places = conflict?.places.map(({ id }) => pathOf(fileOf(id))) ?? [];
  const remark = places.length > 0 ? `since ${listed(places)} say different things` : "";
  const at = origin.kind === "file" ? locationOf(db, origin.at.id, origin.at.path, "value") : undefined;
  const file = origin.kind === "file" ? { file: fileOf(origin.at.id), range: at?.range ?? START } : undefined;
  return [{ key: `cluster.${key}`, value, source: origin.kind, at: file, remark }];
}

function usual(key: Key, settings: ClusterSettings): string | undefined {
  return key === "clusterDNS" ? clusterServers(settings).addresses.join(", ") : USUAL[key];
}

const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function valueText(key: Key, settings: ClusterSettings): string | undefined {
  const value = settings[key];
  if (value === undefined) return undefined;
  switch (key) {
    case "nodePortRange":
      return `${settings.nodePortRange.from}-${settings.nodePortRange.to}`;
    case "nodes":
      return settings.nodes?.map(({ name, ip }) => name ?? ip ?? "?").join(", ");
    default:
      return flat(value);
  }
}

function flat(value: unknown): string {
  if (Array.isArray(value)) return value.map(flat).join(", ");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([key, each]) => `${key} ${flat(each)}`)
    .join(", ");
}
