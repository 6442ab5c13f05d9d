/**
 * Node ports: one pool for the whole cluster, whatever the namespace or protocol. Only NodePort and LoadBalancer Services
 * claim them.
 */
import { firstAndRest, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { isFamily } from "../resources/resource.ts";
import { protocolOf } from "../resources/workload.ts";
import type { ClusterSettings } from "../units/settings.ts";
import type { UnitId } from "../units/unit.ts";
import { valueOf } from "../value/known.ts";
import { memberQuery } from "./member.ts";
import { membersOf } from "./members.ts";
import type { NodePortClaim } from "./net.ts";

/** `NodePortClaim` of net.ts, by DocId. */
export interface ClaimIds extends Omit<NodePortClaim, "service"> {
  readonly service: DocId;
}

const claimsBy = memberQuery<readonly ClaimIds[]>("nodePortClaimsOfService", (service) => {
  if (!service || !isFamily(service, "service")) return [];
  const type = valueOf(service.spec.type);
  if (type !== "NodePort" && type !== "LoadBalancer") return [];
  return service.spec.ports.flatMap((port) => {
    const nodePort = valueOf(port.nodePort);
    const protocol = valueOf(protocolOf(port)) ?? "TCP";
    return nodePort === undefined
      ? []
      : [{ service: service.id, index: port.index, nodePort, port: valueOf(port.port), protocol }];
  });
});

const claims = query<ReadonlyMap<number, readonly ClaimIds[]>>("nodePortClaims", (db, unit) => {
  const taken = new Map<number, ClaimIds[]>();
  for (const id of membersOf(db, unit, "service")) {
    for (const claim of claimsBy(db, unit, id)) {
      const before = taken.get(claim.nodePort);
      if (before) before.push(claim);
      else taken.set(claim.nodePort, [claim]);
    }
  }
  return taken;
});

/** The claims on one node port, by (unit, number). */
export const claimsOn = query<readonly ClaimIds[]>("nodePortClaimsOn", (db, key) => {
  const [unit, nodePort] = firstAndRest(key);
  return db.get(claims, unit).get(Number(nodePort)) ?? [];
});

/** Every node port that a unit's Services pin. */
export function claimedPorts(db: Reader, unit: UnitId): readonly number[] {
  return [...db.get(claims, unit).keys()];
}

/** The next node port above `near` that nobody pins; from the range's beginning when there is none above. */
export function freeNodePort(
  db: Reader,
  unit: UnitId,
  range: ClusterSettings["nodePortRange"],
  near: number,
): number | undefined {
  const taken = db.get(claims, unit);
  const start = near >= range.from && near < range.to ? near + 1 : range.from;
  for (let port = start; port <= range.to; port += 1) if (!taken.has(port)) return port;
  for (let port = range.from; port < start; port += 1) if (!taken.has(port)) return port;
  return undefined;
}
