/** The environment of a workload's pods, of the Services, ConfigMaps and Secrets of its unit; remembered by (unit, workload). */
import { firstAndRest, keyOf, query, type Reader } from "../../query/query.ts";
import { containerEnvs, envText } from "../../resources/containerEnv.ts";
import { type DocId, identityOf } from "../../resources/identity.ts";
import type { LabelMap } from "../../resources/labels.ts";
import { isFamily, type ResourceOf, valueOfDocument } from "../../resources/resource.ts";
import { builtMember, clusterIn, namespaceAt, topsOfUnit, unitOf } from "../../units/queries.ts";
import type { UnitId } from "../../units/unit.ts";
import { isKnown, known, valueOf } from "../../value/known.ts";
import { textOf } from "../../value/scalar.ts";
import { entriesOf, member, memberAt, type Value } from "../../value/value.ts";
import { isKustomized, memberOf, membersOf, nameOf, outlinesOf } from "../members.ts";
import {
  containerEnvironment,
  type EnvData,
  type EnvGap,
  type EnvPiece,
  type EnvSurroundings,
  type EnvValue,
  type EnvVariable,
  joined,
  type PodEnvironment,
  serviceVariable,
} from "./env.ts";
import { isRefused, normalServiceOf } from "./planned.ts";
import { apiServerVariables, type ServiceVariable, variablesOf } from "./serviceEnv.ts";

/** Undefined for what makes no pods, or is refused, or cannot be read. */
export const podEnvironment = query<PodEnvironment | undefined>("podEnvironment", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const workload = memberOf(db, unit, id);
  if (!workload || !isFamily(workload, "workload") || isRefused(db, unit, id)) return undefined;
  const { podPath, dns } = workload.spec;
  const podSpec = memberAt(valueIn(db, unit, id), ...podPath.map(String), "spec");
  if (!podSpec) return undefined;
  const links = dns.enableServiceLinks ?? known(true);
  const { value: namespace } = namespaceAt(db, unit, id);
  const linked = linkedIn(db, unit, valueOf(namespace), valueOf(links) ?? true);
  const gaps: readonly EnvGap[] = [
    ...linked.gaps,
    ...(isKnown(links) ? [] : [{ kind: "field" as const, path: [...podPath, "spec", "enableServiceLinks"] }]),
    ...(isKnown(namespace) ? [] : [{ kind: "field" as const, path: ["metadata", "namespace"] }]),
  ];
  const around: EnvSurroundings = {
    services: linked.variables,
    gaps,
    object: (kind, name) =>
      isKnown(namespace) ? dataOf(db, unit, `${kind}/${namespace.value}/${name}`) : undefined,
    field: (path) => fieldOf(workload, podSpec, valueOf(namespace), path),
  };
  return {
    containers: containerEnvs(podSpec, podPath).map((each) => containerEnvironment(each, around)),
    links,
  };
});

interface Linked {
  readonly variables: ReadonlyMap<string, EnvVariable>;
  readonly gaps: readonly EnvGap[];
}

function linkedIn(db: Reader, unit: UnitId, namespace: string | undefined, links: boolean): Linked {
  if (links && namespace !== undefined) return db.get(linkedOfNamespace, keyOf(unit, namespace));
  return { variables: db.get(apiServerEnv, unit), gaps: [] };
}

/** By (unit, namespace): what pods with `enableServiceLinks` see there. */
const linkedOfNamespace = query<Linked>("serviceEnvironment", (db, key) => {
  const [unit, namespace] = firstAndRest(key);
  const { ids, gaps } = servicesAround(db, unit, namespace);
  const unread: EnvGap[] = [...gaps];
  const found = new Map<string, EnvVariable>();
  for (const id of ids) {
    const variables = db.get(madeOf, keyOf(unit, id));
    if (!variables) unread.push({ kind: "service", service: id });
    for (const each of variables ?? []) add(found, each);
  }
  const hasOwn = ids.some((id) => nameOf(db, unit, id) === API_SERVER);
  if (!hasOwn)
    for (const [name, each] of db.get(apiServerEnv, unit)) if (!found.has(name)) found.set(name, each);
  return { variables: found, gaps: unread };
});

/** By (unit, Service); none of one that is refused, undefined when it cannot be known. */
const madeOf = query<readonly EnvVariable[] | undefined>("madeVariables", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const service = db.get(normalServiceOf, key);
  if (!service || isRefused(db, unit, id)) return [];
  return variablesOf(service)?.map((each) => variableOf(each, id));
});

const API_SERVER = "kubernetes";

/** By unit: the variables of `default/kubernetes`, which every pod has. */
const apiServerEnv = query<ReadonlyMap<string, EnvVariable>>("apiServerEnvironment", (db, unit) => {
  const own = outlinesOf(db, unit, "service").find(
    ({ name, namespace }) => name === API_SERVER && valueOf(namespace.value) === "default",
  );
  const service = own && db.get(normalServiceOf, keyOf(unit, own.id));
  const [anybody] = db.get(unitOf, unit)?.members ?? [];
  const families = anybody === undefined ? undefined : clusterIn(db, unit, anybody).ipFamilies;
  const [family = "IPv4"] = families ?? [];
  const variables = (service && variablesOf(service)) ?? apiServerVariables(family);
  return new Map(variables.map((each) => [each.name, variableOf(each, own?.id)]));
});

/** A second Service of the same variable is the first one's rival: the kubelet keeps them in no order. */
function add(found: Map<string, EnvVariable>, variable: EnvVariable): void {
  const { name, service } = variable;
  const before = found.get(name);
  const isRival = before && service !== undefined && before.service !== service;
  if (isRival) found.set(name, { ...before, rivals: [...before.rivals, service] });
  else if (!before) found.set(name, variable);
}

function variableOf({ name, value }: ServiceVariable, service: DocId | undefined): EnvVariable {
  const pieces = value.map((piece): EnvPiece => (typeof piece === "string" ? textPiece(piece) : piece));
  return serviceVariable(name, joined(pieces), service);
}

function textPiece(text: string): EnvPiece {
  return { kind: "text", text };
}

/** The Services of a namespace, by name; of several manifests of one object the first counts. */
function servicesAround(
  db: Reader,
  unit: UnitId,
  namespace: string,
): { readonly ids: readonly DocId[]; readonly gaps: readonly EnvGap[] } {
  const named = new Map<string, DocId>();
  const gaps: EnvGap[] = [];
  for (const { id, name, namespace: where } of outlinesOf(db, unit, "service")) {
    const isHere = !isKnown(where.value) || where.value.value === namespace;
    if (!isHere) continue;
    const before = name === undefined ? undefined : named.get(name);
    if (name === undefined || !isKnown(where.value)) gaps.push({ kind: "service", service: id });
    else if (before === undefined || id < before) named.set(name, id);
  }
  for (const id of membersOf(db, unit, "opaque"))
    if (identityOf(id).kind === "Service") gaps.push({ kind: "service", service: id });
  const ids = [...named].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, id]) => id);
  return { ids, gaps };
}

/** The ConfigMaps and Secrets of a unit, by `kind/namespace/name`. */
const dataObjects = query<ReadonlyMap<string, DocId>>("dataObjects", (db, unit) => {
  const found = new Map<string, DocId>();
  for (const id of db.get(unitOf, unit)?.members ?? []) {
    const { kind, apiVersion } = identityOf(id);
    if (apiVersion !== "v1" || (kind !== "ConfigMap" && kind !== "Secret")) continue;
    const [name, namespace] = [nameOf(db, unit, id), valueOf(namespaceAt(db, unit, id).value)];
    const key = `${kind}/${namespace}/${name}`;
    const before = found.get(key);
    if (before === undefined || id < before) found.set(key, id);
  }
  return found;
});

const dataObjectOf = query<DocId | undefined>("dataObject", (db, key) => {
  const [unit, object] = firstAndRest(key);
  return db.get(dataObjects, unit).get(object);
});

function dataOf(db: Reader, unit: UnitId, object: string): EnvData | undefined {
  const id = db.get(dataObjectOf, keyOf(unit, object));
  const value = id === undefined ? undefined : valueIn(db, unit, id);
  if (id === undefined || !value) return undefined;
  const isSecret = identityOf(id).kind === "Secret";
  const entries = isSecret ? secretEntries(value, nameOf(db, unit, id)) : configEntries(value);
  const open = ["data", "stringData"].some((field) => member(value, field)?.type === "scalar");
  return { id, entries: new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1))), open };
}

function configEntries(value: Value): readonly (readonly [string, EnvPiece])[] {
  return entriesOf(member(value, "data")).map(({ key, value: each }) => {
    const text = envText(each);
    return [key, isKnown(text) ? textPiece(text.value) : { kind: "unread", reason: text.unknown }];
  });
}

/** What a Secret holds is never shown; which keys it has is no secret. */
function secretEntries(value: Value, name: string | undefined): readonly (readonly [string, EnvPiece])[] {
  const keys = ["data", "stringData"].flatMap((field) =>
    entriesOf(member(value, field)).map(({ key }) => key),
  );
  return keys.map((key) => [key, { kind: "key", object: "Secret", name, key, found: true }]);
}

/** A member's plain value, as it is in the unit. */
function valueIn(db: Reader, unit: UnitId, id: DocId): Value | undefined {
  const built = isKustomized(db, unit) ? db.get(builtMember, keyOf(db.get(topsOfUnit, unit), id)) : undefined;
  return built ? built.value : db.get(valueOfDocument, id);
}

/** Downward API: what the manifest decides; the rest is known once a pod runs. */
function fieldOf(
  { identity, name, spec }: ResourceOf<"workload">,
  podSpec: Value,
  namespace: string | undefined,
  fieldPath: string,
): EnvValue {
  const hole = [{ kind: "field", fieldPath }] as const;
  const shown = (text: string | undefined): EnvValue =>
    text === undefined ? hole : joined([textPiece(text)]);
  const [, map, key = ""] = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(fieldPath) ?? [];
  if (map === "labels") return shown(inMap(spec.podLabels, key));
  if (map === "annotations") return shown(inMap(spec.podAnnotations, key));
  switch (fieldPath) {
    case "metadata.name":
      return shown(identity.kind === "Pod" ? valueOf(name) : undefined);
    case "metadata.namespace":
      return shown(namespace);
    case "spec.serviceAccountName": {
      const account = textOf(member(podSpec, "serviceAccountName") ?? member(podSpec, "serviceAccount"));
      return shown(valueOf(account ?? known("default")));
    }
    case "spec.nodeName":
      return shown(valueOf(textOf(member(podSpec, "nodeName"))));
    default:
      return hole;
  }
}

/** One that is not written may still be added when the pod is made. */
function inMap({ pairs }: LabelMap, key: string): string | undefined {
  return valueOf(pairs.findLast((pair) => pair.key === key)?.value);
}
