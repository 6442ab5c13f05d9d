/**
 * The environment of a container as the kubelet makes it (`makeEnvironmentVariables`): `envFrom`, then `env`, and of the
 * variables of Services those that the container has not got of its own.
 */
import type { ContainerEnv, EnvContent, EnvEntry, EnvObject } from "../../resources/containerEnv.ts";
import type { DocId } from "../../resources/identity.ts";
import { isKnown, type Known, type Reason, valueOf } from "../../value/known.ts";
import type { Path } from "../../value/path.ts";
import { textParts } from "./expand.ts";
import { dividedBy } from "./quantity.ts";
import type { AwaitedIP } from "./serviceEnv.ts";

export type EnvPiece = { readonly kind: "text"; readonly text: string } | AwaitedIP | EnvHole;

/** A stretch of a value that manifests do not say, and where it will come from. */
export type EnvHole =
  | {
      readonly kind: "key";
      readonly object: EnvObject["kind"];
      /** Undefined when they cannot be read. */
      readonly name: string | undefined;
      readonly key: string | undefined;
      /** Of an object that is in sight: it has the key, and its value is not shown (Secret) or not read. */
      readonly found: boolean;
    }
  /** `status.podIP`, `spec.nodeName` … or, of pods that are made, `metadata.name`. */
  | { readonly kind: "field"; readonly fieldPath: string | undefined }
  /** `limits.cpu`, where the node decides. */
  | { readonly kind: "resource"; readonly resource: string | undefined }
  /** `$(NAME)` of a variable that may come from what is not in sight. */
  | { readonly kind: "reference"; readonly name: string }
  | { readonly kind: "unread"; readonly reason: Reason }
  /** Longer than a process can be given: the container does not start. */
  | { readonly kind: "too-long" };

/** Adjoining pieces make up the value; none is the empty text. */
export type EnvValue = readonly EnvPiece[];

export interface EnvVariable {
  readonly name: string;
  readonly value: EnvValue;
  /** Whom the variable is made by: the container's own `env` and `envFrom`, or the kubelet of a Service. */
  readonly source: "container" | "service";
  /** Of a Service: which; undefined for the API server's, `default/kubernetes`, when no manifest makes it. */
  readonly service: DocId | undefined;
  /** The entry of `env` or `envFrom` in the workload; undefined for those of Services. */
  readonly path: Path | undefined;
  /** The ConfigMap or Secret in sight that the value is taken from. */
  readonly object: DocId | undefined;
  /** What a Service's variable of the same name would say: the container's own takes its place. */
  readonly hides: EnvVariable | undefined;
  /** Other Services that make a variable of this name: whose value counts is luck, anew at each start. */
  readonly rivals: readonly DocId[];
  /** It may be missing: what it is taken from is `optional` and not in sight. */
  readonly optional: boolean;
}

/** Why there may be other variables, or some of these may be missing. */
export type EnvGap =
  /** An object that `envFrom` takes whole and that is not in sight. */
  | { readonly kind: "object"; readonly object: EnvObject["kind"]; readonly name: string | undefined }
  /** A Service of which it cannot be known whether or which variables it makes. */
  | { readonly kind: "service"; readonly service: DocId }
  /** `enableServiceLinks`, the namespace, or a list that cannot be read. */
  | { readonly kind: "field"; readonly path: Path };

export interface ContainerEnvironment {
  /** The container's name; undefined when absent. */
  readonly container: Known<string> | undefined;
  readonly list: ContainerEnv["list"];
  readonly index: number;
  /** The container's own in the order of the manifest, then those of Services by the Service's name. */
  readonly variables: readonly EnvVariable[];
  readonly gaps: readonly EnvGap[];
}

/** The environment of a workload's pods: of the init containers, then of the others, in the order of the manifest. */
export interface PodEnvironment {
  readonly containers: readonly ContainerEnvironment[];
  /** Whether the variables of Services are made at all: `enableServiceLinks`. */
  readonly links: Known<boolean>;
}

/** What a container's environment is made of, beside its own manifest. */
export interface EnvSurroundings {
  /** By the variable's name, in the order of the Services' names. */
  readonly services: ReadonlyMap<string, EnvVariable>;
  readonly gaps: readonly EnvGap[];
  /** Undefined for what is not in sight. */
  readonly object: (kind: EnvObject["kind"], name: string) => EnvData | undefined;
  /** The value of a `fieldRef`. */
  readonly field: (fieldPath: string) => EnvValue;
}

/** A ConfigMap or Secret in sight. */
export interface EnvData {
  readonly id: DocId;
  readonly entries: ReadonlyMap<string, EnvPiece>;
  /** Some of it cannot be read. */
  readonly open: boolean;
}

/** What a container has of its own so far. */
type Own = Map<string, EnvVariable>;

export function containerEnvironment(env: ContainerEnv, around: EnvSurroundings): ContainerEnvironment {
  const own: Own = new Map();
  const gaps: EnvGap[] = [...around.gaps];
  if (env.open) gaps.push({ kind: "field", path: env.path });
  takeWhole(env, around, own, gaps);
  for (const entry of env.env) take(entry, env, around, own, gaps);
  const links = [...around.services.values()].filter(({ name }) => !own.has(name));
  return {
    container: env.name,
    list: env.list,
    index: env.index,
    variables: [...own.values(), ...links],
    gaps,
  };
}

/** A variable as the kubelet makes it of a Service. */
export function serviceVariable(name: string, value: EnvValue, service: DocId | undefined): EnvVariable {
  return { ...UNRIVALLED, name, value, source: "service", service, path: undefined };
}

const UNRIVALLED = { object: undefined, hides: undefined, rivals: [], optional: false } as const;

/** `envFrom`: a later object takes the place of an earlier one, key by key. */
function takeWhole(env: ContainerEnv, around: EnvSurroundings, own: Own, gaps: EnvGap[]): void {
  for (const { index, prefix, object } of env.envFrom) {
    const path = [...env.path, "envFrom", index];
    if (!object) continue;
    const name = valueOf(object.name);
    const data = name === undefined ? undefined : around.object(object.kind, name);
    if (!isKnown(prefix)) gaps.push({ kind: "field", path });
    else if (!data || data.open) gaps.push({ kind: "object", object: object.kind, name });
    if (!data || !isKnown(prefix)) continue;
    for (const [key, piece] of data.entries) {
      const value = piece.kind === "text" && piece.text === "" ? [] : [piece];
      put(own, around, { name: prefix.value + key, value, path, object: data.id });
    }
  }
}

type OwnVariable = Pick<EnvVariable, "name" | "value" | "path"> & Partial<EnvVariable>;

/** A later one of the same name stands where it is written. */
function put(own: Own, { services }: EnvSurroundings, variable: OwnVariable): void {
  const { name } = variable;
  own.delete(name);
  const hides = services.get(name);
  own.set(name, { ...UNRIVALLED, source: "container", service: undefined, ...variable, hides });
}

function take(entry: EnvEntry, env: ContainerEnv, around: EnvSurroundings, own: Own, gaps: EnvGap[]): void {
  const path = [...env.path, "env", entry.index];
  const { content } = entry;
  const name = valueOf(entry.name);
  if (name === undefined) {
    gaps.push({ kind: "field", path });
    return;
  }
  if (content.kind !== "key") {
    put(own, around, { name, path, value: valueFrom(content, around, own, gaps) });
    return;
  }
  const { kind, name: objectName, optional } = content.object;
  const [from, key] = [valueOf(objectName), valueOf(content.key)];
  const data = from === undefined ? undefined : around.object(kind, from);
  const piece = key === undefined ? undefined : data?.entries.get(key);
  const isOptional = valueOf(optional) !== false;
  // Of an object in sight that has no such key nothing is made, and the container starts all the same.
  if (data && !data.open && !piece && isOptional) return;
  const hole: EnvHole = { kind: "key", object: kind, name: from, key, found: false };
  const value = piece?.kind === "text" && piece.text === "" ? [] : [piece ?? hole];
  put(own, around, { name, path, value, object: data?.id, optional: !piece && isOptional });
}

function valueFrom(
  content: Exclude<EnvContent, { kind: "key" }>,
  around: EnvSurroundings,
  own: Own,
  gaps: readonly EnvGap[],
): EnvValue {
  switch (content.kind) {
    case "text":
      if (!isKnown(content.text)) return [{ kind: "unread", reason: content.text.unknown }];
      return expanded(content.text.value, around, own, gaps);
    case "field": {
      const fieldPath = valueOf(content.fieldPath);
      return fieldPath === undefined ? [{ kind: "field", fieldPath }] : around.field(fieldPath);
    }
    case "resource": {
      const [amount, divisor] = [valueOf(content.amount), valueOf(content.divisor)];
      const text = amount === undefined || divisor === undefined ? undefined : dividedBy(amount, divisor);
      const resource = valueOf(content.resource);
      return text === undefined ? [{ kind: "resource", resource }] : [{ kind: "text", text }];
    }
    case "other":
      return [{ kind: "unread", reason: "invalid" }];
  }
}

/** Linux hands no process a longer one (MAX_ARG_STRLEN); references to references could make it grow without end. */
const LONGEST = 131_072;

/** Only what stands above it counts, and Services; a reference to anything else stays as it is written. */
function expanded(text: string, around: EnvSurroundings, own: Own, gaps: readonly EnvGap[]): EnvValue {
  const pieces: EnvPiece[] = [];
  let length = 0;
  for (const part of textParts(text)) {
    const value = part.kind === "text" ? [part] : referred(part.name, around, own, gaps);
    length += lengthOf(value);
    if (length > LONGEST) return [{ kind: "too-long" }];
    pieces.push(...value);
  }
  return joined(pieces);
}

function referred(name: string, around: EnvSurroundings, own: Own, gaps: readonly EnvGap[]): EnvValue {
  const value = own.get(name)?.value ?? around.services.get(name)?.value;
  if (value) return value;
  return gaps.length > 0 ? [{ kind: "reference", name }] : [{ kind: "text", text: `$(${name})` }];
}

function lengthOf(value: EnvValue): number {
  return value.reduce((length, piece) => length + (piece.kind === "text" ? piece.text.length : 1), 0);
}

/** Texts side by side are one. */
export function joined(pieces: EnvValue): EnvValue {
  const result: EnvPiece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (piece.kind === "text" && last?.kind === "text")
      result.splice(-1, 1, { kind: "text", text: last.text + piece.text });
    else if (piece.kind !== "text" || piece.text !== "") result.push(piece);
  }
  return result;
}
