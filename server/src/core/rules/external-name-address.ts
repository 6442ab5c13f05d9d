import type { Net, Service } from "../network/net.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { familyOf, isEndpointAddress } from "./addresses.ts";
import { graded } from "./grade.ts";
import { type Change, type Finding, type Fix, type PlainValue, rule, type Severity } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called, listed, nameOf, quoted } from "./words.ts";

const external = (name: string) => `apiVersion: v1
kind: Service
metadata:
  name: legacy
spec:
  type: ExternalName
  externalName: ${name}
`;

export const externalNameAddress = rule<Service>({
  code: "PTL503",
  name: "external-name-address",
  severity: "error",
  levels: [
    {
      severity: "error",
      when: "the name of the Service resolves to nothing, or (for an IPv6 address) the API server refuses it",
    },
    {
      severity: "warning",
      when: "an Ingress or a route names the Service, since a few controllers dial the address themselves; or something of the unit is missing",
    },
    { severity: "silent", when: "the name is filled in later" },
  ],
  subject: isService,
  summary: "An ExternalName is an IP address.",
  why: `[\`externalName\`](https://kubernetes.io/docs/concepts/services-networking/service/#externalname) is a DNS name, to which the
Service's own name becomes an alias. An IPv4 address is accepted, but *as a name made of digits*, and no such name exists in
DNS: CoreDNS answers that the Service does not exist. An IPv6 address is refused.`,
  remedy: `Write the DNS name of the host. If it has none, make the Service headless and put the address into an EndpointSlice, as the
quick fix does: then the Service's name resolves to the address.`,
  examples: {
    bad: [{ yaml: external("192.0.2.10"), note: "`legacy` resolves to nothing." }],
    good: [{ yaml: external("db.example.com"), note: "`legacy` is an alias of `db.example.com`." }],
  },
  *check(subject, net) {
    const address = addressOf(subject);
    const severity = address === undefined ? undefined : severityOf(subject, address, net);
    if (address !== undefined && severity) yield finding(subject, address, severity, net);
  },
  fixes(_finding, subject) {
    const address = addressOf(subject);
    return address === undefined ? [] : byHand(subject, address.replace(/\.$/, ""));
  },
});

function addressOf({ spec }: Service): string | undefined {
  const name = valueOf(spec.type) === "ExternalName" ? valueOf(spec.externalName) : undefined;
  return name !== undefined && familyOf(name) ? name : undefined;
}

function severityOf(subject: Service, address: string, net: Net): Severity | undefined {
  if (familyOf(address) === "IPv6") return "error";
  return net.referrers(subject.id).length > 0 ? "warning" : graded("error", net);
}

function finding(subject: Service, address: string, severity: Severity, net: Net): Finding {
  const at = { id: subject.id, path: ["spec", "externalName"], part: "value" as const };
  if (familyOf(address) === "IPv6") {
    const message = `${quoted(address)} is an IPv6 address; \`externalName\` takes a DNS name, and the API server refuses this one.`;
    return { at, message, severity, apiError: "Invalid", related: [] };
  }
  const users = [...new Set(net.referrers(subject.id).map(({ resource }) => called(resource)))];
  const but =
    users.length > 0
      ? ` A few controllers dial the address themselves, which may do for ${listed(users)}; all others find nothing.`
      : "";
  return {
    at,
    message:
      `${quoted(address)} is an address, which \`externalName\` takes for a name made of digits; DNS has no such name, so ` +
      `${quoted(nameOf(subject))} resolves to nothing.${but}`,
    severity,
    related: [],
  };
}

/** A headless Service without selector answers with the addresses of its slices, as the alias was meant to. */
function byHand(subject: Service, address: string): readonly Fix[] {
  const { selector, ports } = subject.spec;
  const name = valueOf(subject.name);
  const isReadable = ports.every((port) => isKnown(port.port) && (!port.name || isKnown(port.name)));
  if (name === undefined || !isEndpointAddress(address) || !isReadable) return [];
  const id = subject.id;
  const changes: readonly Change[] = [
    { type: "remove", id, path: ["spec", "type"] },
    { type: "set", id, path: ["spec", "externalName"], value: "None" },
    { type: "rename", id, path: ["spec", "externalName"], key: "clusterIP" },
    ...(selector ? [{ type: "remove" as const, id, path: ["spec", "selector"] }] : []),
    { type: "createDocument", after: id, value: sliceOf(subject, name, address) },
  ];
  return [
    {
      title: `Make ${called(subject)} headless, with an EndpointSlice for ${address}`,
      safety: "suggestion",
      changes,
    },
  ];
}

function sliceOf(subject: Service, name: string, address: string): PlainValue {
  const namespace = valueOf(subject.namespace);
  const labels = { "kubernetes.io/service-name": name };
  const ports = subject.spec.ports.map((port): PlainValue => {
    const target = valueOf(port.targetPort);
    const number = typeof target === "number" ? target : (valueOf(port.port) ?? 0);
    const portName = valueOf(port.name);
    const protocol = valueOf(port.protocol);
    return {
      ...(portName === undefined ? {} : { name: portName }),
      port: number,
      ...(protocol === undefined || protocol === "TCP" ? {} : { protocol }),
    };
  });
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: {
      name: `${name}-1`,
      ...(namespace === undefined ? {} : { namespace }),
      labels,
    },
    addressType: "IPv4",
    ...(ports.length === 0 ? {} : { ports }),
    endpoints: [{ addresses: [address] }],
  };
}
