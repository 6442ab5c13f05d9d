import type { EndpointsObject, Net, Service } from "../network/net.ts";
import type { EndpointPort } from "../resources/endpoints.ts";
import type { ServicePort } from "../resources/service.ts";
import { protocolOf } from "../resources/workload.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { type Finding, type Fix, rule } from "./rule.ts";
import { isEndpoints } from "./subjects.ts";
import { called, listed, quoted } from "./words.ts";

const manifests = (service: string, slice: string) => `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  ports:
    - ${service}port: 5432
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: IPv4
ports:
  - ${slice}port: 5432
endpoints:
  - addresses:
      - 192.0.2.10
`;

export const endpointSlicePortName = rule<EndpointsObject>({
  code: "PTL511",
  name: "endpoint-slice-port-name",
  severity: "warning",
  levels: [
    {
      severity: "warning",
      when: "no port of that name and protocol exists, so a port of the Service gets no endpoints",
    },
    {
      severity: "information",
      when: "the names fit, and the Service's `targetPort` is another number: it is not used without a selector",
    },
    {
      severity: "silent",
      when: "another slice has the port, the Service is headless (its names resolve all the same), or a name is not known",
    },
  ],
  subject: isEndpoints,
  summary: "A hand-written endpoint's port does not bear the name of the Service's port.",
  why: `Endpoints are joined to a Service's ports [by name and protocol](https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors),
never by number: the port's \`name\` has to be the same in both, and absent in both when the Service's only port has none.
Otherwise the Service port has no endpoints, and connections are refused. Where traffic goes is the number in the endpoints; the
Service's \`targetPort\` means nothing without a selector.`,
  remedy: `Give the endpoint's port the name of the Service's port. The quick fix is safe where each side has one port only.`,
  examples: {
    bad: [
      { yaml: manifests("", "name: postgres\n    "), note: "The Service's port has no name." },
      { yaml: manifests("name: postgres\n      ", "name: pg\n    "), note: "`pg` is not `postgres`." },
    ],
    good: [
      { yaml: manifests("", ""), note: "No name on either side." },
      { yaml: manifests("name: postgres\n      ", "name: postgres\n    "), note: "One name on both sides." },
    ],
  },
  *check(subject, net) {
    const service = serviceOf(subject, net);
    if (!service) return;
    const lacking = lackingPorts(service, net);
    for (const port of portsOf(subject)) {
      if (service.spec.ports.some((each) => mayMean(each, port))) yield* number(subject, service, port);
      else if (lacking.length > 0) yield finding(subject, service, port, lacking);
    }
  },
  fixes(finding, subject, net) {
    const service = serviceOf(subject, net);
    const port = portsOf(subject).find((each) => isAt(finding, each));
    if (!service || !port) return [];
    return finding.data === "number"
      ? numberFixes(subject, service, port)
      : nameFixes(subject, service, port, net);
  },
});

/** A Service whose traffic goes through the ports of these endpoints. */
function serviceOf(subject: EndpointsObject, net: Net): Service | undefined {
  const owner = net.ownerOf(subject.id);
  if (owner.kind !== "found" || subject.spec.open) return undefined;
  const { type, clusterIP, selector } = owner.service.spec;
  const isProxied = type === undefined || (isKnown(type) && type.value !== "ExternalName");
  const hasAddress = clusterIP === undefined || (isKnown(clusterIP) && clusterIP.value !== "None");
  return isProxied && hasAddress && selector === undefined ? owner.service : undefined;
}

function portsOf({ spec }: EndpointsObject): readonly EndpointPort[] {
  return spec.subsets.flatMap((subset) => subset.ports);
}

/** The Service's ports that no endpoints of it have, certainly. */
function lackingPorts(service: Service, net: Net): readonly ServicePort[] {
  const all = net.endpointsFor(service.id);
  if (all.some(({ spec }) => spec.open)) return [];
  const ports = all.flatMap(portsOf);
  return service.spec.ports.filter((each) => !ports.some((port) => mayMean(each, port)));
}

function mayMean(own: ServicePort, port: EndpointPort): boolean {
  if ([own.name, port.name, own.protocol, port.protocol].some((each) => each && !isKnown(each))) return true;
  return nameOf(own) === nameOf(port) && valueOf(protocolOf(own)) === valueOf(protocolOf(port));
}

/** The empty name is that of a port without one. */
function nameOf({ name }: ServicePort | EndpointPort): string {
  return valueOf(name) ?? "";
}

function isAt({ at }: Finding, { path }: EndpointPort): boolean {
  return path.every((step, index) => step === at.path[index]);
}

function finding(
  subject: EndpointsObject,
  service: Service,
  port: EndpointPort,
  lacking: readonly ServicePort[],
): Finding {
  const namesake = lacking.find((each) => nameOf(each) === nameOf(port));
  const own = namesake ? [namesake] : lacking;
  const named = nameOf(port) === "" ? "has no name" : `is called ${quoted(nameOf(port))}`;
  const numbers = listed(own.map((each) => String(valueOf(each.port) ?? nameOf(each))));
  const differs = namesake
    ? `is ${valueOf(protocolOf(port))}, that of ${called(service)} ${valueOf(protocolOf(namesake))}`
    : `${named}, ${own.length > 1 ? "those" : "that"} of ${called(service)} ${namesOf(own)}`;
  return {
    at: { id: subject.id, path: [...port.path, namesake ? "protocol" : "name"], part: "value" },
    message:
      `The port of ${called(subject)} ${differs}. Ports are joined by name and protocol, so port ${numbers} of ` +
      `${called(service)} has no endpoints here.`,
    severity: "warning",
    related: own.slice(0, 3).map((each) => ({
      at: { id: service.id, path: ["spec", "ports", each.index, "port"], part: "value" },
      message: `port ${valueOf(each.port) ?? ""} of ${called(service)}`,
    })),
  };
}

function namesOf(ports: readonly ServicePort[]): string {
  const names = ports.map((port) => (nameOf(port) === "" ? "no name" : quoted(nameOf(port))));
  const isNameless = names.length === 1 && names[0] === "no name";
  return isNameless ? "has none" : `${names.length > 1 ? "are" : "is"} ${listed(names)}`;
}

function nameFixes(subject: EndpointsObject, service: Service, port: EndpointPort, net: Net): readonly Fix[] {
  const lacking = lackingPorts(service, net);
  const namesake = lacking.find((each) => nameOf(each) === nameOf(port));
  if (namesake) return protocolFix(subject, port, valueOf(protocolOf(namesake)));
  const isPlain = service.spec.ports.length === 1 && portsOf(subject).length === 1 && net.complete;
  return lacking
    .filter((each) => valueOf(protocolOf(each)) === valueOf(protocolOf(port)))
    .slice(0, 3)
    .map((each): Fix => {
      const value = nameOf(each);
      const path = [...port.path, "name"];
      const safety = isPlain ? "safe" : "suggestion";
      return value === ""
        ? { title: "Remove the port's name", safety, changes: [{ type: "remove", id: subject.id, path }] }
        : {
            title: `Name the port ${quoted(value)}`,
            safety,
            changes: [{ type: "set", id: subject.id, path, value }],
          };
    });
}

function protocolFix(
  subject: EndpointsObject,
  port: EndpointPort,
  value: string | undefined,
): readonly Fix[] {
  if (value === undefined) return [];
  const path = [...port.path, "protocol"];
  const changes = [{ type: "set" as const, id: subject.id, path, value }];
  return [{ title: `Set protocol to ${value}`, safety: "suggestion", changes }];
}

/** The port of the Service that this one feeds, and its `targetPort`, where that is another number. */
function idleTarget(service: Service, port: EndpointPort): { own: ServicePort; target: number } | undefined {
  const own = service.spec.ports.find((each) => mayMean(each, port));
  const target = valueOf(own?.targetPort);
  const goes = valueOf(port.port);
  const isIdle = typeof target === "number" && goes !== undefined && goes !== target;
  return own && isIdle ? { own, target } : undefined;
}

function* number(subject: EndpointsObject, service: Service, port: EndpointPort): Iterable<Finding> {
  const idle = idleTarget(service, port);
  if (!idle) return;
  yield {
    at: { id: subject.id, path: [...port.path, "port"], part: "value" },
    message:
      `Traffic of port ${valueOf(idle.own.port)} of ${called(service)} goes to ${valueOf(port.port)}, as stands here; ` +
      `targetPort ${idle.target} is not used, since the Service has no selector.`,
    severity: "information",
    data: "number",
    related: [
      {
        at: { id: service.id, path: ["spec", "ports", idle.own.index, "targetPort"], part: "value" },
        message: `targetPort of ${called(service)}`,
      },
    ],
  };
}

function numberFixes(subject: EndpointsObject, service: Service, port: EndpointPort): readonly Fix[] {
  const idle = idleTarget(service, port);
  const goes = valueOf(port.port);
  if (!idle || goes === undefined) return [];
  const path = ["spec", "ports", idle.own.index, "targetPort"];
  return [
    {
      title: `Send traffic to ${idle.target}, as ${called(service)} says`,
      safety: "suggestion",
      changes: [{ type: "set", id: subject.id, path: [...port.path, "port"], value: idle.target }],
    },
    {
      title: `Set targetPort of ${called(service)} to ${goes}`,
      safety: "suggestion",
      changes: [{ type: "set", id: service.id, path, value: goes }],
    },
  ];
}
