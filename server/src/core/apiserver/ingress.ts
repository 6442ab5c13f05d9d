/** Ingress (networking.k8s.io/v1), as kube-apiserver validates it. */
import { type ApiFault, type ApiWarning, invalid, required, shownAt, warning } from "./fault.ts";
import { at, entries, type Field, isEmpty, isSet, isUnknown, items, text } from "./field.ts";
import { readAddress } from "./grammar/address.ts";
import { dnsSubdomain, type Grammar, wildcardSubdomain } from "./grammar/dnsName.ts";
import { backend } from "./ingressBackend.ts";
import type { ApiContext, Kind } from "./kind.ts";
import { grammatical, oneOf } from "./values.ts";

const CLASS_ANNOTATION = "kubernetes.io/ingress.class";

export const ingress: Kind = {
  apiVersion: "networking.k8s.io/v1",
  kind: "Ingress",
  isNamespaced: true,
  struct: "Ingress",
  name: dnsSubdomain,
  isFragment: (object) => saysNothing(at(object, "spec")),
  validate(object, context) {
    const spec = at(object, "spec");
    const fallback = at(spec, "defaultBackend");
    return [
      ...entrance(spec, fallback),
      ...(isSet(fallback) ? backend(fallback, context) : []),
      ...items(at(spec, "rules")).flatMap((each) => rule(each, context)),
      ...items(at(spec, "tls")).flatMap(tls),
      ...ingressClass(at(spec, "ingressClassName")),
      ...sameClass(object, spec),
    ];
  },
  warnings: (object) => oldClass(object),
};

/** An Ingress without a word of where requests go is a patch, of annotations or of `tls`. */
function saysNothing(spec: Field): boolean {
  const written = entries(spec).map(({ key }) => key);
  return !isSet(spec) || (written.length > 0 && written.every((key) => BESIDES.has(key)));
}

const BESIDES = new Set(["ingressClassName", "tls"]);

function entrance(spec: Field, fallback: Field): readonly ApiFault[] {
  const rules = at(spec, "rules");
  if (!isEmpty(rules) || isSet(fallback) || isUnknown(spec)) return [];
  const message = "either `defaultBackend` or `rules` must be specified";
  const advice = "Without one of them this Ingress says nothing of where requests go.";
  return [{ ...shownAt(invalid(spec, message), spec, "key"), advice }];
}

function rule(field: Field, context: ApiContext): readonly ApiFault[] {
  const http = at(field, "http");
  const paths = at(http, "paths");
  return [
    ...host(at(field, "host")),
    ...(isSet(http) && !isUnknown(http) && isEmpty(paths) ? [required(paths)] : []),
    ...items(paths).flatMap((each) => path(each, context)),
  ];
}

function host(field: Field): readonly ApiFault[] {
  const written = text(field, "");
  if (written === undefined || written === "") return [];
  if (readAddress(written)) return [invalid(field, "must be a DNS name, not an IP address")];
  return hostFaults(field, written);
}

/** A host of TLS may be an address, which is a subdomain to the server. */
function hostFaults(field: Field, written: string): readonly ApiFault[] {
  const grammar = written.includes("*") ? wildcardSubdomain : dnsSubdomain;
  const mended = mendedHost(field, written, grammar);
  return grammar(written).map((message) => ({ ...invalid(field, message), ...mended }));
}

/** What is written is an address, or has capitals: the name in it is what is meant. */
function mendedHost(field: Field, written: string, grammar: Grammar): Pick<ApiFault, "advice" | "fix"> {
  const advice = adviceOnHost(written);
  if (advice === undefined) return {};
  if (written === "*") {
    const changes = [{ type: "remove", path: field.path } as const];
    return { advice, fix: { title: "Leave the host out", safety: "suggestion", changes } };
  }
  const host = written
    .replace(/^[a-z]+:\/\//i, "")
    .replace(/[:/].*$/, "")
    .toLowerCase();
  const isWrong = host === written || grammar(host).length > 0 || readAddress(host) !== undefined;
  if (isWrong) return { advice };
  // A path in it would have to go elsewhere.
  const safety = written.toLowerCase() === host ? "safe" : "suggestion";
  const changes = [{ type: "set", path: field.path, value: host } as const];
  return { advice, fix: { title: `Write \`${host}\``, safety, changes } };
}

function adviceOnHost(written: string): string | undefined {
  if (/^[a-z]+:\/\//i.test(written)) return "A host is a name alone, without `http://` before it.";
  if (/:\d+$/.test(written))
    return "A host is a name alone: the port is the controller's, and is not written here.";
  if (written.includes("/")) return "A host is a name alone; a path goes to `http.paths`.";
  if (/[A-Z]/.test(written)) return `Write it in lower case: \`${written.toLowerCase()}\`.`;
  if (written === "*") return "Leave the host out to take requests for every host.";
  return undefined;
}

const PATH_TYPES = ["Exact", "ImplementationSpecific", "Prefix"];

function path(field: Field, context: ApiContext): readonly ApiFault[] {
  const type = at(field, "pathType");
  if (!isSet(type)) return [withoutType(type)];
  const written = text(type);
  const value = at(field, "path");
  return [
    ...(written === undefined ? [] : pathOf(type, written, value, text(value, ""))),
    ...backend(at(field, "backend"), context),
  ];
}

function withoutType(type: Field): ApiFault {
  return {
    ...required(type, "pathType must be specified"),
    advice: "Every path says how it is compared; most often `Prefix` is meant.",
    fix: {
      title: "Add `pathType: Prefix`",
      safety: "suggestion",
      changes: [{ type: "set", path: type.path, value: "Prefix" }],
    },
  };
}

function pathOf(type: Field, pathType: string, field: Field, value: string | undefined): readonly ApiFault[] {
  if (!PATH_TYPES.includes(pathType)) return [oneOf(type, pathType, PATH_TYPES)];
  if (value === undefined) return [];
  if (pathType === "ImplementationSpecific") return value === "" ? [] : absolute(field, value);
  return [...absolute(field, value), ...plainPath(field, value)];
}

function absolute(field: Field, value: string): readonly ApiFault[] {
  if (value.startsWith("/")) return [];
  const fault = { ...invalid(field, "must be an absolute path"), value: JSON.stringify(value) };
  const absent = value === "";
  const changes = [{ type: "set", path: field.path, value: `/${value}` } as const];
  const advice = absent ? "`Exact` and `Prefix` need a path; `/` stands for all." : "A path begins with `/`.";
  return [{ ...fault, advice, fix: { title: `Write \`/${value}\``, safety: "suggestion", changes } }];
}

const NOT_INSIDE = ["//", "/./", "/../", "%2f", "%2F"];
const NOT_AT_END = ["/..", "/."];

function plainPath(field: Field, value: string): readonly ApiFault[] {
  return [
    ...NOT_INSIDE.filter((each) => value.includes(each)).map((each) => `must not contain '${each}'`),
    ...NOT_AT_END.filter((each) => value.endsWith(each)).map((each) => `cannot end with '${each}'`),
  ].map((message) => invalid(field, message));
}

function tls(field: Field): readonly ApiFault[] {
  return [
    ...items(at(field, "hosts")).flatMap((each) => {
      const written = text(each, "");
      return written === undefined ? [] : hostFaults(each, written);
    }),
    ...grammatical(at(field, "secretName"), dnsSubdomain),
  ];
}

/** Written as `""` it is no class, and refused. */
function ingressClass(field: Field): readonly ApiFault[] {
  const written = isSet(field) ? text(field) : undefined;
  return written === undefined ? [] : dnsSubdomain(written).map((message) => invalid(field, message));
}

function sameClass(object: Field, spec: Field): readonly ApiFault[] {
  const field = at(spec, "ingressClassName");
  const annotation = at(object, "metadata", "annotations", CLASS_ANNOTATION);
  const [name, old] = [text(field), text(annotation)];
  if (name === undefined || old === undefined || name === old) return [];
  const message = "must match `ingressClassName` when both are specified";
  const fault = { ...invalid(annotation, message), serverPath: `annotations.${CLASS_ANNOTATION}` };
  const changes = [{ type: "remove", path: annotation.path } as const];
  return [
    {
      ...fault,
      advice: `The annotation says \`${old}\`, \`spec.ingressClassName\` says \`${name}\`: keep the one that is meant.`,
      fix: {
        title: `Remove the annotation, keep \`ingressClassName: ${name}\``,
        safety: "suggestion",
        changes,
      },
    },
  ];
}

function oldClass(object: Field): readonly ApiWarning[] {
  const annotation = at(object, "metadata", "annotations", CLASS_ANNOTATION);
  const isReplaced = isSet(at(object, "spec", "ingressClassName"));
  if (annotation.value === undefined || isReplaced) return [];
  const message = `annotation "${CLASS_ANNOTATION}" is deprecated, please use 'spec.ingressClassName' instead`;
  return [{ ...warning(annotation, message), at: { path: annotation.path, part: "key" } }];
}
