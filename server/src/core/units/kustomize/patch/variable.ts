/**
 * `vars`: a field of one object that stands for `$(NAME)` in fields of others. Deprecated since kustomize 5, still built.
 * Which object is meant is settled where the variable is declared; its value is read when all names are final.
 */
import type { Path } from "../../../value/path.ts";
import { type Mapping, member, type Scalar, type Value } from "../../../value/value.ts";
import { nodeByPath, segmentsOf } from "./fieldPath.ts";
import { effectiveNamespace, type Named, type ObjectName } from "./identified.ts";
import { nodeOf } from "./node.ts";
import { isFault, type PatchFault } from "./patched.ts";
import { textScalar, typeOf } from "./typed.ts";
import { textAt } from "./written.ts";

export interface Variable {
  readonly name: string;
  readonly object: ObjectName;
  readonly fieldPath: string;
}

/** An entry of `vars`. */
export function variableOf(entry: Value): Variable | PatchFault {
  const reference = member(entry, "objref");
  const texts = ["apiVersion", "group", "version", "kind", "name", "namespace"].map((key) =>
    textAt(reference, key, ["objref"]),
  );
  const name = textAt(entry, "name", []);
  const path = textAt(member(entry, "fieldref"), "fieldPath", ["fieldref"]);
  const fault = [...texts, name, path].find(isFault);
  if (fault) return fault;
  const [apiVersion, group, version, kind, objectName, namespace] = texts.map((text) =>
    isFault(text) ? "" : (text ?? ""),
  );
  return {
    name: isFault(name) ? "" : (name ?? ""),
    object: {
      ...(apiVersion
        ? groupAndVersion(apiVersion, group ?? "")
        : { group: group ?? "", version: version ?? "" }),
      kind: kind ?? "",
      name: objectName ?? "",
      namespace: namespace ?? "",
    },
    fieldPath: isFault(path) || path === undefined || path === "" ? "metadata.name" : path,
  };
}

function groupAndVersion(apiVersion: string, group: string) {
  const slash = apiVersion.indexOf("/");
  return slash < 0
    ? { group, version: apiVersion }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** The index of the object that a variable is about; undefined when there is none yet, a fault when there are several. */
export function variableSource(
  { name, object }: Variable,
  objects: readonly Named[],
): number | undefined | PatchFault {
  const found = objects.flatMap(({ current, previous }, index) =>
    [current, ...previous].some((each) => isSame(each, object)) ? [index] : [],
  );
  if (found.length < 2) return found[0];
  return { fault: `${found.length} objects may be meant by the variable ${name}`, path: ["objref"] };
}

/** Without a namespace, an object of any is meant. */
function isSame(name: ObjectName, wanted: ObjectName): boolean {
  const isNamed =
    name.group === wanted.group &&
    name.version === wanted.version &&
    name.kind === wanted.kind &&
    name.name === wanted.name;
  if (!isNamed || wanted.namespace === "") return isNamed;
  return effectiveNamespace(name) === effectiveNamespace({ ...wanted, ...scopeOf(name) });
}

function scopeOf({ clusterScoped }: ObjectName) {
  return clusterScoped === undefined ? {} : { clusterScoped };
}

/** A single value; "whole" for a mapping or list, which replaces nothing. A fault when the field is not there. */
export function variableValue({ name, fieldPath }: Variable, object: Mapping): Scalar | "whole" | PatchFault {
  const at: Path = ["fieldref", "fieldPath"];
  const node = nodeByPath(nodeOf(object, { side: "object", path: [] }), stepsOf(fieldPath));
  if (node && "problem" in node) return { fault: `\`${fieldPath}\`: ${node.problem}`, path: at };
  if (!node) return { fault: `the object of the variable ${name} has nothing at \`${fieldPath}\``, path: at };
  return node.type === "scalar" ? node.scalar : "whole";
}

/** `ports[0]` is a field and an index. */
function stepsOf(path: string): readonly string[] {
  return segmentsOf(path).flatMap((segment) => {
    const [, field = "", index] = /^(.*)\[([0-9]+)\]$/.exec(segment) ?? [];
    return index === undefined ? [segment] : [field, index].filter((each) => each !== "");
  });
}

/** By name. */
export type VariableValues = ReadonlyMap<string, Scalar>;

export interface Expanded {
  readonly value: Value;
  /** The variables that were put in, and where below the value. */
  readonly used: readonly { readonly name: string; readonly below: Path }[];
}

/** What stands in a field that may hold variables: a text, a list of texts, or a mapping with texts in it. */
export function expanded(value: Value, variables: VariableValues): Expanded | PatchFault {
  switch (value.type) {
    case "scalar": {
      const { scalar, names } = expandedScalar(value, variables);
      return { value: scalar, used: names.map((name) => ({ name, below: [] })) };
    }
    case "mapping":
      return expandedMapping(value, variables);
    case "sequence":
      return expandedList(value.items, variables);
  }
}

function expandedMapping({ entries }: Mapping, variables: VariableValues): Expanded {
  const fields = entries.map(({ key, value }) => ({
    key,
    ...(value.type === "scalar" ? expandedScalar(value, variables) : { scalar: value, names: [] }),
  }));
  return {
    value: { type: "mapping", entries: fields.map(({ key, scalar }) => ({ key, value: scalar })) },
    used: fields.flatMap(({ key, names }) => names.map((name) => ({ name, below: [key] }))),
  };
}

function expandedList(items: readonly Value[], variables: VariableValues): Expanded | PatchFault {
  const results: ExpandedScalar[] = [];
  for (const [index, item] of items.entries()) {
    if (item.type !== "scalar" || typeOf(item) !== "text")
      return { fault: "a list that may hold variables must hold texts alone", path: [index] };
    results.push(expandedScalar(item, variables));
  }
  return {
    value: { type: "sequence", items: results.map(({ scalar }) => scalar) },
    used: results.flatMap(({ names }, index) => names.map((name) => ({ name, below: [index] }))),
  };
}

interface ExpandedScalar {
  readonly scalar: Scalar;
  readonly names: readonly string[];
}

/** `$$` is a dollar sign; what is no variable stays. A text that is a variable and nothing else takes its type. */
function expandedScalar(scalar: Scalar, variables: VariableValues): ExpandedScalar {
  if (typeOf(scalar) !== "text" || !scalar.raw.includes("$")) return { scalar, names: [] };
  const [, only] = /^\$\(([^)]*)\)$/.exec(scalar.raw) ?? [];
  const whole = only === undefined ? undefined : variables.get(only);
  if (only !== undefined && whole)
    return { scalar: typeOf(whole) === "null" ? textScalar(whole.raw, "double") : whole, names: [only] };
  const names: string[] = [];
  const raw = scalar.raw.replace(/\$\$|\$\(([^)]*)\)/g, (found, name: string | undefined) => {
    if (name === undefined) return "$";
    const value = variables.get(name);
    if (value) names.push(name);
    return value ? value.raw : found;
  });
  return { scalar: raw === scalar.raw ? scalar : textScalar(raw, scalar.style), names };
}
