/**
 * What may stand in a kustomization (kustomize.config.k8s.io, as of 5.8). Kustomize reads it strictly: an unknown field or a value
 * of another type ends the build.
 */
import type { Path } from "../../../value/path.ts";
import { resolve } from "../../../value/scalar.ts";
import { entriesOf, itemsOf, type Mapping, type Scalar, type Value } from "../../../value/value.ts";
import type { At } from "./object.ts";
import { below, type Report, refuse } from "./report.ts";
import { isNull } from "./values.ts";

type Shape =
  | "text"
  | "flag"
  | "integer"
  | "any"
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> };

const fields = (record: Readonly<Record<string, Shape>>): Shape => ({ fields: record });

const texts = (...keys: readonly string[]): Readonly<Record<string, Shape>> =>
  Object.fromEntries(keys.map((key) => [key, "text" as const]));

const TEXTS: Shape = { list: "text" };
const PAIRS: Shape = { map: "text" };

const gvk = texts("group", "version", "kind");
const selector = fields({
  ...gvk,
  ...texts("name", "namespace", "annotationSelector", "labelSelector", "apiVersion"),
});
const fieldSpecs: Shape = { list: fields({ ...gvk, path: "text", create: "flag" }) };
const generatorOptions = fields({
  labels: PAIRS,
  annotations: PAIRS,
  disableNameSuffixHash: "flag",
  immutable: "flag",
});
const generator: Readonly<Record<string, Shape>> = {
  ...texts("name", "namespace", "behavior", "env"),
  literals: TEXTS,
  files: TEXTS,
  envs: TEXTS,
  options: generatorOptions,
};
const patches: Shape = {
  list: fields({ path: "text", patch: "text", target: selector, options: { map: "flag" } }),
};
const images: Shape = { list: fields(texts("name", "newName", "newTag", "digest", "tagSuffix")) };
const fieldOptions = fields({ delimiter: "text", index: "integer", create: "flag", encoding: "text" });
const replacements: Shape = {
  list: fields({
    path: "text",
    sourceValue: "text",
    source: fields({
      ...gvk,
      ...texts("name", "namespace", "apiVersion", "fieldPath"),
      options: fieldOptions,
    }),
    targets: {
      list: fields({
        select: selector,
        reject: { list: selector },
        fieldPaths: TEXTS,
        options: fieldOptions,
      }),
    },
  }),
};

const KUSTOMIZATION: Readonly<Record<string, Shape>> = {
  ...texts("apiVersion", "kind", "namePrefix", "nameSuffix", "namespace"),
  metadata: "any",
  openapi: PAIRS,
  commonLabels: PAIRS,
  commonAnnotations: PAIRS,
  labels: {
    list: fields({
      pairs: PAIRS,
      includeSelectors: "flag",
      includeTemplates: "flag",
      includeVolumeClaimTemplates: "flag",
      fields: fieldSpecs,
    }),
  },
  patchesStrategicMerge: TEXTS,
  patchesJson6902: patches,
  patches,
  images,
  imageTags: images,
  replacements,
  replicas: { list: fields({ name: "text", count: "integer" }) },
  vars: {
    list: fields({
      name: "text",
      objref: fields({ ...gvk, ...texts("apiVersion", "name", "namespace") }),
      fieldref: fields(texts("fieldPath")),
    }),
  },
  sortOptions: fields({
    order: "text",
    legacySortOptions: fields({ orderFirst: TEXTS, orderLast: TEXTS }),
  }),
  ...Object.fromEntries(
    [
      ...["resources", "components", "crds", "bases", "configurations"],
      ...["generators", "transformers", "validators", "buildMetadata"],
    ].map((key) => [key, TEXTS]),
  ),
  configMapGenerator: { list: fields(generator) },
  secretGenerator: { list: fields({ ...generator, type: "text" }) },
  generatorOptions,
  helmGlobals: "any",
  helmCharts: "any",
  helmChartInflationGenerator: "any",
};

/** Fields under the names that kustomize gives them: it reads `fieldpath` for `fieldPath`, as Go's JSON does. */
export function withKnownNames(value: Mapping): Mapping {
  const named = renamed(value, fields(KUSTOMIZATION));
  return named.type === "mapping" ? named : value;
}

function renamed(value: Value, shape: Shape): Value {
  if (typeof shape === "string" || "map" in shape || value.type === "scalar") return value;
  if ("list" in shape) {
    if (value.type !== "sequence") return value;
    return { type: "sequence", items: value.items.map((item) => renamed(item, shape.list)) };
  }
  if (value.type !== "mapping") return value;
  const entries = value.entries.map(({ key, value: field }) => {
    const name = nameIn(shape.fields, key) ?? key;
    return { key: name, value: renamed(field, shape.fields[name] ?? "any") };
  });
  return { type: "mapping", entries };
}

/** Reports every field that kustomize would not read. */
export function checkFields(value: Mapping, at: At, report: Report): void {
  check(value, fields(KUSTOMIZATION), at, report);
}

function check(value: Value, shape: Shape, at: At, report: Report): void {
  if (shape === "any" || isNull(value)) return;
  if (typeof shape === "string") checkScalar(value, shape, at, report);
  else if ("list" in shape) checkList(value, shape.list, at, report);
  else
    checkMapping(
      value,
      (key) => ("map" in shape ? shape.map : shape.fields[nameIn(shape.fields, key) ?? ""]),
      at,
      report,
    );
}

function checkList(value: Value, shape: Shape, at: At, report: Report): void {
  if (value.type !== "sequence") refuse(report, "field", at, `${nameOf(at)} must be a list`);
  for (const [index, item] of itemsOf(value).entries()) check(item, shape, below(at, index), report);
}

function checkMapping(
  value: Value,
  shapeOf: (key: string) => Shape | undefined,
  at: At,
  report: Report,
): void {
  if (value.type !== "mapping")
    refuse(report, "field", at, `${nameOf(at)} must hold fields${insteadOf(value, shapeOf, at)}`);
  for (const { key, value: field } of entriesOf(value)) {
    const known = shapeOf(key);
    if (known) check(field, known, below(at, key), report);
    else refuse(report, "field", below(at, key), `\`${key}\` is no field that kustomize knows here`);
  }
}

/** Kustomize 2 took the names of files for `patches`; `path` holds such a name now. */
function insteadOf(value: Value, shapeOf: (key: string) => Shape | undefined, { path }: At): string {
  const isName = value.type === "scalar" && !value.raw.includes("\n");
  const isItem = typeof path.at(-1) === "number" && shapeOf("path") === "text";
  return isName && isItem ? `, such as \`path: ${value.raw}\`` : "";
}

/** Capitals are all one. */
function nameIn(known: Readonly<Record<string, Shape>>, key: string): string | undefined {
  if (Object.hasOwn(known, key)) return key;
  const lower = key.toLowerCase();
  return Object.keys(known).find((each) => each.toLowerCase() === lower);
}

/** The fields that may stand where the last key of a path does; none where any may. */
export function namesBeside(path: Path): readonly string[] {
  const parent = path.slice(0, -1).reduce<Shape | undefined>(shapeBelow, fields(KUSTOMIZATION));
  return typeof parent === "object" && "fields" in parent ? Object.keys(parent.fields) : [];
}

/** Whether a text must stand at a path. */
export function takesText(path: Path): boolean {
  return path.reduce<Shape | undefined>(shapeBelow, fields(KUSTOMIZATION)) === "text";
}

function shapeBelow(shape: Shape | undefined, step: string | number): Shape | undefined {
  if (typeof shape !== "object") return undefined;
  if ("list" in shape) return shape.list;
  return "map" in shape ? shape.map : shape.fields[nameIn(shape.fields, String(step)) ?? ""];
}

const WORDS = { text: "a text", flag: "true or false", integer: "a whole number" } as const;

function checkScalar(value: Value, shape: keyof typeof WORDS, at: At, report: Report): void {
  const resolved = value.type === "scalar" ? resolve(value) : undefined;
  const fits = {
    text: typeof resolved === "string",
    flag: typeof resolved === "boolean",
    integer: Number.isInteger(resolved),
  };
  if (fits[shape]) return;
  const hint = shape === "text" && value.type === "scalar" ? `: write "${value.raw}" in quotes` : "";
  const written = value.type === "scalar" && hint === "" ? `, not ${writtenAs(value)}` : "";
  refuse(report, "field", at, `${nameOf(at)} must be ${WORDS[shape]}${written}${hint}`);
}

function writtenAs({ raw, style }: Scalar): string {
  return style === "plain" ? `\`${raw}\`` : `the text "${raw}"`;
}

/** The field, or an item of it, as a person would call it. */
function nameOf({ path, within }: At): string {
  const steps = within ?? path;
  const key = steps.findLast((step) => typeof step === "string");
  if (key === undefined) return "this";
  return typeof steps.at(-1) === "number" ? `an item of \`${key}\`` : `\`${key}\``;
}
