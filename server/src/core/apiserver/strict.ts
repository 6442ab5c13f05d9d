/** The strict check: fields that a struct does not have. kubectl asks for it by default; all are named together. */
import { closest, distance } from "fastest-levenshtein";
import { entriesOf } from "../value/value.ts";
import type { ApiFault, FaultFix } from "./fault.ts";
import { at, entries, type Field, isUnknown, items } from "./field.ts";
import type { Struct, Type } from "./structs/struct.ts";
import { structs } from "./structs/structs.ts";

export function unknownFields(object: Field, struct: string): readonly ApiFault[] {
  return inType(object, { type: "struct", name: struct });
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
  const meant = nearest(key, missing);
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
    ...gone(`${struct.name}.${key}`),
  };
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

function gone(field: string): Pick<ApiFault, "advice" | "fix"> {
  const advice = GONE.get(field);
  return advice === undefined ? {} : { advice };
}

function caseAdvice(meant: string | undefined): string {
  return `Upper and lower case count: the field is \`${meant}\`.`;
}

/** The field that was probably meant: no more than a third of its letters differ. */
function nearest(key: string, fields: readonly string[]): string | undefined {
  const lower = fields.map((field) => field.toLowerCase());
  if (lower.length === 0) return undefined;
  const found = closest(key.toLowerCase(), lower);
  const isNear = distance(key.toLowerCase(), found) <= Math.max(1, Math.floor(found.length / 3));
  return isNear && key.length > 2 ? fields[lower.indexOf(found)] : undefined;
}
