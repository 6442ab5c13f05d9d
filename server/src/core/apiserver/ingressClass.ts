/** IngressClass (networking.k8s.io/v1), as kube-apiserver validates it. */
import { type ApiFault, forbidden, invalid, required, tooLong } from "./fault.ts";
import { at, type Field, isSet, isUnknown, text } from "./field.ts";
import { dnsLabel, dnsSubdomain } from "./grammar/dnsName.ts";
import { pathSegment } from "./grammar/pathSegment.ts";
import type { Default, Kind } from "./kind.ts";
import { choice, grammatical } from "./values.ts";

export const ingressClass: Kind = {
  apiVersion: "networking.k8s.io/v1",
  kind: "IngressClass",
  isNamespaced: false,
  struct: "IngressClass",
  name: dnsSubdomain,
  isFragment: (object) => !isSet(at(object, "spec")),
  defaults(object): readonly Default[] {
    const parameters = at(object, "spec", "parameters");
    const scope = at(parameters, "scope");
    return isSet(parameters) && !isSet(scope) ? [{ path: scope.path, value: "Cluster" }] : [];
  },
  validate(object) {
    const parameters = at(object, "spec", "parameters");
    return [
      ...controller(at(object, "spec", "controller")),
      ...(isSet(parameters) && !isUnknown(parameters) ? parameterFaults(parameters) : []),
    ];
  },
};

const LONGEST_CONTROLLER = 250;

function controller(field: Field): readonly ApiFault[] {
  const written = text(field, "");
  if (written === undefined) return [];
  if (written === "") return [required(field)];
  const long = written.length > LONGEST_CONTROLLER ? [tooLong(field, LONGEST_CONTROLLER)] : [];
  return [...long, ...domainPath(written).map((message) => invalid(field, message))];
}

/** `acme.io/foo`. */
function domainPath(written: string): readonly string[] {
  const slash = written.indexOf("/");
  const [domain, path] = [written.slice(0, Math.max(0, slash)), written.slice(slash + 1)];
  if (domain === "" || path === "") return ['must be a domain-prefixed path (such as "acme.io/foo")'];
  return [...dnsSubdomain(domain), ...(/^[\w/\-.~%!$&'()*+,;=:]+$/.test(path) ? [] : ["Invalid path"])];
}

function parameterFaults(parameters: Field): readonly ApiFault[] {
  const scope = at(parameters, "scope");
  const group = at(parameters, "apiGroup");
  const groupText = isSet(group) ? text(group) : undefined;
  return [
    ...(groupText === undefined ? [] : dnsSubdomain(groupText).map((message) => invalid(group, message))),
    ...segment(at(parameters, "kind")),
    ...segment(at(parameters, "name")),
    ...choice(scope, ["Cluster", "Namespace"]),
    ...namespaceOf(at(parameters, "namespace"), text(scope)),
  ];
}

function segment(field: Field): readonly ApiFault[] {
  return text(field, "") === "" ? [required(field)] : grammatical(field, pathSegment);
}

function namespaceOf(field: Field, scope: string | undefined): readonly ApiFault[] {
  if (scope === "Namespace" && !isSet(field))
    return [required(field, "`parameters.scope` is set to 'Namespace'")];
  if (scope === "Namespace") return grammatical(field, dnsLabel);
  if (scope !== "Cluster" || !isSet(field)) return [];
  return [
    {
      ...forbidden(field, "`parameters.scope` is set to 'Cluster'"),
      advice: "Parameters of the whole cluster have no namespace; `scope: Namespace` would be the other way.",
      fix: {
        title: "Set `scope: Namespace`",
        safety: "suggestion",
        changes: [{ type: "set", path: [...field.path.slice(0, -1), "scope"], value: "Namespace" }],
      },
    },
  ];
}
