/** NetworkPolicy (networking.k8s.io/v1), as kube-apiserver validates it. */
import { type ApiFault, type ApiWarning, forbidden, invalid, required, warning } from "./fault.ts";
import { at, type Field, integer, intOrText, isSet, isUnknown, items, text } from "./field.ts";
import { isStrictSubset, readCidr } from "./grammar/address.ts";
import { addressForm, cidrProblems, cidrWarnings } from "./grammar/addressWords.ts";
import { dnsSubdomain } from "./grammar/dnsName.ts";
import type { ApiContext, Kind } from "./kind.ts";
import { labelSelector } from "./labels.ts";
import { choice, portOf, portOrName, protocolOf } from "./values.ts";
import { isAtLeast } from "./version.ts";

export const networkPolicy: Kind = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  isNamespaced: true,
  struct: "NetworkPolicy",
  name: dnsSubdomain,
  validate(object, context) {
    const spec = at(object, "spec");
    return [
      ...labelSelector(at(spec, "podSelector")),
      ...rules(spec).flatMap(({ peers, ports }) => [
        ...ports.flatMap(port),
        ...peers.flatMap((each) => peer(each, context)),
      ]),
      ...policyTypes(at(spec, "policyTypes")),
    ];
  },
  // Since 1.33 the server has opinions on how CIDRs are written (KEP-4858).
  warnings: (object, { version }) =>
    isAtLeast(version, 33)
      ? rules(at(object, "spec")).flatMap(({ peers }) =>
          peers.flatMap((each) => blockWarnings(at(each, "ipBlock"))),
        )
      : [],
};

interface Rule {
  readonly peers: readonly Field[];
  readonly ports: readonly Field[];
}

function rules(spec: Field): readonly Rule[] {
  return (
    [
      ["ingress", "from"],
      ["egress", "to"],
    ] as const
  ).flatMap(([direction, peers]) =>
    items(at(spec, direction)).map((rule) => ({
      peers: items(at(rule, peers)),
      ports: items(at(rule, "ports")),
    })),
  );
}

const PROTOCOLS = ["TCP", "UDP", "SCTP"];

function port(field: Field): readonly ApiFault[] {
  const own = at(field, "port");
  return [
    ...protocolOf(at(field, "protocol"), PROTOCOLS),
    ...(isSet(own) ? portOrName(own) : []),
    ...endPort(own, at(field, "endPort")),
  ];
}

function endPort(port: Field, field: Field): readonly ApiFault[] {
  if (!isSet(field)) return [];
  if (!isSet(port)) return [withoutPort(field, "may not be specified when `port` is not specified")];
  const [first, last] = [intOrText(port), integer(field)];
  if (first === undefined || last === undefined) return [];
  if (typeof first === "string")
    return [withoutPort(field, "may not be specified when `port` is non-numeric")];
  const message = "must be greater than or equal to `port`";
  return [...(last < first ? [invalid(field, message)] : []), ...portOf(field)];
}

function withoutPort(field: Field, message: string): ApiFault {
  return {
    ...invalid(field, message),
    advice: "A range goes from the number in `port` to `endPort`.",
  };
}

function peer(field: Field, context: ApiContext): readonly ApiFault[] {
  if (isUnknown(field)) return [];
  const [pods, namespaces, block] = [
    at(field, "podSelector"),
    at(field, "namespaceSelector"),
    at(field, "ipBlock"),
  ];
  const written = [pods, namespaces, block].filter(isSet);
  return [
    ...labelSelector(pods),
    ...labelSelector(namespaces),
    ...(isSet(block) ? ipBlock(block, context) : []),
    ...(written.length === 0 ? [noPeer(field)] : []),
    ...(written.length > 1 && isSet(block) ? [mixedPeer(field)] : []),
  ];
}

function noPeer(field: Field): ApiFault {
  return {
    ...required(field, "must specify a peer"),
    at: { path: field.path, part: "item" },
    advice:
      "An empty peer is not everybody. Leave the whole list out to mean all, or write `podSelector: {}` for every pod of the namespace.",
  };
}

function mixedPeer(field: Field): ApiFault {
  return {
    ...forbidden(field, "may not specify both ipBlock and another peer"),
    advice: "Addresses and pods are peers of their own: give `ipBlock` a list item to itself.",
  };
}

/** Without a `cidr` nothing else of the block is looked at. */
function ipBlock(block: Field, { version }: ApiContext): readonly ApiFault[] {
  const field = at(block, "cidr");
  const written = text(field, "");
  if (written === undefined) return [];
  if (written === "") return [required(field)];
  const form = addressForm(version);
  const wrong = cidrProblems(written, form).map((message) => cidrFault(field, message, written));
  const outer = readCidr(written);
  const except = items(at(block, "except")).flatMap((each) => {
    const exception = text(each, "");
    if (exception === undefined) return [];
    const bad = cidrProblems(exception, form).map((message) => cidrFault(each, message, exception));
    const inner = readCidr(exception);
    if (bad.length > 0 || !inner || !outer || isStrictSubset(inner, outer)) return bad;
    return [
      {
        ...invalid(each, "must be a strict subset of `cidr`"),
        advice: `\`${exception}\` is to be cut out of \`${written}\`, so it must lie in it and be smaller.`,
      },
    ];
  });
  return [...wrong, ...except];
}

/** A CIDR that older servers took, or an address without a length, says what was meant. */
function cidrFault(field: Field, message: string, written: string): ApiFault {
  const fault = invalid(field, message);
  const cidr = readCidr(written);
  if (cidr) {
    const changes = [{ type: "set", path: field.path, value: cidr.network } as const];
    return { ...fault, fix: { title: `Write \`${cidr.network}\``, safety: "suggestion", changes } };
  }
  const alone = [32, 128]
    .map((bits) => `${written}/${bits}`)
    .find((each) => readCidr(each)?.hasHostBits === false);
  if (alone === undefined) return fault;
  const changes = [{ type: "set", path: field.path, value: alone } as const];
  return {
    ...fault,
    advice: `A single address is \`${alone}\`.`,
    fix: { title: `Write \`${alone}\``, safety: "suggestion", changes },
  };
}

const MOST_TYPES = 2;

function policyTypes(field: Field): readonly ApiFault[] {
  const types = items(field);
  if (types.length > MOST_TYPES) return [invalid(field, "may not specify more than two policyTypes")];
  return types.flatMap((each) => choice(each, ["Ingress", "Egress"]));
}

function blockWarnings(block: Field): readonly ApiWarning[] {
  return [at(block, "cidr"), ...items(at(block, "except"))].flatMap((field) =>
    cidrWarnings(text(field) ?? "").map((message) => warning(field, `${field.serverPath}: ${message}`)),
  );
}
