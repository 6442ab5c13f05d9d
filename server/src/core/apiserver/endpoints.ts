/** Endpoints (v1), as kube-apiserver validates it; deprecated since 1.33 in favour of EndpointSlice. */
import { endpointAddress, endpointAddressWarnings } from "./endpointAddress.ts";
import { type ApiFault, invalid, required } from "./fault.ts";
import { at, type Field, isEmpty, isSet, items, text } from "./field.ts";
import { addressForm } from "./grammar/addressWords.ts";
import { dnsLabel, dnsSubdomain } from "./grammar/dnsName.ts";
import { labelKey } from "./grammar/label.ts";
import type { ApiContext, Default, Kind } from "./kind.ts";
import { grammatical, portOf, protocolOf } from "./values.ts";
import { isAtLeast } from "./version.ts";

const DEPRECATED = "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice";

export const endpoints: Kind = {
  apiVersion: "v1",
  kind: "Endpoints",
  isNamespaced: true,
  struct: "Endpoints",
  name: dnsSubdomain,
  defaults: (object): readonly Default[] =>
    items(at(object, "subsets"))
      .flatMap((subset) => items(at(subset, "ports")))
      .map((port) => at(port, "protocol"))
      .filter((protocol) => !isSet(protocol))
      .map(({ path }) => ({ path, value: "TCP" })),
  validate: (object, context) => items(at(object, "subsets")).flatMap((each) => subset(each, context)),
  // Since 1.33 it is deprecated, and the server has opinions on how addresses are written (KEP-4858, KEP-4974).
  warnings: (object, { version }) =>
    isAtLeast(version, 33)
      ? [
          { at: { path: ["kind"], part: "value" }, message: DEPRECATED },
          ...items(at(object, "subsets"))
            .flatMap(addressesOf)
            .flatMap((address) => endpointAddressWarnings(at(address, "ip"))),
        ]
      : [],
};

function addressesOf(subset: Field): readonly Field[] {
  return [...items(at(subset, "addresses")), ...items(at(subset, "notReadyAddresses"))];
}

function subset(field: Field, context: ApiContext): readonly ApiFault[] {
  const isBare = isEmpty(at(field, "addresses")) && isEmpty(at(field, "notReadyAddresses"));
  const ports = items(at(field, "ports"));
  return [
    ...(isBare ? [required(field, "must specify `addresses` or `notReadyAddresses`")] : []),
    ...addressesOf(field).flatMap((each) => address(each, context)),
    ...ports.flatMap((each) => port(each, ports.length)),
  ];
}

function address(field: Field, { version }: ApiContext): readonly ApiFault[] {
  return [
    ...endpointAddress(at(field, "ip"), addressForm(version)),
    ...grammatical(at(field, "hostname"), dnsLabel),
    ...grammatical(at(field, "nodeName"), dnsSubdomain),
  ];
}

function port(field: Field, count: number): readonly ApiFault[] {
  const name = at(field, "name");
  const appProtocol = at(field, "appProtocol");
  const protocol = isSet(appProtocol) ? text(appProtocol) : undefined;
  return [
    ...(count > 1 && text(name, "") === "" ? [required(name)] : grammatical(name, dnsLabel)),
    ...portOf(at(field, "port")),
    ...protocolOf(at(field, "protocol")),
    ...(protocol === undefined ? [] : labelKey(protocol).map((message) => invalid(appProtocol, message))),
  ];
}
