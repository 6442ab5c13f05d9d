/** What container ports and probes mean in this very manifest: which Services lead here, and which port is asked. */
import type { PodPort, Workload } from "../../../network/net.ts";
import type { Container, ContainerPort } from "../../../resources/workload.ts";
import { valueOf } from "../../../value/known.ts";
import { code, escaped } from "../../markdown.ts";
import { numberOf, podsOfAll } from "../../pods.ts";
import { listed, nameOf } from "../../words.ts";
import { type Field, type HereTable, valueAt, writtenText } from "./field.ts";
import { servicesText } from "./pods.ts";

export const containerHere: HereTable<Workload> = {
  "container.ports": (field) => [reach(field, undefined)],
  "container.ports[].containerPort": (field) => [reach(field, portOf(field)), ...probedBy(field)],
  "container.ports[].name": (field) => [...meaning(field), reach(field, portOf(field)), ...probedBy(field)],
  "container.ports[].protocol": (field) => [reach(field, portOf(field))],
  "container.ports[].hostPort": hostPort,
  "container.readinessProbe": readiness,
  "container.probe.httpGet.port": probed,
  "container.probe.tcpSocket.port": probed,
  "container.probe.grpc.port": probed,
};

/** The container that a path leads through; undefined for an init container that ends. */
function containerOf({ resource, path }: Field<Workload>): Container | undefined {
  const at = resource.spec.podPath.length + 1;
  const [list, index] = path.slice(at);
  return resource.spec.containers.find((each) => each.list === list && each.index === index);
}

function portOf(field: Field<Workload>): ContainerPort | undefined {
  const index = field.path[field.resource.spec.podPath.length + 4];
  return containerOf(field)?.ports.find((each) => each.index === index);
}

/** Which ports of which Services lead to a port; without one, to any of the container. */
function reach(field: Field<Workload>, port: ContainerPort | undefined): string {
  const { net, resource } = field;
  const container = containerOf(field);
  if (!container) return "an init container that ends: no Service leads to its ports";
  const services = net.servicesOf(resource.id);
  const ways = services.flatMap((service) =>
    net.targets(service.id).flatMap(({ index, pods }) => {
      const hits = pods.some(
        (pod) => pod.workload.id === resource.id && leadsTo(pod.answer, container, port),
      );
      const number = valueOf(service.spec.ports.find((each) => each.index === index)?.port);
      return hits && number !== undefined ? [code(`${nameOf(service)}:${number}`)] : [];
    }),
  );
  if (ways.length > 0) return `reached by ${listed(ways)}`;
  return services.length === 0
    ? "no Service that is seen here selects these pods"
    : `no port of ${servicesText(services)} leads here`;
}

function leadsTo(answer: PodPort["answer"], container: Container, port: ContainerPort | undefined): boolean {
  if (answer.kind !== "declared" && answer.kind !== "other-protocol") return false;
  const own = port === undefined ? container.ports : [port];
  const isOwn = answer.container === valueOf(container.name);
  return isOwn && own.some(({ containerPort }) => valueOf(containerPort) === answer.port);
}

function meaning(field: Field<Workload>): readonly string[] {
  const number = valueOf(portOf(field)?.containerPort);
  return number === undefined ? [] : [`port ${number}`];
}

function probedBy(field: Field<Workload>): readonly string[] {
  const port = portOf(field);
  const [number, name] = [valueOf(port?.containerPort), valueOf(port?.name)];
  const probes = containerOf(field)?.probes.filter((probe) => {
    const asked = valueOf<number | string>(probe.port);
    return asked !== undefined && (asked === number || asked === name);
  });
  if (probes === undefined || probes.length === 0) return [];
  return [`asked by its ${listed(probes.map(({ field: each }) => each))}`];
}

function hostPort({ db, net, resource }: Field<Workload>): readonly string[] {
  const count = numberOf(podsOfAll(db, net, [resource]));
  if (count === undefined || count < 2) return [];
  return [`${count} pods need ${count} nodes`];
}

function readiness(field: Field<Workload>): readonly string[] {
  const services = field.net.servicesOf(field.resource.id);
  if (services.length === 0) return ["no Service that is seen here selects these pods"];
  const isUnready = services.filter(({ spec }) => valueOf(spec.publishNotReadyAddresses) === true);
  const all = `decides on traffic of ${servicesText(services)}`;
  return isUnready.length === 0
    ? [all]
    : [all, `${servicesText(isUnready)} publishes pods that are not ready, too`];
}

/** What a probe's port is: a probe looks for names in its own container only. */
function probed(field: Field<Workload>): readonly string[] {
  const container = containerOf(field);
  const written = writtenText(valueAt(field.document, field.path));
  if (!container || written === undefined) return [];
  const name = escaped(valueOf(container.name) ?? "this one");
  const ports = container.ports.flatMap((port) => {
    const number = valueOf(port.containerPort);
    return number === undefined ? [] : [{ number, name: valueOf(port.name) }];
  });
  const named = ports.find((port) => port.name === written);
  if (named) return [`${code(written)} is port ${named.number} of container ${name}`];
  if (ports.some(({ number }) => String(number) === written)) return [`declared by container ${name}`];
  if (container.open) return [];
  const isNumber = /^\d+$/.test(written);
  const declared = ports.map((port) => code(port.name ?? port.number));
  const has = declared.length > 0 ? `, it declares ${listed(declared)}` : ", it declares no ports";
  return [
    isNumber
      ? `container ${name} does not declare it${has}: well if something listens there`
      : `container ${name} declares no port ${code(written)}${has}: the probe fails`,
  ];
}
