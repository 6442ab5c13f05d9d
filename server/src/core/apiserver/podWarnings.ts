/** What kube-apiserver warns of in pods: ports that are declared twice, and names that are no host names. */
import { type ApiWarning, warning } from "./fault.ts";
import { at, type Field, integer, isEmpty, items, text } from "./field.ts";
import { dnsLabel } from "./grammar/dnsName.ts";
import { portsOf } from "./podSpec.ts";
import { isAtLeast, type Version } from "./version.ts";

export function portWarnings(spec: Field): readonly ApiWarning[] {
  // Sidecars start first; other init containers are gone when the pod's ports are asked for.
  const sidecars = items(at(spec, "initContainers")).filter(
    (each) => text(at(each, "restartPolicy")) === "Always",
  );
  const ports = [...sidecars, ...items(at(spec, "containers"))].flatMap(portsOf).map(declared);
  return [
    ...ports.flatMap(({ field, hostIP, hostPort }) =>
      hostIP !== "" && hostPort === 0 ? [said(field, "hostIP set without hostPort")] : [],
    ),
    ...numbersTwice(ports),
    ...namesTwice(ports),
  ];
}

interface Declared {
  readonly field: Field;
  readonly name: string | undefined;
  readonly number: number | undefined;
  readonly protocol: string | undefined;
  readonly hostIP: string | undefined;
  readonly hostPort: number | undefined;
}

function declared(field: Field): Declared {
  return {
    field,
    name: text(at(field, "name"), ""),
    number: integer(at(field, "containerPort"), 0),
    protocol: text(at(field, "protocol"), "TCP"),
    hostIP: text(at(field, "hostIP"), ""),
    hostPort: integer(at(field, "hostPort"), 0),
  };
}

function numbersTwice(ports: readonly Declared[]): readonly ApiWarning[] {
  const before = new Map<string, Declared[]>();
  return ports.flatMap((port) => {
    if (port.number === undefined || port.protocol === undefined) return [];
    const key = `${port.number}/${port.protocol}`;
    const same = before.get(key) ?? [];
    // Of a hundred copies nobody reads the pairs.
    const said = same.slice(0, MOST_COPIES).flatMap((other) => twice(port, other));
    before.set(key, [...same.slice(0, MOST_COPIES), port]);
    return said;
  });
}

const MOST_COPIES = 20;

function twice(port: Declared, other: Declared): readonly ApiWarning[] {
  const kind = conflict(port, other);
  return kind === undefined
    ? []
    : [said(port.field, `${kind} port definition with ${other.field.serverPath}`)];
}

function conflict(a: Declared, b: Declared): string | undefined {
  const isKnown = [a, b].every(({ hostIP, hostPort }) => hostIP !== undefined && hostPort !== undefined);
  if (!isKnown) return undefined;
  if (a.hostIP === b.hostIP && a.hostPort === b.hostPort) return "duplicate";
  if (a.hostPort === 0 || b.hostPort === 0) return "overlapping";
  const isOneOpen = (a.hostIP === "") !== (b.hostIP === "");
  return a.hostPort === b.hostPort && isOneOpen ? "dangerously ambiguous" : undefined;
}

function namesTwice(ports: readonly Declared[]): readonly ApiWarning[] {
  const first = new Map<string, string>();
  return ports.flatMap(({ field, name }) => {
    if (name === undefined || name === "") return [];
    const winner = first.get(name);
    if (winner === undefined) first.set(name, field.serverPath);
    // Within one container it is refused.
    if (winner === undefined || containerOf(winner) === containerOf(field.serverPath)) return [];
    const follows = `services and probes that select ports by name will use ${winner}`;
    return [said(field, `duplicate port name "${name}" with ${winner}, ${follows}`)];
  });
}

function containerOf(path: string): string {
  return path.slice(0, path.lastIndexOf(".ports["));
}

function said(field: Field, message: string): ApiWarning {
  return { ...warning(field, `${field.serverPath}: ${message}`), at: { path: field.path, part: "item" } };
}

/** A pod is called after its name, and a host's name has no dots. */
export function nameWarnings(object: Field, use: string, version: Version): readonly ApiWarning[] {
  const name = at(object, "metadata", "name");
  const wrong = isEmpty(name) || !isAtLeast(version, 27) ? [] : dnsLabel(text(name) ?? "a");
  if (wrong.length === 0) return [];
  const why = `this is used in ${use}, which can result in surprising behavior`;
  return [warning(name, `metadata.name: ${why}; a DNS label is recommended: [${wrong.join(" ")}]`)];
}
