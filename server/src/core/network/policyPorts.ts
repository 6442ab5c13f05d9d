/**
 * Ports of NetworkPolicy rules against the pods that they are about: those selected for ingress, the peers for egress. A
 * policy sees a connection after the Service's translation, so its ports are the pods' (NetworkPolicyPort).
 */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import type { PolicyPort, PolicyRule } from "../resources/networkPolicy.ts";
import { isFamily } from "../resources/resource.ts";
import { type ContainerPort, protocolOf } from "../resources/workload.ts";
import type { UnitId } from "../units/unit.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { memberOf, podPortsOf } from "./members.ts";
import { effectiveRules, peerPods, policyFacts, policyPods } from "./policies.ts";
import { targetOf, targetsOf } from "./ports.ts";
import { servicesSelecting } from "./selection.ts";

/** `PolicyPortFault` of net.ts, by DocId. */
export interface PortFaultIds {
  /** `spec.ingress[0].ports[0]`. */
  readonly path: Path;
  readonly direction: PolicyRule["direction"];
  /** The pods that none of which has the port. */
  readonly pods: readonly DocId[];
  readonly fault:
    | { readonly kind: "service-port"; readonly service: DocId; readonly index: number }
    | { readonly kind: "unresolved-name"; readonly name: string };
}

/** By (unit, policy). */
export const policyPortFaults = query<readonly PortFaultIds[]>("policyPortFaults", (db, key) => {
  const [unit, id] = firstAndRest(key);
  return effectiveRules(policyFacts(db, unit, id)).flatMap((rule) => {
    const pods = podsBehind(db, unit, id, rule);
    if (!pods || pods.length === 0) return [];
    return rule.ports.flatMap((port) => {
      const fault = faultOf(db, unit, pods, port, rule);
      return fault ? [{ path: port.path, direction: rule.direction, pods, fault }] : [];
    });
  });
});

/** The pods at whose end the ports are; undefined unless all of them are in sight, and their ports are known. */
function podsBehind(db: Reader, unit: UnitId, policy: DocId, rule: PolicyRule): readonly DocId[] | undefined {
  const sets =
    rule.direction === "ingress"
      ? [db.get(policyPods, keyOf(unit, policy))]
      : rule.peers.map((peer) => peerPods(db, unit, policy, peer));
  const pods = sets.flatMap((set) => set?.certain ?? []);
  const isWhole = sets.every((set) => set && set.certain.length > 0 && set.possible.length === 0);
  const isKnown = pods.every((pod) => !podPortsOf(db, unit, pod).open);
  return isWhole && isKnown ? [...new Set(pods)] : undefined;
}

function faultOf(
  db: Reader,
  unit: UnitId,
  pods: readonly DocId[],
  port: PolicyPort,
  rule: PolicyRule,
): PortFaultIds["fault"] | undefined {
  const wanted = valueOf(port.port);
  const protocol = valueOf(protocolOf(port));
  if (wanted === undefined || protocol === undefined || port.endPort !== undefined) return undefined;
  const isOurs = (each: ContainerPort) => (valueOf(protocolOf(each)) ?? protocol) === protocol;
  const declared = pods.flatMap((pod) =>
    podPortsOf(db, unit, pod).containers.flatMap((container) => container.ports.filter(isOurs)),
  );
  if (typeof wanted === "string") {
    const isNamed = declared.some(
      (each) => each.name !== undefined && (valueOf(each.name) ?? wanted) === wanted,
    );
    return isNamed ? undefined : { kind: "unresolved-name", name: wanted };
  }
  if (declared.some((each) => (valueOf(each.containerPort) ?? wanted) === wanted)) return undefined;
  return servicePort(db, unit, pods, wanted, protocol, rule);
}

/** The Service port of this number, if no port of these pods has the number and a Service of theirs has. */
function servicePort(
  db: Reader,
  unit: UnitId,
  pods: readonly DocId[],
  wanted: number,
  protocol: string,
  rule: PolicyRule,
): PortFaultIds["fault"] | undefined {
  const services = [...new Set(pods.flatMap((pod) => db.get(servicesSelecting, keyOf(unit, pod))))];
  const answers = services.flatMap((service) => servicePorts(db, unit, service, protocol));
  if (answers.some(({ target }) => target === undefined || target === wanted)) return undefined;
  const [found] = answers.filter(({ number }) => number === wanted);
  const listed = new Set(rule.ports.map(({ port }) => valueOf(port)));
  if (!found || found.resolved.some((each) => listed.has(each))) return undefined;
  return { kind: "service-port", service: found.service, index: found.index };
}

function servicePorts(db: Reader, unit: UnitId, id: DocId, protocol: string) {
  const service = memberOf(db, unit, id);
  if (!service || !isFamily(service, "service")) return [];
  const targets = db.get(targetsOf, keyOf(unit, id));
  return service.spec.ports
    .filter((port) => (valueOf(protocolOf(port)) ?? protocol) === protocol)
    .map((port) => {
      const target = targetOf(port);
      const pods = targets.find(({ index }) => index === port.index)?.pods ?? [];
      const numbers = pods.flatMap(({ answer }) => ("port" in answer ? [answer.port] : []));
      return {
        service: id,
        index: port.index,
        number: valueOf(port.port),
        target,
        /** What the port is in the pods, by name and by number. */
        resolved: [target, ...numbers],
      };
    });
}
