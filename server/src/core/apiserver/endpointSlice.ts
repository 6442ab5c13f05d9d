/** EndpointSlice (discovery.k8s.io/v1), as kube-apiserver validates it. */
import { endpointAddress, endpointAddressWarnings, special } from "./endpointAddress.ts";
import { type ApiFault, duplicate, invalid, required, tooMany } from "./fault.ts";
import { at, type Field, isEmpty, isSet, isUnknown, items, text } from "./field.ts";
import { readAddress } from "./grammar/address.ts";
import { addressForm, NO_ADDRESS } from "./grammar/addressWords.ts";
import { dnsLabel, dnsSubdomain, fullyQualifiedName } from "./grammar/dnsName.ts";
import { labelKey, labelValue } from "./grammar/label.ts";
import type { ApiContext, Kind } from "./kind.ts";
import { choice, grammatical, protocolOf } from "./values.ts";
import { isAtLeast } from "./version.ts";

const TYPES = ["FQDN", "IPv4", "IPv6"];

export const endpointSlice: Kind = {
  apiVersion: "discovery.k8s.io/v1",
  kind: "EndpointSlice",
  isNamespaced: true,
  struct: "EndpointSlice",
  name: dnsSubdomain,
  isFragment: (object) => ["addressType", "endpoints", "ports"].every((name) => !isSet(at(object, name))),
  validate(object, context) {
    const type = at(object, "addressType");
    return [
      ...(isSet(type) ? choice(type, TYPES) : [withoutType(type, object)]),
      ...endpointFaults(at(object, "endpoints"), text(type), context),
      ...portFaults(at(object, "ports")),
    ];
  },
  warnings(object, { version }) {
    const type = at(object, "addressType");
    if (text(type) === "FQDN") {
      return [
        {
          at: { path: type.path, part: "value" },
          message: "spec.addressType: FQDN endpoints are deprecated",
        },
      ];
    }
    const all = items(at(object, "endpoints")).flatMap((each) => items(at(each, "addresses")));
    return isAtLeast(version, 33) ? all.flatMap(endpointAddressWarnings) : [];
  },
};

function withoutType(type: Field, object: Field): ApiFault {
  const all = items(at(object, "endpoints")).flatMap((each) => items(at(each, "addresses")));
  const families = new Set(all.map((each) => readAddress(text(each) ?? "")?.family));
  const [family] = families.size === 1 ? families : [];
  const fault = {
    ...required(type),
    advice: "It says what kind of addresses the slice holds: `IPv4`, `IPv6` or `FQDN`.",
  };
  if (family === undefined) return fault;
  const changes = [{ type: "set", path: type.path, value: family } as const];
  return { ...fault, fix: { title: `Add \`addressType: ${family}\``, safety: "safe", changes } };
}

const MOST_ENDPOINTS = 1000;
const MOST_ADDRESSES = 100;
const MOST_HINTS = 8;
const MOST_PORTS = 20_000;

function endpointFaults(field: Field, type: string | undefined, context: ApiContext): readonly ApiFault[] {
  const all = items(field);
  if (all.length > MOST_ENDPOINTS) return [tooMany(field, all.length, MOST_ENDPOINTS)];
  return all.flatMap((endpoint) => [
    ...addressFaults(at(endpoint, "addresses"), type, context),
    ...grammatical(at(endpoint, "hostname"), dnsLabel),
    ...grammatical(at(endpoint, "nodeName"), dnsSubdomain),
    ...hints(at(endpoint, "hints", "forZones"), labelValue),
    ...hints(at(endpoint, "hints", "forNodes"), dnsSubdomain),
  ]);
}

function addressFaults(field: Field, type: string | undefined, context: ApiContext): readonly ApiFault[] {
  const all = items(field);
  if (isUnknown(field)) return [];
  if (isEmpty(field)) return [required(field, "must contain at least 1 address")];
  if (all.length > MOST_ADDRESSES) return [tooMany(field, all.length, MOST_ADDRESSES)];
  return all.flatMap((each) => {
    const written = text(each, "");
    return written === undefined || type === undefined ? [] : address(field, each, written, type, context);
  });
}

function address(
  list: Field,
  field: Field,
  written: string,
  type: string,
  { version }: ApiContext,
): readonly ApiFault[] {
  switch (type) {
    case "IPv4":
      return [...endpointAddress(field, addressForm(version)), ...otherFamily(list, field, written, type)];
    case "IPv6":
      return [...canonical(field, written), ...otherFamily(list, field, written, type)];
    case "FQDN":
      return fullyQualifiedName(written).map((message) => invalid(field, message));
    default:
      return [];
  }
}

/** IPv6 has always been read strictly, and must be written as RFC 5952 says. */
function canonical(field: Field, written: string): readonly ApiFault[] {
  const read = readAddress(written);
  if (!read) return [invalid(field, NO_ADDRESS)];
  if (read.family === "IPv4") return special(field, written);
  if (read.canonical === written) return special(field, written);
  const changes = [{ type: "set", path: field.path, value: read.canonical } as const];
  return [
    {
      ...invalid(field, `must be in canonical form ("${read.canonical}")`),
      fix: { title: `Write \`${read.canonical}\``, safety: "safe", changes },
    },
  ];
}

/** The server names the list, the manifest shows the address. */
function otherFamily(list: Field, field: Field, written: string, type: "IPv4" | "IPv6"): readonly ApiFault[] {
  const read = readAddress(written);
  if (!read || read.family === type) return [];
  const fault = { ...invalid(field, `must be an ${type} address`), serverPath: list.serverPath };
  return [{ ...fault, advice: `\`addressType\` says ${type}; a slice holds addresses of one kind.` }];
}

function hints(field: Field, grammar: typeof labelValue): readonly ApiFault[] {
  const names = items(field).map((each) => at(each, "name"));
  if (names.length > MOST_HINTS) return [tooMany(field, names.length, MOST_HINTS)];
  return [...names.flatMap((each) => grammatical(each, grammar)), ...repeated(names)];
}

function portFaults(field: Field): readonly ApiFault[] {
  const ports = items(field);
  if (ports.length > MOST_PORTS) return [tooMany(field, ports.length, MOST_PORTS)];
  return [
    ...ports.flatMap((port) => [
      ...grammatical(at(port, "name"), dnsLabel),
      ...protocolOf(at(port, "protocol")),
      ...appProtocol(at(port, "appProtocol")),
    ]),
    ...repeated(ports.map((port) => at(port, "name"))),
  ];
}

function appProtocol(field: Field): readonly ApiFault[] {
  const written = isSet(field) ? text(field) : undefined;
  return written === undefined ? [] : labelKey(written).map((message) => invalid(field, message));
}

/** Names that an earlier one has; two that are left out are alike. */
function repeated(names: readonly Field[]): readonly ApiFault[] {
  const seen = new Set<string>();
  return names.flatMap((field) => {
    const name = text(field, "");
    if (name === undefined) return [];
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const advice = "Ports without a name have the same one: leave it out of one port at most.";
    return [{ ...duplicate(field, JSON.stringify(name)), ...(name === "" ? { advice } : {}) }];
  });
}
