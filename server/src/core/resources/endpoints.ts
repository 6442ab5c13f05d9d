/**
 * Hand-written Endpoints (v1) and EndpointSlice (discovery.k8s.io/v1): the Service they belong to, the addresses and the ports
 * of each. Both kinds have one shape here: a slice is one subset, and an Endpoints address is an endpoint with one address.
 */
import { type Known, known, valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { booleanOf, integerOf, textOf } from "../value/scalar.ts";
import { entriesOf, itemsOf, member, memberAt, type Value } from "../value/value.ts";
import { type LabelMap, labelAt } from "./labels.ts";

export interface EndpointsFacts {
  readonly family: "endpoints";
  /** The Service's name: the object's own for Endpoints, the label `kubernetes.io/service-name` for EndpointSlice. */
  readonly service: Known<string> | undefined;
  /** EndpointSlice `addressType`: IPv4, IPv6 or FQDN; undefined for Endpoints, which may mix families. */
  readonly addressType: Known<string> | undefined;
  readonly subsets: readonly EndpointSubset[];
  /** Addresses or ports cannot be read: an expression stands in their place. */
  readonly open: boolean;
}

/** Addresses that share their ports: `subsets[i]` of Endpoints, the whole of an EndpointSlice. */
export interface EndpointSubset {
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly Endpoint[];
}

export interface EndpointPort {
  /** `ports[0]`, or `subsets[0].ports[0]`. */
  readonly path: Path;
  /** Absent means the empty name, that of a Service's only port without one. */
  readonly name: Known<string> | undefined;
  /** Absent in a slice means not restricted; kube-proxy leaves such a port out. */
  readonly port: Known<number> | undefined;
  /** Absent means TCP. */
  readonly protocol: Known<string> | undefined;
  readonly appProtocol: Known<string> | undefined;
}

export interface Endpoint {
  readonly addresses: readonly EndpointAddress[];
  readonly hostname: Known<string> | undefined;
  readonly nodeName: Known<string> | undefined;
  readonly zone: Known<string> | undefined;
  /** Absent means ready; `notReadyAddresses` of Endpoints are not. */
  readonly ready: Known<boolean> | undefined;
  /** Absent means the same as `ready`. */
  readonly serving: Known<boolean> | undefined;
  /** Absent means false. */
  readonly terminating: Known<boolean> | undefined;
  /** Of a slice; left out where there are none. */
  readonly hints?: EndpointHints;
}

/** `hints.forZones` and `hints.forNodes`, by name: for whom the endpoint is meant. */
export interface EndpointHints {
  readonly zones: readonly string[];
  readonly nodes: readonly string[];
}

export interface EndpointAddress {
  /** `endpoints[0].addresses[0]`, or `subsets[0].addresses[0].ip`. */
  readonly path: Path;
  readonly address: Known<string>;
}

export function endpointsFacts(
  root: Value,
  kind: string,
  name: Known<string> | undefined,
  labels: LabelMap,
): EndpointsFacts {
  if (kind === "Endpoints") {
    const subsets = itemsOf(member(root, "subsets")).map(endpointsSubset);
    const open = isExpression(root, "subsets", "addresses", "notReadyAddresses", "ports");
    return { family: "endpoints", service: name ?? known(""), addressType: undefined, subsets, open };
  }
  return {
    family: "endpoints",
    service: labelAt(labels, "kubernetes.io/service-name"),
    addressType: textOf(member(root, "addressType")),
    subsets: [
      {
        ports: portsAt(root, []),
        endpoints: itemsOf(member(root, "endpoints")).map(sliceEndpoint),
      },
    ],
    open: isExpression(root, "endpoints", "addresses", "ports"),
  };
}

function sliceEndpoint(value: Value, index: number): Endpoint {
  const condition = (name: string) => booleanOf(memberAt(value, "conditions", name));
  return {
    addresses: itemsOf(member(value, "addresses")).flatMap((item, at) =>
      addressAt(item, ["endpoints", index, "addresses", at]),
    ),
    hostname: textOf(member(value, "hostname")),
    nodeName: textOf(member(value, "nodeName")),
    zone: textOf(member(value, "zone")),
    ready: condition("ready"),
    serving: condition("serving"),
    terminating: condition("terminating"),
    ...hintsOf(value),
  };
}

function hintsOf(endpoint: Value): Pick<Endpoint, "hints"> {
  const names = (key: string) =>
    itemsOf(memberAt(endpoint, "hints", key)).flatMap((item) => valueOf(textOf(member(item, "name"))) ?? []);
  const [zones, nodes] = [names("forZones"), names("forNodes")];
  return zones.length + nodes.length > 0 ? { hints: { zones, nodes } } : {};
}

function endpointsSubset(value: Value, index: number): EndpointSubset {
  const path: Path = ["subsets", index];
  return {
    ports: portsAt(value, path),
    endpoints: [...endpointsAt(value, path, "addresses"), ...endpointsAt(value, path, "notReadyAddresses")],
  };
}

function endpointsAt(
  subset: Value,
  path: Path,
  list: "addresses" | "notReadyAddresses",
): readonly Endpoint[] {
  return itemsOf(member(subset, list)).map((value, index) => ({
    addresses: addressAt(member(value, "ip"), [...path, list, index, "ip"]),
    hostname: textOf(member(value, "hostname")),
    nodeName: textOf(member(value, "nodeName")),
    zone: undefined,
    ready: known(list === "addresses"),
    serving: undefined,
    terminating: undefined,
  }));
}

function addressAt(value: Value | undefined, path: Path): readonly EndpointAddress[] {
  const address = textOf(value);
  return address === undefined ? [] : [{ path, address }];
}

function portsAt(value: Value, path: Path): readonly EndpointPort[] {
  return itemsOf(member(value, "ports")).map((port, index) => ({
    path: [...path, "ports", index],
    name: withoutEmpty(textOf(member(port, "name"))),
    port: integerOf(member(port, "port")),
    protocol: textOf(member(port, "protocol")),
    appProtocol: textOf(member(port, "appProtocol")),
  }));
}

function withoutEmpty(text: Known<string> | undefined): Known<string> | undefined {
  return text && "value" in text && text.value === "" ? undefined : text;
}

/** Whether text stands where a list should, at one of these keys, however deep. */
function isExpression(value: Value, ...keys: readonly string[]): boolean {
  if (value.type === "sequence") return value.items.some((item) => isExpression(item, ...keys));
  return entriesOf(value).some(({ key, value: each }) => {
    if (!keys.includes(key)) return false;
    return each.type === "scalar" ? textOf(each) !== undefined : isExpression(each, ...keys);
  });
}
