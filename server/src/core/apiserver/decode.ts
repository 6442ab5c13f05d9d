/**
 * Decoding: whether every value has the type of its field (kubectl turns YAML into JSON, the server JSON into structs). The
 * server names the first mismatch, in the order of sorted keys; what follows from it is not looked at.
 */
import { resolve } from "../value/scalar.ts";
import type { Scalar, Value } from "../value/value.ts";
import type { ApiFault, FaultFix } from "./fault.ts";
import { entries, type Field, isSet, isUnknown, items } from "./field.ts";
import { portAsFields } from "./oldIngress.ts";
import { isOfType } from "./scalarType.ts";
import { printType, type Struct, type Type } from "./structs/struct.ts";
import { structs } from "./structs/structs.ts";

/** Where a value stands in Go: the struct that has the field, and the way there without indexes. */
interface Owner {
  readonly struct: string;
  readonly way: string;
}

/** What cannot be decoded, in the order in which the server meets it. */
export function* decodeFaults(object: Field, struct: string): Generator<ApiFault> {
  yield* inType(object, { type: "struct", name: struct }, { struct: "", way: "" });
}

function* inType(field: Field, type: Type, owner: Owner): Generator<ApiFault> {
  if (!isSet(field) || isUnknown(field) || type.type === "any" || isPlaceholder(field, type)) return;
  const { value } = field;
  if (type.type === "struct") {
    const struct = structs.get(type.name);
    if (value?.type !== "mapping") yield mismatch(field, type, owner);
    else if (struct) yield* inStruct(field, struct, owner);
  } else if (type.type === "map") {
    if (value?.type !== "mapping") yield mismatch(field, type, owner);
    else for (const { field: each } of sorted(entries(field))) yield* inType(each, type.of, owner);
  } else if (type.type === "list") {
    if (value?.type !== "sequence") yield mismatch(field, type, owner);
    else for (const item of items(field)) yield* inType(item, type.of, owner);
  } else if (value?.type !== "scalar" || !isOfType(value, type.type)) yield mismatch(field, type, owner);
}

function* inStruct(field: Field, { name, fields }: Struct, { way }: Owner): Generator<ApiFault> {
  for (const { key, field: each } of sorted(entries(field))) {
    const type = fields.get(key);
    if (type) yield* inType(each, type, { struct: name, way: way === "" ? key : `${way}.${key}` });
  }
}

/** `PORT` where a number has to be, `[IMAGE_URL]` for a text: what stands there is written before the manifest is applied. */
function isPlaceholder({ value }: Field, { type }: Type): boolean {
  if (value?.type === "sequence") {
    const [only, ...others] = value.items;
    const isText = type === "string" || type === "int32" || type === "IntOrString";
    return isText && others.length === 0 && only?.type === "scalar" && /^[A-Z][A-Z0-9_-]*$/.test(only.raw);
  }
  const isNumber = type === "int32" || type === "int64";
  return isNumber && value?.type === "scalar" && /^(?=.*(PORT|_))[A-Z][A-Z0-9_]*$/.test(value.raw);
}

function sorted<T extends { readonly key: string }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function mismatch(field: Field, type: Type, { struct, way }: Owner): ApiFault {
  const target =
    type.type === "IntOrString"
      ? "Go value of type int32"
      : `Go struct field ${struct}.${way} of type ${printType(type)}`;
  const fix = retyped(field, type);
  return {
    error: "Decode",
    serverPath: field.serverPath,
    at: { path: field.path, part: "value" },
    ...(field.value?.type === "scalar" ? { value: asWritten(field.value) } : {}),
    message: `json: cannot unmarshal ${printJson(field.value)} into ${target}`,
    ...(isLabelSelector(field, struct) ? flatSelector(field) : { advice: adviceOn(field.value, type) }),
    ...portAsFields(field, struct),
    ...(isText(type) ? { topic: "text" } : {}),
    ...(fix ? { fix } : {}),
  };
}

/** With its quotes, if any: they are what is wrong. */
function asWritten({ raw, style }: Scalar): string {
  return style === "plain" ? raw : `"${raw}"`;
}

/** `matchLabels` in the selector of a Service, which is no LabelSelector. */
function isLabelSelector({ path, value }: Field, struct: string): boolean {
  return struct === "ServiceSpec" && path.at(-1) === "matchLabels" && value?.type === "mapping";
}

function flatSelector(field: Field): Pick<ApiFault, "advice" | "fix"> {
  const pairs = entries(field);
  const isPlain = pairs.every(({ field: { value } }) => value?.type === "scalar");
  const sets = pairs.map(({ key, field: { value } }) => {
    const raw = value?.type === "scalar" ? value.raw : "";
    return { type: "set", path: [...field.path.slice(0, -1), key], value: raw } as const;
  });
  const changes = [...sets, { type: "remove", path: field.path } as const];
  return {
    advice: "The selector of a Service holds the labels themselves, without `matchLabels`.",
    // Comments beside the labels do not move with them: nothing to do unasked.
    ...(isPlain && pairs.length > 0
      ? { fix: { title: "Write the labels right into the selector", safety: "suggestion", changes } }
      : {}),
  };
}

function isText(type: Type): boolean {
  return type.type === "string";
}

/** As Go names what it found; a number that does not fit is printed. */
function printJson(value: Value | undefined): string {
  if (value?.type === "mapping") return "object";
  if (value?.type === "sequence") return "array";
  const resolved = value && resolve(value);
  if (typeof resolved === "number") return Number.isInteger(resolved) ? "number" : `number ${resolved}`;
  return typeof resolved === "boolean" ? "bool" : "string";
}

const WANTED: Readonly<Record<Type["type"], string>> = {
  string: "text, in quotes",
  bool: "`true` or `false`, without quotes",
  int32: "a whole number, without quotes",
  int64: "a whole number, without quotes",
  IntOrString: "a number, or a name",
  any: "something else",
  map: "`key: value` pairs",
  list: "a list: each entry on a line of its own, after `- `",
  struct: "fields of its own, indented below it",
};

function adviceOn(value: Value | undefined, type: Type): string {
  return `It is ${printFound(value)}, and has to be ${WANTED[type.type]}.`;
}

function printFound(value: Value | undefined): string {
  if (value?.type === "mapping") return "a mapping";
  if (value?.type === "sequence") return "a list";
  const resolved = value && resolve(value);
  if (typeof resolved === "number") return "a number to Kubernetes";
  return typeof resolved === "boolean" ? "a boolean to Kubernetes" : "text";
}

/** Quotes put on or taken off, where nothing else can be meant. */
function retyped({ path, value }: Field, type: Type): FaultFix | undefined {
  if (value?.type !== "scalar") return undefined;
  const { raw } = value;
  if (isText(type)) {
    const changes = [{ type: "set", path, value: raw } as const];
    return { title: `Put \`${raw}\` in quotes`, safety: "safe", changes };
  }
  if ((type.type === "int32" || type.type === "int64") && /^[1-9][0-9]{0,8}$|^0$/.test(raw)) {
    const changes = [{ type: "set", path, value: Number(raw) } as const];
    return { title: `Write \`${raw}\` without quotes`, safety: "safe", changes };
  }
  if (type.type === "bool" && (raw === "true" || raw === "false")) {
    const changes = [{ type: "set", path, value: raw === "true" } as const];
    return { title: `Write \`${raw}\` without quotes`, safety: "safe", changes };
  }
  return undefined;
}
