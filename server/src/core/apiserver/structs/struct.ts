/**
 * The fields of the API's structs as data, complete for 1.36 and with what 1.37 adds: by struct, the names of its fields, each
 * with the type where that is not `string`. `any` is not looked into: what stands there is neither decoded nor checked.
 */
export type Structs = Readonly<Record<string, string>>;

export interface Struct {
  /** As Go prints it: `ServicePort`. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, Type>;
}

export type Type =
  | { readonly type: "string" | "bool" | "int32" | "int64" | "IntOrString" | "any" }
  | { readonly type: "map" | "list"; readonly of: Type }
  | { readonly type: "struct"; readonly name: string };

export function parseStructs(tables: readonly Structs[]): ReadonlyMap<string, Struct> {
  const all = tables.flatMap((table) => Object.entries(table));
  return new Map(all.map(([name, fields]) => [name, { name: shortName(name), fields: parseFields(fields) }]));
}

/** The same name in two packages bears the package of the one: `discovery.EndpointPort`. */
function shortName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

function parseFields(fields: string): ReadonlyMap<string, Type> {
  const words = fields.split(/\s+/).filter((word) => word !== "");
  return new Map(
    words.map((word) => {
      const [name = "", type = "string"] = word.split(":");
      return [name, parseType(type)];
    }),
  );
}

function parseType(text: string): Type {
  if (text.startsWith("[]")) return { type: "list", of: parseType(text.slice(2)) };
  if (text.startsWith(MAP)) return { type: "map", of: parseType(text.slice(MAP.length)) };
  switch (text) {
    case "string":
    case "bool":
    case "int32":
    case "int64":
    case "IntOrString":
    case "any":
      return { type: text };
    default:
      return { type: "struct", name: text };
  }
}

const MAP = "map[string]";

/** A type as Go prints it: `[]v1.ServicePort`, `map[string]string`. */
export function printType(type: Type): string {
  switch (type.type) {
    case "list":
      return `[]${printType(type.of)}`;
    case "map":
      return `${MAP}${printType(type.of)}`;
    case "struct":
      return `v1.${shortName(type.name)}`;
    case "IntOrString":
      return "intstr.IntOrString";
    default:
      return type.type;
  }
}
