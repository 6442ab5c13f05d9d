/** The strict check: fields that a struct does not have. kubectl asks for it by default; all are named together. */
import { closest, distance } from "fastest-levenshtein";
import { entriesOf } from "../value/value.ts";
import type { ApiFault, FaultFix } from "./fault.ts";
import { at, entries, type Field, isEmpty, isUnknown, items } from "./field.ts";
import { backendWithService } from "./oldIngress.ts";
import type { Struct, Type } from "./structs/struct.ts";
import { structs } from "./structs/structs.ts";

export function unknownFields(object: Field, struct: string): readonly ApiFault[] {
  return inType(object, { type: "struct", name: struct });
}

/**
 * Of an object whose `spec` says nothing, the fields that stand beside it: their indentation is lost. Such an object looks like
 * a part of one, but no tool that merges parts makes anything of these either.
 */
export function unindentedFields(object: Field, struct: string): readonly ApiFault[] {
  const spec = specStruct(struct);
  if (!spec || !isEmpty(at(object, "spec"))) return [];
  return unknownFields(object, struct).filter(
    ({ at: { path } }) => path.length === 1 && spec.fields.has(String(path[0])),
  );
}

function specStruct(struct: string): Struct | undefined {
  const type = structs.get(struct)?.fields.get("spec");
  return type?.type === "struct" ? structs.get(type.name) : undefined;
}

function inType(field: Field, type: Type): readonly ApiFault[] {
  if (isUnknown(field)) return [];
  switch (type.type) {
    case "list":
      return items(field).flatMap((item) => inType(item, type.of));
    case "map":
      return entries(field).flatMap((entry) => inType(entry.field, type.of));
    case "struct": {
      const struct = structs.get(type.name);
      return struct ? inStruct(field, struct) : [];
    }
    default:
      return [];
  }
}

function inStruct(field: Field, struct: Struct): readonly ApiFault[] {
  const written = new Set(entriesOf(field.value).map(({ key }) => key));
  const missing = [...struct.fields.keys()].filter((name) => !written.has(name));
  return entries(field).flatMap((entry) => {
    const type = struct.fields.get(entry.key);
    // A key that is no text comes of an expression without quotes: `{{ values }}`.
    if (entry.key === "") return [];
    return type ? inType(entry.field, type) : [unknownField(field, entry.key, struct, missing)];
  });
}

/** `missing`: the fields that are not written yet; one of them may be meant. */
function unknownField(owner: Field, key: string, struct: Struct, missing: readonly string[]): ApiFault {
  const { path, serverPath } = at(owner, key);
  const place = elsewhere(owner, key, struct);
  const meant = place === undefined ? nearest(key, missing) : undefined;
  const isCase = meant?.toLowerCase() === key.toLowerCase();
  const fix: FaultFix | undefined =
    meant === undefined
      ? undefined
      : {
          title: `Rename \`${key}\` to \`${meant}\``,
          safety: isCase ? "safe" : "suggestion",
          changes: [{ type: "rename", path, key: meant }],
        };
  return {
    error: "UnknownField",
    serverPath,
    at: { path, part: "key" },
    message: `strict decoding error: unknown field "${serverPath}"`,
    ...(fix ? { advice: isCase ? caseAdvice(meant) : `Is \`${meant}\` meant?`, fix } : {}),
    ...(place === undefined ? {} : { advice: place }),
    ...gone(owner, `${struct.name}.${key}`),
  };
}

/** Fields and labels that are well spelt, but stand one level too high. */
function elsewhere(owner: Field, key: string, struct: Struct): string | undefined {
  if (owner.path.length === 0 && specStruct(struct.name)?.fields.has(key)) {
    return `\`${key}\` belongs below \`spec\`: indent it.`;
  }
  const isLabel = struct.name === "LabelSelector" && at(owner, key).value?.type === "scalar";
  return isLabel ? "The labels to look for stand below `matchLabels`, one level further in." : undefined;
}

/** Fields that were there once. */
const GONE: ReadonlyMap<string, string> = new Map([
  ["ServiceSpec.topologyKeys", "It went with 1.22; `trafficDistribution` does what most used it for."],
  ["ServiceSpec.ipFamily", "It went with 1.20; `ipFamilies` is a list."],
  ["IngressSpec.backend", "In `networking.k8s.io/v1` it is `defaultBackend`."],
  ["IngressBackend.serviceName", "In `networking.k8s.io/v1` it is `service.name`."],
  [
    "IngressBackend.servicePort",
    "In `networking.k8s.io/v1` it is `service.port.number`, or `service.port.name`.",
  ],
  ["Endpoint.topology", "In `discovery.k8s.io/v1` it is `nodeName` and `zone`."],
]);

function gone(owner: Field, field: string): Pick<ApiFault, "advice" | "fix"> {
  const advice = GONE.get(field);
  const fix = field.startsWith("IngressBackend.") ? backendWithService(owner) : undefined;
  return { ...(advice === undefined ? {} : { advice }), ...(fix ? { fix } : {}) };
}

function caseAdvice(meant: string | undefined): string {
  return `Upper and lower case count: the field is \`${meant}\`.`;
}

/** The field that was probably meant: no more than a third of its letters differ, or two have changed places. */
function nearest(key: string, fields: readonly string[]): string | undefined {
  const lower = fields.map((field) => field.toLowerCase());
  if (lower.length === 0) return undefined;
  const found = closest(key.toLowerCase(), lower);
  const apart = distance(key.toLowerCase(), found);
  const isSwapped = apart === 2 && inOrder(key.toLowerCase()) === inOrder(found);
  const isNear = isSwapped || apart <= Math.max(1, Math.floor(found.length / 3));
  return isNear && key.length > 2 ? fields[lower.indexOf(found)] : undefined;
}

function inOrder(letters: string): string {
  return [...letters].toSorted().join("");
}
