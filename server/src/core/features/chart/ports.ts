/** The rows of Services and of workloads: one a port, with ids that both ends of an edge agree on. */
import type { Service, Workload } from "../../network/net.ts";
import type { ServicePort } from "../../resources/service.ts";
import { type ContainerPort, protocolOf } from "../../resources/workload.ts";
import { isKnown, valueOf } from "../../value/known.ts";
import type { Path } from "../../value/path.ts";
import { rowPart, unique } from "./ids.ts";
import type { PieceRow } from "./piece.ts";
import { shown, type View } from "./view.ts";

/** One a port; an ExternalName has none that count. */
export function serviceRows({ id, spec }: Service): readonly PieceRow[] {
  if (valueOf(spec.type) === "ExternalName") return [];
  const ids = unique(spec.ports.map(rowName));
  return spec.ports.map((port, index) => ({
    id: ids[index] ?? "",
    text: portWords(port),
    origin: { id, path: ["spec", "ports", index] },
  }));
}

/** The name of a port, or its number. */
function rowName(port: ServicePort): string {
  const name = valueOf(port.name) ?? "";
  return name === "" ? numberWords(port).slice(1) : name;
}

/** `:80`, `:53/UDP`. */
export function numberWords(port: ServicePort): string {
  return `:${shown(port.port)}${protocolWords(shown(protocolOf(port)))}`;
}

function protocolWords(protocol: string): string {
  return protocol === "TCP" ? "" : `/${protocol}`;
}

/** `http :80 → 8080`. */
function portWords(port: ServicePort): string {
  const name = port.name === undefined ? "" : `${shown(port.name)} `;
  const target = port.targetPort;
  const isSame = target === undefined || (isKnown(port.port) && valueOf(target) === port.port.value);
  return `${name}${numberWords(port)}${isSame ? "" : ` → ${shown(target)}`}`;
}

/** A port of a workload's pods, as edges name it. */
export function podRowName(number: number, protocol: string): string {
  return rowPart(`${number}/${protocol}`);
}

interface Declared {
  readonly id: string;
  readonly text: string;
  readonly path: Path;
}

/** The declared ports, in the order of the manifest; then those that a Service sends to and nobody declares. */
export function workloadRows(view: View & { readonly resource: Workload }): readonly PieceRow[] {
  const { resource } = view;
  const declared = declaredRows(resource);
  const ids = unique(declared.map(({ id }) => id));
  const rows = declared.map(({ text, path }, index) => ({
    id: ids[index] ?? "",
    text,
    origin: { id: resource.id, path },
  }));
  const others = undeclaredPorts(view).filter((name) => !ids.includes(name));
  return [
    ...rows,
    ...others.map((name) => ({ id: name, text: `${name} · not declared`, origin: undefined })),
  ];
}

function declaredRows({ spec }: Workload): readonly Declared[] {
  return spec.containers.flatMap(({ name, list, index, ports }) =>
    ports.map((port) => {
      const [number, protocol] = [shown(port.containerPort), shown(protocolOf(port))];
      return {
        id: `${number}/${protocol}`,
        text: `${shown(name)} · ${nameWords(port)}${number}/${protocol}`,
        path: [...spec.podPath, "spec", list, index, "ports", port.index],
      };
    }),
  );
}

function nameWords({ name }: ContainerPort): string {
  return name === undefined ? "" : `${shown(name)} `;
}

/** Ports to which a Service certainly sends, by number. */
function undeclaredPorts({ net, resource }: View): readonly string[] {
  const names = net.servicesOf(resource.id).flatMap((service) =>
    net.targets(service.id).flatMap(({ index, pods }) =>
      pods.flatMap(({ workload, answer }) => {
        if (workload.id !== resource.id || answer.kind !== "undeclared") return [];
        const port = service.spec.ports[index];
        return [podRowName(answer.port, port ? shown(protocolOf(port)) : "TCP")];
      }),
    ),
  );
  return [...new Set(names)].toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
}
