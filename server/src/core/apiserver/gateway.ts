/**
 * Gateway (gateway.networking.k8s.io): what its definition's own rules refuse (listeners that contradict themselves or each
 * other). Which fields there are depends on the definition that a cluster has installed, so unknown ones are not judged.
 */
import { type ApiFault, duplicate, type FaultFix, invalid, shownAt } from "./fault.ts";
import { at, type Field, integer, isEmpty, isSet, isUnknown, items, text } from "./field.ts";
import { dnsSubdomain } from "./grammar/dnsName.ts";
import type { Kind } from "./kind.ts";

export const gateways: readonly Kind[] = ["v1", "v1beta1"].map((version) => ({
  apiVersion: `gateway.networking.k8s.io/${version}`,
  kind: "Gateway",
  isNamespaced: true,
  struct: "gateway.Gateway",
  name: dnsSubdomain,
  validate(object) {
    const listeners = at(object, "spec", "listeners");
    return [
      ...items(listeners).flatMap((each) => listener(listeners, each)),
      ...sameName(listeners),
      ...sameSocket(listeners),
    ];
  },
}));

function listener(list: Field, field: Field): readonly ApiFault[] {
  const protocol = text(at(field, "protocol"));
  const [tls, hostname] = [at(field, "tls"), at(field, "hostname")];
  if (isUnknown(field) || isUnknown(tls)) return [];
  switch (protocol) {
    case "HTTP":
    case "TCP":
    case "UDP":
      return [
        ...(isSet(tls) ? [withTls(list, tls, protocol)] : []),
        ...(protocol !== "HTTP" && !isEmpty(hostname) ? [withHostname(list, hostname, protocol)] : []),
      ];
    case "HTTPS":
      return [...notTerminated(list, tls), ...withoutCertificate(tls)];
    case "TLS":
      return isSet(tls) ? withoutCertificate(tls) : [withoutTls(list, tls)];
    default:
      return [];
  }
}

/** The definition's rules hang on the whole list; the manifest shows the field. */
function ofList(list: Field, field: Field, message: string): ApiFault {
  return shownAt(invalid(list, message), field, "key");
}

function withTls(list: Field, tls: Field, protocol: string): ApiFault {
  const fault = ofList(list, tls, "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']");
  const instead = protocol === "HTTP" ? "HTTPS" : "TLS";
  return {
    ...fault,
    advice: `A listener of ${protocol} ends no TLS; the protocol that does is \`${instead}\`.`,
    ...(protocol === "UDP" ? {} : { fix: toProtocol(tls, instead) }),
  };
}

function toProtocol(tls: Field, protocol: string): FaultFix {
  const path = [...tls.path.slice(0, -1), "protocol"];
  return {
    title: `Write \`protocol: ${protocol}\``,
    safety: "suggestion",
    changes: [{ type: "set", path, value: protocol }],
  };
}

function withHostname(list: Field, hostname: Field, protocol: string): ApiFault {
  return {
    ...ofList(list, hostname, "hostname must not be specified for protocols ['TCP', 'UDP']"),
    advice: `Connections of ${protocol} do not say which host they are for.`,
    fix: {
      title: "Remove `hostname`",
      safety: "suggestion",
      changes: [{ type: "remove", path: hostname.path }],
    },
  };
}

function notTerminated(list: Field, tls: Field): readonly ApiFault[] {
  const mode = at(tls, "mode");
  if (text(mode) !== "Passthrough") return [];
  const fault = ofList(list, mode, "tls mode must be Terminate for protocol HTTPS");
  const advice =
    "HTTPS is read by the gateway, so TLS ends there; to pass it through, the protocol is `TLS`.";
  return [{ ...fault, at: { path: mode.path, part: "value" }, advice }];
}

function withoutTls(list: Field, tls: Field): ApiFault {
  return {
    ...ofList(list, tls, "tls mode must be set for protocol TLS"),
    advice:
      "Say in `tls` whether TLS ends here (`mode: Terminate`) or is passed through (`mode: Passthrough`).",
  };
}

/** The mode is Terminate where none is written. */
function withoutCertificate(tls: Field): readonly ApiFault[] {
  if (!isSet(tls) || text(at(tls, "mode"), "Terminate") !== "Terminate") return [];
  const [certificates, options] = [at(tls, "certificateRefs"), at(tls, "options")];
  if (isUnknown(certificates) || isUnknown(options) || !isEmpty(certificates) || !isEmpty(options)) return [];
  const fault = invalid(tls, "certificateRefs or options must be specified when mode is Terminate");
  return [
    { ...shownAt(fault, tls, "key"), advice: "Name the Secret with the certificate in `certificateRefs`." },
  ];
}

function sameName(list: Field): readonly ApiFault[] {
  const seen = new Set<string>();
  return items(list).flatMap((each) => {
    const name = at(each, "name");
    const written = text(name);
    if (written === undefined) return [];
    if (seen.has(written)) return [shownAt(duplicate(each, JSON.stringify(written)), name)];
    seen.add(written);
    return [];
  });
}

/** Two listeners on one port are told apart by protocol or host. */
function sameSocket(list: Field): readonly ApiFault[] {
  const seen = new Map<string, string>();
  return items(list).flatMap((each) => {
    const [name, port] = [text(at(each, "name"), ""), at(each, "port")];
    const hostname = at(each, "hostname");
    const parts = [integer(port), text(at(each, "protocol")), isSet(hostname) ? text(hostname) : "*"];
    if (name === undefined || parts.some((part) => part === undefined)) return [];
    const key = parts.join(" ");
    const other = seen.get(key);
    if (other === undefined) seen.set(key, name);
    if (other === undefined || other === name) return [];
    const fault = invalid(
      list,
      "Combination of port, protocol and hostname must be unique for each listener",
    );
    return [
      { ...shownAt(fault, port), advice: `Listener \`${other}\` has the same port, protocol and hostname.` },
    ];
  });
}
