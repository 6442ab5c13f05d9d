/** The environment that the containers of a pod ask for: `env` and `envFrom` (Container, core/v1), as they are written. */
import { type Known, known, unknown } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { booleanOf, literal, resolve, textOf } from "../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../value/value.ts";

export interface ContainerEnv {
  readonly name: Known<string> | undefined;
  readonly list: "initContainers" | "containers";
  readonly index: number;
  /** In the resource. */
  readonly path: Path;
  readonly envFrom: readonly EnvSource[];
  readonly env: readonly EnvEntry[];
  /** A template stands where one of the lists should. */
  readonly open: boolean;
}

/** One entry of `envFrom`: every key of an object becomes a variable. */
export interface EnvSource {
  readonly index: number;
  readonly prefix: Known<string>;
  readonly object: EnvObject | undefined;
}

export interface EnvObject {
  readonly kind: "ConfigMap" | "Secret";
  readonly name: Known<string> | undefined;
  /** Absent means false: the container waits until the object is there. */
  readonly optional: Known<boolean>;
}

/** One entry of `env`. */
export interface EnvEntry {
  readonly index: number;
  readonly name: Known<string> | undefined;
  readonly content: EnvContent;
}

export type EnvContent =
  /** `value`: its `$(NAME)` are not resolved yet. */
  | { readonly kind: "text"; readonly text: Known<string> }
  | { readonly kind: "key"; readonly object: EnvObject; readonly key: Known<string> | undefined }
  /** `fieldRef.fieldPath`. */
  | { readonly kind: "field"; readonly fieldPath: Known<string> | undefined }
  /** `resourceFieldRef`. */
  | {
      readonly kind: "resource";
      readonly resource: Known<string> | undefined;
      /** What the container that is meant has there (`limits.cpu`); undefined when nothing is written. */
      readonly amount: Known<string> | undefined;
      readonly divisor: Known<string>;
    }
  /** `fileKeyRef`, or something that is not known here. */
  | { readonly kind: "other" };

/** Of the init containers and then of the others, each in the order of the manifest; `podPath` is where the pod's spec lies. */
export function containerEnvs(podSpec: Value | undefined, podPath: Path): readonly ContainerEnv[] {
  return (["initContainers", "containers"] as const).flatMap((list) =>
    itemsOf(member(podSpec, list)).map((value, index) => {
      const [env, envFrom] = [member(value, "env"), member(value, "envFrom")];
      return {
        name: textOf(member(value, "name")),
        list,
        index,
        path: [...podPath, "spec", list, index],
        envFrom: itemsOf(envFrom).map(sourceOf),
        env: itemsOf(env).map((each, at) => entryOf(each, at, value, podSpec)),
        open: [env, envFrom].some((each) => each?.type === "scalar" && textOf(each) !== undefined),
      };
    }),
  );
}

function sourceOf(value: Value, index: number): EnvSource {
  const [map, secret] = [member(value, "configMapRef"), member(value, "secretRef")];
  return {
    index,
    prefix: textOf(member(value, "prefix")) ?? known(""),
    object: map ? objectOf(map, "ConfigMap") : secret && objectOf(secret, "Secret"),
  };
}

function objectOf(value: Value, kind: EnvObject["kind"]): EnvObject {
  return {
    kind,
    name: textOf(member(value, "name")),
    optional: booleanOf(member(value, "optional")) ?? known(false),
  };
}

function entryOf(value: Value, index: number, container: Value, podSpec: Value | undefined): EnvEntry {
  const reference = memberAt(value, "valueFrom", "resourceFieldRef");
  const content = contentOf(value) ?? resourceOf(reference, container, podSpec);
  return { index, name: textOf(member(value, "name")), content };
}

function resourceOf(reference: Value | undefined, container: Value, podSpec: Value | undefined): EnvContent {
  const resource = textOf(member(reference, "resource"));
  if (resource === undefined) return { kind: "other" };
  const name = textOf(member(reference, "containerName"));
  const all = ["initContainers", "containers"].flatMap((list) => itemsOf(member(podSpec, list)));
  const meant =
    name === undefined ? container : all.find((each) => sameText(textOf(member(each, "name")), name));
  const steps = "value" in resource ? resource.value.split(/\.(.*)/s).slice(0, 2) : [];
  const divisor = amountOf(member(reference, "divisor"));
  const isNone = divisor === undefined || ("value" in divisor && /^0*$/.test(divisor.value));
  return {
    kind: "resource",
    resource,
    amount: steps.length < 2 ? undefined : amountOf(memberAt(meant, "resources", ...steps)),
    divisor: isNone ? known("1") : divisor,
  };
}

function sameText(a: Known<string> | undefined, b: Known<string>): boolean {
  return a !== undefined && "value" in a && "value" in b && a.value === b.value;
}

/** A quantity may be written as a number, too. */
function amountOf(value: Value | undefined): Known<string> | undefined {
  const resolved = value?.type === "scalar" ? resolve(value) : undefined;
  return typeof resolved === "number" ? known(String(resolved)) : textOf(value);
}

/** An empty `value` gives way to `valueFrom`. Undefined for what is taken of resources, or is not known here. */
function contentOf(value: Value): EnvContent | undefined {
  const text = envText(member(value, "value"));
  const from = member(value, "valueFrom");
  if (from === undefined || !("value" in text) || text.value !== "") return { kind: "text", text };
  const [map, secret] = [member(from, "configMapKeyRef"), member(from, "secretKeyRef")];
  const keyed = map ?? secret;
  if (keyed) {
    const object = objectOf(keyed, map ? "ConfigMap" : "Secret");
    return { kind: "key", object, key: textOf(member(keyed, "key")) };
  }
  const field = memberAt(from, "fieldRef", "fieldPath");
  return field && { kind: "field", fieldPath: textOf(field) };
}

/** References to variables are no placeholders here: the kubelet knows them. */
export function envText(value: Value | undefined): Known<string> {
  if (value === undefined) return known("");
  const resolved = value.type === "scalar" ? resolve(value) : undefined;
  if (resolved === null) return known("");
  if (typeof resolved !== "string") return unknown("invalid");
  const rest = literal(resolved.replaceAll(/\$?\$\([^)]*\)/g, ""));
  return "value" in rest ? known(resolved) : rest;
}
