/** Routes of the Gateway API (gateway.networking.k8s.io): what the rules of their definitions refuse. */
import { type ApiFault, invalid, required, shownAt } from "./fault.ts";
import { at, type Field, isEmpty, isSet, isUnknown, items, text } from "./field.ts";
import { dnsSubdomain } from "./grammar/dnsName.ts";
import type { Kind } from "./kind.ts";

const VERSIONS: Readonly<Record<string, readonly string[]>> = {
  HTTPRoute: ["v1", "v1beta1"],
  GRPCRoute: ["v1"],
  TLSRoute: ["v1", "v1alpha3", "v1alpha2"],
  TCPRoute: ["v1", "v1alpha2"],
  UDPRoute: ["v1", "v1alpha2"],
};

export const gatewayRoutes: readonly Kind[] = Object.entries(VERSIONS).flatMap(([kind, versions]) =>
  versions.map((version) => ({
    apiVersion: `gateway.networking.k8s.io/${version}`,
    kind,
    isNamespaced: true,
    struct: `gateway.${kind}`,
    name: dnsSubdomain,
    validate(object) {
      const spec = at(object, "spec");
      return [
        ...parents(at(spec, "parentRefs")),
        ...items(at(spec, "rules")).flatMap((each) => rule(each, kind)),
        ...(kind === "TLSRoute" && version !== "v1alpha2" ? hostnames(spec) : []),
      ];
    },
  })),
);

/** Which server is meant is all that TLS says before it is ended. */
function hostnames(spec: Field): readonly ApiFault[] {
  const field = at(spec, "hostnames");
  // Without rules it is a patch of another one.
  if (isUnknown(spec) || !isEmpty(field) || isEmpty(at(spec, "rules"))) return [];
  return [
    {
      ...required(field),
      advice: "A TLSRoute is chosen by the name that the client asks for: list it here.",
    },
  ];
}

interface Parent {
  readonly field: Field;
  /** Group, kind, namespace and name; undefined where one of them is not known. */
  readonly object: string | undefined;
  readonly section: string | undefined;
}

function parentOf(field: Field): Parent {
  const parts = [
    text(at(field, "group"), "gateway.networking.k8s.io"),
    text(at(field, "kind"), "Gateway"),
    text(at(field, "namespace"), ""),
    text(at(field, "name")),
  ];
  const isKnown = parts.every((part) => part !== undefined);
  return {
    field,
    object: isKnown ? parts.join(" ") : undefined,
    section: text(at(field, "sectionName"), ""),
  };
}

/** More a route may not have. */
const MOST_PARENTS = 32;

/** Several references to one parent each name another section. Where ports tell them apart, some definitions allow it. */
function parents(list: Field): readonly ApiFault[] {
  const all = items(list).slice(0, MOST_PARENTS).map(parentOf);
  return all.flatMap(({ field, object, section }, index) => {
    if (object === undefined || section === undefined) return [];
    const before = all.slice(0, index).filter((other) => other.object === object);
    if ([field, ...before.map((other) => other.field)].some((each) => isSet(at(each, "port")))) return [];
    const isMixed = before.some(
      (other) => other.section !== undefined && (other.section === "") !== (section === ""),
    );
    const isSame = before.some((other) => other.section === section);
    if (!isMixed && !isSame) return [];
    const what = isMixed ? "specified" : "unique";
    const message = `sectionName must be ${what} when parentRefs includes 2 or more references to the same parent`;
    return [
      {
        ...shownAt(invalid(list, message), at(field, "sectionName")),
        advice:
          "Name the listener that each of them means in `sectionName`, or keep one without it for all listeners.",
      },
    ];
  });
}

function rule(field: Field, kind: string): readonly ApiFault[] {
  const backends = items(at(field, "backendRefs"));
  const filterLists = [field, ...backends].map((each) => at(each, "filters"));
  const mirrors = filterLists.flatMap((list) =>
    items(list).map((filter) => at(filter, "requestMirror", "backendRef")),
  );
  return [
    ...[...backends, ...mirrors].flatMap(backend),
    ...(kind === "HTTPRoute"
      ? [...redirected(field, backends), ...filterLists.flatMap(redirectedAndRewritten)]
      : []),
  ];
}

/** Of a Service a port is meant: there is no other way to know where requests go. */
function backend(field: Field): readonly ApiFault[] {
  const isService = text(at(field, "group"), "") === "" && text(at(field, "kind"), "Service") === "Service";
  if (!isSet(field) || isUnknown(field) || !isService || isSet(at(field, "port"))) return [];
  const fault = invalid(field, "Must have port for Service reference");
  return [{ ...shownAt(fault, at(field, "port")), advice: "Add the Service's `port` (not its targetPort)." }];
}

function redirected(field: Field, backends: readonly Field[]): readonly ApiFault[] {
  const redirect = items(at(field, "filters")).find((each) => isSet(at(each, "requestRedirect")));
  if (!redirect || backends.length === 0) return [];
  const list = at(field, "backendRefs");
  const fault = invalid(field, "RequestRedirect filter must not be used together with backendRefs");
  return [
    {
      ...shownAt(fault, list, "key"),
      advice: "A redirect is the answer: nothing reaches these backends.",
      fix: {
        title: "Remove `backendRefs`",
        safety: "suggestion",
        changes: [{ type: "remove", path: list.path }],
      },
    },
  ];
}

function redirectedAndRewritten(list: Field): readonly ApiFault[] {
  const ofType = (type: string) => items(list).find((each) => text(at(each, "type")) === type);
  const [redirect, rewrite] = [ofType("RequestRedirect"), ofType("URLRewrite")];
  if (!redirect || !rewrite) return [];
  const message =
    "May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both";
  return [
    {
      ...shownAt(invalid(list, message), at(rewrite, "type")),
      advice: "Redirected requests are sent back to the client and never rewritten: keep one of the two.",
    },
  ];
}
