/**
 * `extraPortMappings` of a kind cluster: ports of a node's container that are reachable on the machine. One in the range of
 * node ports is there for a Service that pins it.
 */
import { query, type Reader } from "../query/query.ts";
import { type DocId, fileOf, groupOf, type Identity } from "../resources/identity.ts";
import { valueOfDocument } from "../resources/resource.ts";
import { clusterIn, unitsIn, unitsOfFile } from "../units/queries.ts";
import type { Gap, Unit } from "../units/unit.ts";
import { rootOf } from "../value/file.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { integerOf } from "../value/scalar.ts";
import { itemsOf, member, type Value } from "../value/value.ts";
import { membersOf, podPortsOf } from "./members.ts";
import { claimedPorts } from "./nodePorts.ts";

export interface PortMapping {
  /** `nodes[0].extraPortMappings[0].containerPort`. */
  readonly path: Path;
  readonly containerPort: number;
  readonly hostPort: number | undefined;
  /** What Services of the workspace folder pin; sorted. */
  readonly pinned: readonly number[];
}

/** The configuration that kind makes a cluster of. */
export function isKindCluster({ apiVersion, kind }: Identity): boolean {
  return kind === "Cluster" && groupOf(apiVersion) === "kind.x-k8s.io";
}

/** By the DocId of a kind Cluster. Nothing is said where Services may be that nobody can read, or where none pins anything. */
export const unusedMappings = query<readonly PortMapping[]>("unusedPortMappings", (db, id: DocId) => {
  const mappings = mappingsIn(db.get(valueOfDocument, id));
  if (mappings.length === 0) return [];
  const units = db.get(unitsIn, rootOf(fileOf(id)));
  if (units.some(hidesServices)) return [];
  const pinned = [...new Set(units.flatMap((unit) => claimedPorts(db, unit.id)))].toSorted((a, b) => a - b);
  const [own = ""] = db.get(unitsOfFile, fileOf(id));
  const { from, to } = clusterIn(db, own, id).nodePortRange;
  const unused = mappings.filter(
    ({ containerPort }) => containerPort >= from && containerPort <= to && !pinned.includes(containerPort),
  );
  if (pinned.length === 0 || unused.length === 0) return [];
  const declared = new Set(units.flatMap((unit) => declaredPorts(db, unit)));
  return unused
    .filter(({ containerPort }) => !declared.has(containerPort))
    .map((each) => ({ ...each, pinned }));
});

/** All that a kind Cluster maps, by its value. */
export function mappingsIn(value: Value | undefined): readonly Omit<PortMapping, "pinned">[] {
  return itemsOf(member(value, "nodes")).flatMap((node, at) =>
    itemsOf(member(node, "extraPortMappings")).flatMap((mapping, index) => {
      const containerPort = valueOf(integerOf(member(mapping, "containerPort")));
      const path: Path = ["nodes", at, "extraPortMappings", index, "containerPort"];
      const hostPort = valueOf(integerOf(member(mapping, "hostPort")));
      return containerPort === undefined ? [] : [{ path, containerPort, hostPort }];
    }),
  );
}

const HIDING: ReadonlySet<Gap["reason"]> = new Set(["remote", "unrendered", "unreadable", "missing-file"]);

function hidesServices({ gaps }: Unit): boolean {
  return gaps.some(({ reason }) => HIDING.has(reason));
}

/** A pod in its node's network, or with a `hostPort`, may answer there itself. */
function declaredPorts(db: Reader, { id: unit }: Unit): readonly number[] {
  return membersOf(db, unit, "workload").flatMap((id) =>
    podPortsOf(db, unit, id).containers.flatMap(({ ports }) =>
      ports.flatMap(({ containerPort, hostPort }) =>
        [containerPort, hostPort].flatMap((each) => valueOf(each) ?? []),
      ),
    ),
  );
}
