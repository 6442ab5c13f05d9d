/** What of a pod concerns networking: ports of containers, their probes, the host's network, the pod's own name (core/v1). */
import { type ApiFault, duplicate, invalid, required } from "./fault.ts";
import { at, type Field, flag, integer, isSet, isUnknown, items, text } from "./field.ts";
import { dnsLabel } from "./grammar/dnsName.ts";
import { portName } from "./grammar/port.ts";
import { grammatical, portNamed, portOf, portOrName, protocolOf } from "./values.ts";

/** `spec` is the pod's: `spec` of a Pod, `spec.template.spec` of what makes pods. */
export function podSpecFaults(spec: Field): readonly ApiFault[] {
  const containers = items(at(spec, "containers"));
  const beginners = items(at(spec, "initContainers"));
  return [
    ...[...containers, ...beginners].flatMap(container),
    ...hostPortsTwice(containers),
    ...beginners.flatMap((each) => hostPortsTwice([each])),
    ...(flag(at(spec, "hostNetwork")) === true ? hostNetwork(containers) : []),
    ...grammatical(at(spec, "hostname"), dnsLabel),
    ...grammatical(at(spec, "subdomain"), dnsLabel),
  ];
}

export function portsOf(container: Field): readonly Field[] {
  return items(at(container, "ports"));
}

function container(field: Field): readonly ApiFault[] {
  return [
    ...portsOf(field).flatMap(port),
    ...namesTwice(field),
    ...["livenessProbe", "readinessProbe", "startupProbe"].flatMap((name) => probe(at(field, name))),
  ];
}

function port(field: Field): readonly ApiFault[] {
  const [containerPort, hostPort] = [at(field, "containerPort"), at(field, "hostPort")];
  const isMissing = integer(containerPort, 0) === 0 && !isUnknown(field);
  return [
    ...portNamed(at(field, "name")),
    ...(isMissing ? [withoutNumber(field, containerPort)] : portOf(containerPort)),
    ...(integer(hostPort, 0) === 0 ? [] : portOf(hostPort)),
    ...protocolOf(at(field, "protocol")),
  ];
}

function withoutNumber(field: Field, containerPort: Field): ApiFault {
  const fault = required(containerPort);
  const other = ["port", "targetPort"].find((name) => isSet(at(field, name)));
  return other === undefined
    ? { ...fault, advice: "A port of a container is a number from 1 to 65535." }
    : { ...fault, advice: `A container's port is written \`containerPort\`, not \`${other}\`.` };
}

/** Names may come back in another container, not in the same one. */
function namesTwice(container: Field): readonly ApiFault[] {
  const seen = new Set<string>();
  return portsOf(container).flatMap((each) => {
    const field = at(each, "name");
    const name = text(field, "");
    if (name === undefined || name === "" || portName(name).length > 0) return [];
    if (seen.has(name))
      return [{ ...duplicate(field), advice: "Services and probes could not tell the two ports apart." }];
    seen.add(name);
    return [];
  });
}

/** The same port of the host for two ports of one pod. */
function hostPortsTwice(containers: readonly Field[]): readonly ApiFault[] {
  const seen = new Set<string>();
  return containers.flatMap(portsOf).flatMap((each) => {
    const field = at(each, "hostPort");
    const number = integer(field, 0);
    const protocol = text(at(each, "protocol"), "TCP");
    const address = text(at(each, "hostIP"), "");
    if (number === undefined || number === 0 || protocol === undefined || address === undefined) return [];
    const key = `${protocol}/${address}/${number}`;
    if (seen.has(key)) {
      const advice = "A port of the node leads to one port of the pod.";
      return [{ ...duplicate(field, JSON.stringify(key)), advice }];
    }
    seen.add(key);
    return [];
  });
}

/** On the host's network a port of the container is one of the host: two numbers contradict each other. */
function hostNetwork(containers: readonly Field[]): readonly ApiFault[] {
  return containers.flatMap(portsOf).flatMap((each) => {
    const field = at(each, "hostPort");
    const [onHost, own] = [integer(field, 0), integer(at(each, "containerPort"))];
    if (onHost === undefined || onHost === 0 || own === undefined || own === onHost) return [];
    const changes = [{ type: "remove", path: field.path } as const];
    return [
      {
        ...invalid(field, "must match `containerPort` when `hostNetwork` is true"),
        advice: `The pod is on the host's network, so its port ${own} is the host's port ${own}.`,
        fix: { title: `Remove \`hostPort: ${onHost}\``, safety: "suggestion" as const, changes },
      },
    ];
  });
}

function probe(field: Field): readonly ApiFault[] {
  return ["httpGet", "tcpSocket"].flatMap((name) => {
    const action = at(field, name);
    const target = at(action, "port");
    if (!isSet(action) || isUnknown(action)) return [];
    return isSet(target) ? portOrName(target) : [withoutPort(target)];
  });
}

function withoutPort(field: Field): ApiFault {
  return {
    ...invalid(field, "must be between 1 and 65535, inclusive"),
    value: "0",
    advice: "A probe needs the port it asks, by number or by a container port's name.",
  };
}
