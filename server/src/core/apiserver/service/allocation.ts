/**
 * The allocation step of a Service (registry/core/service/storage: alloc.go): it comes before validation, ends with the first
 * thing that fails, and so hides all else. What only the cluster knows (its address ranges, what is taken) is not guessed.
 */
import { type ApiFault, invalid } from "../fault.ts";
import { at, type Field, integer, isSet, isUnknown, items, text } from "../field.ts";
import type { ApiContext } from "../kind.ts";
import { clusterIPFaults, familyFaults } from "./addresses.ts";
import { clusterIPsOf, hasSelector, isHeadless, specOf, typeOf } from "./shape.ts";

export function allocationFaults(service: Field, context: ApiContext): readonly ApiFault[] {
  const type = typeOf(service);
  if (type === undefined || type === "ExternalName") return [];
  const addresses = [...familyFaults(service), ...clusterIPFaults(service, context)];
  if (addresses.length > 0) return addresses;
  const policy = policyFault(service);
  if (policy) return [policy];
  const ports = type === "NodePort" || type === "LoadBalancer" ? nodePortFault(service, context) : undefined;
  const fault = ports ?? healthCheckFault(service, context);
  return fault ? [fault] : [];
}

/** Two of anything want a policy that says so; a headless Service without selector gets RequireDualStack by itself. */
function policyFault(service: Field): ApiFault | undefined {
  const field = at(specOf(service), "ipFamilyPolicy");
  const isRequired = isHeadless(service) !== false && !hasSelector(service);
  const policy = text(field, isRequired ? "RequireDualStack" : "SingleStack");
  if (policy !== "SingleStack") return undefined;
  const families = items(at(specOf(service), "ipFamilies"));
  const what =
    clusterIPsOf(service).length > 1 ? "cluster IPs" : families.length > 1 ? "IP families" : undefined;
  if (what === undefined) return undefined;
  const changes = [{ type: "set", path: field.path, value: "PreferDualStack" } as const];
  return {
    ...invalid(field, `must be 'RequireDualStack' or 'PreferDualStack' when multiple ${what} are specified`),
    ...(isSet(field) ? {} : { value: "null", at: { path: field.path, part: "value" as const } }),
    advice: isSet(field)
      ? `SingleStack means one family, and two ${what} are written.`
      : `Without \`ipFamilyPolicy\` a Service has one family, and two ${what} are written.`,
    fix: { title: "Write `ipFamilyPolicy: PreferDualStack`", safety: "suggestion", changes },
  };
}

/** The first port that asks for a node port it cannot have. */
function nodePortFault(service: Field, { nodePortRange: { from, to } }: ApiContext): ApiFault | undefined {
  const given = new Map<
    number,
    { readonly port: number | undefined; readonly protocols: readonly string[] }
  >();
  for (const entry of items(at(specOf(service), "ports"))) {
    const field = at(entry, "nodePort");
    const nodePort = integer(field, 0);
    if (nodePort === undefined || nodePort === 0) continue;
    const [port, protocol] = [integer(at(entry, "port")), text(at(entry, "protocol"))];
    if (nodePort < from || nodePort > to) return outOfRange(field, from, to);
    const holder = given.get(nodePort);
    const isKnown = port !== undefined && protocol !== undefined;
    if (holder && isKnown && (holder.port !== port || holder.protocols.includes(protocol))) {
      return { ...invalid(field, "provided port is already allocated"), topic: "node-port-taken" };
    }
    if (isKnown) given.set(nodePort, { port, protocols: [...(holder?.protocols ?? []), protocol] });
  }
  return undefined;
}

function outOfRange(field: Field, from: number, to: number): ApiFault {
  return { ...invalid(field, rangeWords(from, to)), topic: "node-port" };
}

function rangeWords(from: number, to: number): string {
  return `provided port is not in the valid range. The range of valid ports is ${from}-${to}`;
}

/** Wanted by a LoadBalancer with `externalTrafficPolicy: Local`; a bad one is an answer 500. */
function healthCheckFault(service: Field, { nodePortRange: { from, to } }: ApiContext): ApiFault | undefined {
  const field = at(specOf(service), "healthCheckNodePort");
  const port = integer(field, 0);
  const isWanted =
    typeOf(service) === "LoadBalancer" && text(at(specOf(service), "externalTrafficPolicy")) === "Local";
  if (!isWanted || port === undefined || port === 0 || isUnknown(field)) return undefined;
  const taken = items(at(specOf(service), "ports")).some((each) => integer(at(each, "nodePort")) === port);
  if (port >= from && port <= to && !taken) return undefined;
  const why = taken ? "provided port is already allocated" : rangeWords(from, to);
  const fault = invalid(field, `failed to allocate requested HealthCheck NodePort ${port}: ${why}`);
  return { ...fault, error: "InternalError", ...(taken ? {} : { topic: "node-port" as const }) };
}
