/**
 * Whether what a monitor selects has the ports that its endpoints name: a Service's port by its name, or for a PodMonitor a
 * container's (monitoring.coreos.com Endpoint.port, PodMetricsEndpoint.port).
 */
import { firstAndRest, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { isFamily } from "../resources/resource.ts";
import type { UnitId } from "../units/unit.ts";
import { isKnown, type Known, valueOf } from "../value/known.ts";
import { memberOf, podPortsOf } from "./members.ts";
import { monitoredBy } from "./monitors.ts";

/** `MonitorPort` of net.ts, by DocId. */
export type MonitorPortIds =
  | { readonly kind: "found" }
  /** `port` takes a name. */
  | { readonly kind: "number"; readonly number: number; readonly targets: readonly DocId[] }
  | {
      readonly kind: "missing";
      readonly name: string;
      readonly targets: readonly DocId[];
      readonly isSeen: boolean;
    }
  | { readonly kind: "unknown" };

/** Ports of containers that a mesh puts beside those of the manifest. */
const INJECTED: ReadonlySet<string> = new Set([
  "http-envoy-prom",
  "envoy-prom",
  "linkerd-admin",
  "admin-http",
]);

/** One answer an endpoint, in order; by (unit, monitor). */
export const monitorPortsOf = query<readonly MonitorPortIds[]>("monitorPorts", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const monitor = memberOf(db, unit, id);
  if (!monitor || !isFamily(monitor, "monitor")) return [];
  const { certain, possible, isEverything, isSeen } = db.get(monitoredBy, key);
  return monitor.spec.endpoints.map(({ port }): MonitorPortIds => {
    const wanted = valueOf(port);
    if (typeof wanted === "number") return { kind: "number", number: wanted, targets: certain };
    if (wanted === undefined || INJECTED.has(wanted)) return { kind: "unknown" };
    const names = certain.map((target) => namesOf(db, unit, target));
    if (names.some((each) => each?.includes(wanted))) return { kind: "found" };
    const isKnowable = certain.length > 0 && possible.length === 0 && !isEverything;
    if (!isKnowable || names.includes(undefined)) return { kind: "unknown" };
    return { kind: "missing", name: wanted, targets: certain, isSeen };
  });
});

/** The names of a Service's or of a workload's ports; undefined when some of them are not known. */
function namesOf(db: Reader, unit: UnitId, id: DocId): readonly string[] | undefined {
  const member = memberOf(db, unit, id);
  if (member && isFamily(member, "service")) return known(member.spec.ports.map(({ name }) => name));
  const { containers, open } = podPortsOf(db, unit, id);
  return open ? undefined : known(containers.flatMap(({ ports }) => ports.map(({ name }) => name)));
}

function known(names: readonly (Known<string> | undefined)[]): readonly string[] | undefined {
  if (names.some((name) => name !== undefined && !isKnown(name))) return undefined;
  return names.flatMap((name) => valueOf(name) ?? []);
}
