/** Who leads to a Service: Ingresses and routes by host and path, and whose values name it. */
import type { Caller, RouteHere } from "../../descriptions.ts";
import type { Referrer } from "../../network/net.ts";
import { keyOf } from "../../query/query.ts";
import type { ServiceReference } from "../../resources/reference.ts";
import type { Resource } from "../../resources/resource.ts";
import { isFamily } from "../../resources/resource.ts";
import { valueOf } from "../../value/known.ts";
import { textOf } from "../../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../../value/value.ts";
import { callersOf } from "../chart/details/callers.ts";
import { hostsOf } from "../chart/rules.ts";
import type { NamesView } from "../names/view.ts";
import { nameOf } from "../words.ts";
import { memberValue } from "./memberValue.ts";
import { namespaceText } from "./title.ts";

export function routesTo(view: NamesView): readonly RouteHere[] {
  const { net, service } = view;
  const found = net.referrers(service.id).flatMap((referrer) => {
    const { resource, index, certainty } = referrer;
    const reference = resource.references[index];
    if (!reference) return [];
    return placesOf(view, referrer, reference).map((place) => ({
      kind: resource.identity.kind,
      namespace: namespaceText(net, resource),
      name: nameOf(resource),
      ...place,
      port: valueOf(reference.port),
      certainty: certainty === "yes" ? ("certain" as const) : ("unknown" as const),
    }));
  });
  return once(found, keyOfRoute);
}

/** Sorted; copies of one object say the same. */
function once<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  const found = new Map(items.map((item) => [key(item), item]));
  return [...found].toSorted(([a], [b]) => compare(a, b)).map(([, item]) => item);
}

function keyOfRoute({ kind, namespace, name, host, path, port }: RouteHere): string {
  return JSON.stringify([kind, namespace, name, host, path, port]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

type Place = Pick<RouteHere, "host" | "path">;

const ANYWHERE = { host: "*", path: "/" };

function placesOf(
  { db, net }: NamesView,
  { resource }: Referrer,
  reference: ServiceReference,
): readonly Place[] {
  if (isFamily(resource, "ingress")) {
    return [ingressPlace(memberValue(db, net.unit.id, resource.id), reference)];
  }
  if (!isFamily(resource, "route")) return [{ host: "", path: "" }];
  const hosts = hostsOf(resource);
  const rule = ruleOf(memberValue(db, net.unit.id, resource.id), reference);
  const paths = rule ? matchedPaths(rule) : [];
  return (hosts.length > 0 ? hosts : ["*"]).flatMap((host) =>
    (paths.length > 0 ? paths : [otherPath(resource, reference)]).map((path) => ({ host, path })),
  );
}

function ingressPlace(root: Value | undefined, { path }: ServiceReference): Place {
  const [, , rule, , , entry] = path;
  if (typeof rule !== "number" || typeof entry !== "number") return ANYWHERE;
  const written = itemsOf(memberAt(root, "spec", "rules"))[rule];
  const found = itemsOf(memberAt(written, "http", "paths"))[entry];
  return {
    host: valueOf(textOf(member(written, "host"))) || "*",
    path: valueOf(textOf(member(found, "path"))) || "/",
  };
}

/** `spec.rules[0]` of a Gateway API route. */
function ruleOf(root: Value | undefined, { path }: ServiceReference): Value | undefined {
  const [spec, rules, index] = path;
  if (spec !== "spec" || rules !== "rules" || typeof index !== "number") return undefined;
  return itemsOf(memberAt(root, "spec", "rules"))[index];
}

function matchedPaths(rule: Value): readonly string[] {
  const paths = itemsOf(member(rule, "matches")).map((match) => {
    const path = valueOf(textOf(memberAt(match, "path", "value")));
    const service = valueOf(textOf(memberAt(match, "method", "service")));
    return path ?? (service === undefined ? "/" : `/${service}`);
  });
  return [...new Set(paths)];
}

/** What other kinds say of the requests: a path, or an expression of their own. */
function otherPath(resource: Resource, { serves }: ServiceReference): string {
  const hosts = hostsOf(resource).join(", ");
  const rest = hosts !== "" && serves.startsWith(hosts) ? serves.slice(hosts.length) : serves;
  return rest === "" ? "/" : rest;
}

/** Workloads and ConfigMaps that are told its name. */
export function callersIn({ db, net, service }: NamesView): readonly Caller[] {
  const found = db.get(callersOf, keyOf(net.unit.id, service.id)).flatMap(({ id, words, variable }) => {
    const from = net.resource(id);
    if (!from) return [];
    const { kind } = from.identity;
    return [{ kind, namespace: namespaceText(net, from), name: nameOf(from), variable, value: words }];
  });
  return once(found, (each) => JSON.stringify(each));
}
