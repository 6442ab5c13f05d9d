/** `configurations:` files and `crds:`: further fields that transformers set and in which names stand. */
import { type FileId, pathOf } from "../../../value/file.ts";
import { entriesOf, member, memberAt, type Value } from "../../../value/value.ts";
import { configIn, emptyConfig, mergeConfigs, type TransformerConfig } from "./config.ts";
import type { FieldSpec } from "./fieldSpec.ts";
import { documentsAt, named } from "./files.ts";
import { leaveOpen, refuse } from "./report.ts";
import { type Item, itemsAt, type Target } from "./target.ts";
import { rawOf } from "./values.ts";

export function configsOf(target: Target): TransformerConfig {
  const { value, at, report } = target;
  const configs = [
    ...itemsAt(value, at, "configurations").map((item) => ({ item, read: configIn })),
    ...itemsAt(value, at, "crds").map((item) => ({ item, read: configOfTypes })),
  ];
  return configs.reduce((config, { item, read }) => {
    const root = rootOf(target, item);
    const merged = root ? mergeConfigs(config, read(root)) : config;
    if (!merged)
      refuse(report, "transformer", item.at, `${rawOf(item.value)} contradicts another about \`create\``);
    return merged ?? config;
  }, emptyConfig);
}

/** The first document of a file that the kustomization names. */
function rootOf({ db, file, report }: Target, { value, at }: Item): Value | undefined {
  const entry = rawOf(value);
  const meant = named(db, file, entry);
  if (meant.kind !== "file") {
    notThere({ file, report }, entry, meant.kind, at);
    return undefined;
  }
  const [first] = documentsAt(db, meant.file) ?? [];
  if (!first) return undefined;
  if (!("problem" in first)) return first.value;
  refuse(report, "unreadable-file", at, `${entry} does not parse: ${first.problem}`);
  return undefined;
}

/** What is said of a file that a kustomization names and that cannot be read. */
export function notThere(
  { file, report }: Pick<Target, "report"> & { readonly file: FileId },
  entry: string,
  why: "remote" | "absolute" | "outside" | "missing" | "kustomization",
  at: Item["at"],
): void {
  if (why === "remote") leaveOpen(report, "remote", file, `${pathOf(file)} uses ${entry}`);
  else if (why === "outside" || why === "absolute")
    refuse(
      report,
      "outside",
      at,
      `${entry} lies outside the folder of this kustomization; kustomize reads no such file`,
    );
  else if (why === "kustomization")
    refuse(report, "missing-file", at, `${entry} is a folder, and must be a file`);
  else refuse(report, "missing-file", at, `${entry} is not there`);
}

/** OpenAPI definitions of custom kinds, whose extensions say where names and labels stand; by type name. */
function configOfTypes(root: Value): TransformerConfig {
  const types = new Map(entriesOf(root).map(({ key, value }) => [key, memberAt(value, "Schema")]));
  const configs = [...types].flatMap(([name, schema]) => {
    const properties = member(schema, "properties");
    const isKind = ["kind", "apiVersion", "metadata"].every((key) => member(properties, key));
    const kind = name.slice(name.lastIndexOf(".") + 1);
    return isKind ? [fieldsOfType(types, schema, { kind, path: [], open: [name] })] : [];
  });
  return configs.reduce((all, config) => mergeConfigs(all, config) ?? all, emptyConfig);
}

interface Way {
  readonly kind: string;
  readonly path: readonly string[];
  /** Types that the way leads through: they may hold themselves. */
  readonly open: readonly string[];
}

function fieldsOfType(
  types: ReadonlyMap<string, Value | undefined>,
  schema: Value | undefined,
  way: Way,
): TransformerConfig {
  return entriesOf(member(schema, "properties"))
    .flatMap(({ key, value }) => {
      const path = [...way.path, key];
      const own = fieldsOfProperty(value, path, way.kind);
      const type = rawOf(member(value, "$ref"));
      if (type === "" || way.open.includes(type) || way.open.length > 30) return [own];
      return [own, fieldsOfType(types, types.get(type), { ...way, path, open: [...way.open, type] })];
    })
    .reduce((all, config) => mergeConfigs(all, config) ?? all, emptyConfig);
}

function fieldsOfProperty(property: Value, path: readonly string[], kind: string): TransformerConfig {
  const says = (name: string) => member(property, `x-kubernetes-${name}`);
  const at = (...more: readonly string[]): readonly FieldSpec[] => [
    { kind, path: [...path, ...more].join("/"), create: false },
  ];
  const target = { version: rawOf(says("object-ref-api-version")), kind: rawOf(says("object-ref-kind")) };
  const referrers = at(rawOf(says("object-ref-name-key")) || "name");
  return {
    ...emptyConfig,
    commonAnnotations: says("annotation") ? at() : [],
    commonLabels: says("label-selector") ? at() : [],
    namePrefix: says("identity") ? at() : [],
    nameReference: target.version !== "" && target.kind !== "" ? [{ target, referrers }] : [],
  };
}
