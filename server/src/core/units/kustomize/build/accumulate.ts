/**
 * A kustomization with all that it is built on, before names are settled: resources, generators, components, transformers, in
 * kustomize's order. Remembered per kustomization, so an edit in a base costs those that use it; a component works on what its
 * user has gathered so far and is therefore no query.
 */
import { firstAndRest, keyOf, query } from "../../../query/query.ts";
import { type FileId, pathOf } from "../../../value/file.ts";
import { defaultConfig, emptyConfig, mergeConfigs, type TransformerConfig } from "./config.ts";
import { configsOf } from "./configurations.ts";
import { checkFields } from "./fields.ts";
import { type Detail, documentsAt, named } from "./files.ts";
import { absorbed, generated } from "./generators.ts";
import { type KustomizationFile, kustomizationIn } from "./kustomization.ts";
import { refusal } from "./links.ts";
import type { At, BuildFault, BuiltObject, Incomplete } from "./object.ts";
import { pluginObjects, withGeneratorPlugins, withTransformerPlugins } from "./plugins.ts";
import { leaveOpen, newReport, refuse } from "./report.ts";
import { appended, objectsIn } from "./resources.ts";
import { fieldAt, type Item, itemsAt, type Target } from "./target.ts";
import { fieldTransformers } from "./transformers.ts";
import { rawOf } from "./values.ts";
import { joined, type Variable, variablesIn } from "./variables.ts";

export interface Gathered {
  readonly objects: readonly BuiltObject[];
  /** What configurations add to kustomize's own. */
  readonly config: TransformerConfig;
  readonly variables: readonly Variable[];
}

export interface Accumulated extends Gathered {
  readonly faults: readonly BuildFault[];
  readonly incomplete: readonly Incomplete[];
  readonly idle: readonly At[];
}

const NOTHING: Gathered = { objects: [], config: emptyConfig, variables: [] };

export function accumulatedKey(file: FileId, detail: Detail): string {
  return keyOf(file, detail);
}

/** Ask for those that a kustomization is built on first (`basesFirst`), and recursion stays shallow. */
export const accumulated = query<Accumulated>("kustomizeAccumulated", (db, key) => {
  const [file, written] = firstAndRest(key);
  const detail: Detail = written === "whole" ? "whole" : "outline";
  const report = newReport();
  const own = db.get(kustomizationIn, file);
  if (!own) {
    leaveOpen(report, "unreadable", file, `${pathOf(file)} is no kustomization that could be read`);
    return { ...NOTHING, ...report };
  }
  const gathered = gather({ db, file, value: own.value, at: own.at, report, detail, depth: 0 }, NOTHING);
  return { ...gathered, ...report };
});

/** How deep components may lie in each other; the deepest seen has three levels. */
const DEEPEST = 100;

function gather(target: Target, start: Gathered): Gathered {
  checkFields(target.value, target.at, target.report);
  const config = mergedConfig(target, start.config, configsOf(target));
  const read = ["resources", "bases"]
    .flatMap((key) => itemsAt(target.value, target.at, key))
    .reduce((gathered, item) => withResource(target, gathered, item), { ...start, config });
  const made = withGenerated(target, read);
  const whole = itemsAt(target.value, target.at, "components").reduce(
    (gathered, item) => withComponent(target, gathered, item),
    made,
  );
  const full = mergeConfigs(defaultConfig, whole.config) ?? defaultConfig;
  const byFields = fieldTransformers(target, whole.objects, full);
  const objects = withTransformerPlugins(target, byFields, pluginsOf(target, "transformers"));
  noteHelm(target);
  return { ...whole, ...variablesIn(target, { objects, variables: whole.variables }) };
}

function mergedConfig(
  { at, report }: Target,
  config: TransformerConfig,
  more: TransformerConfig,
): TransformerConfig {
  const merged = mergeConfigs(config, more);
  if (!merged)
    refuse(report, "transformer", at, "`configurations` contradict each other about `create` of a field");
  return merged ?? config;
}

function withResource(target: Target, gathered: Gathered, { value, at }: Item): Gathered {
  const { db, file, report } = target;
  const entry = rawOf(value);
  const meant = named(db, file, entry);
  if (meant.kind === "file") {
    if (!meant.isBelow) {
      const message = `${entry} is a file outside the folder of this kustomization; kustomize reads no such file`;
      refuse(report, "outside", at, message);
    }
    const documents = documentsAt(db, meant.file, target.detail);
    if (!documents) leaveOpen(report, "unreadable", file, `${pathOf(meant.file)} is no text`);
    const objects = objectsIn(documents ?? [], pathOf(meant.file), at, report);
    return { ...gathered, objects: appended(gathered.objects, objects, entry, at, report) };
  }
  if (meant.kind !== "kustomization") {
    refuseEntry(target, entry, meant.kind, { value, at });
    return gathered;
  }
  const used = usable(target, { value, at }, "Kustomization");
  return used ? withBase(target, gathered, used.file, { value, at }) : gathered;
}

function withBase(
  { db, report, detail }: Target,
  gathered: Gathered,
  base: FileId,
  { value, at }: Item,
): Gathered {
  const below = db.get(accumulated, accumulatedKey(base, detail));
  report.faults.push(...below.faults);
  report.incomplete.push(...below.incomplete);
  report.idle.push(...below.idle);
  const merged = mergeConfigs(gathered.config, below.config);
  if (!merged)
    refuse(report, "transformer", at, `${rawOf(value)} is configured otherwise than what it is used with`);
  return {
    objects: appended(gathered.objects, below.objects, rawOf(value), at, report),
    config: merged ?? gathered.config,
    variables: joined(gathered.variables, below.variables, report),
  };
}

function withComponent(target: Target, gathered: Gathered, item: Item): Gathered {
  const used = usable(target, item, "Component");
  if (!used) return gathered;
  if (target.depth >= DEEPEST) {
    const message = `components lie more than ${DEEPEST} deep in each other here`;
    leaveOpen(target.report, "too-deep", target.file, message);
    return gathered;
  }
  return gather({ ...target, ...used, depth: target.depth + 1 }, gathered);
}

/** The kustomization that an entry names, if it is of the kind that is wanted here and does not lead back. */
function usable(
  target: Target,
  { value, at }: Item,
  kind: KustomizationFile["kind"],
): (KustomizationFile & { readonly file: FileId }) | undefined {
  const { db, file, report } = target;
  const entry = rawOf(value);
  const meant = named(db, file, entry);
  if (meant.kind !== "kustomization") {
    refuseEntry(target, entry, meant.kind === "file" ? "missing" : meant.kind, { value, at });
    return undefined;
  }
  const circle = refusal(db, file, meant.file);
  if (circle) {
    const loop = `${entry} is built on this kustomization itself`;
    const above = `${entry} is a folder above this one; kustomize refuses it as a circle`;
    refuse(report, "cycle", at, circle === "loop" ? loop : above);
    if (circle === "loop") return undefined;
  }
  const [other] = meant.others;
  if (other !== undefined) {
    const message = `${entry} holds both ${pathOf(meant.file)} and ${pathOf(other)}; kustomize takes neither`;
    refuse(report, "not-a-kustomization", at, message);
  }
  const own = db.get(kustomizationIn, meant.file);
  if (!own)
    leaveOpen(
      report,
      "unreadable",
      meant.file,
      `${pathOf(meant.file)} is no kustomization that could be read`,
    );
  if (own && own.kind !== kind) refuse(report, "component", at, wrongKind(entry, kind));
  return own && { ...own, file: meant.file };
}

function wrongKind(entry: string, wanted: KustomizationFile["kind"]): string {
  return wanted === "Component"
    ? `${entry} is no Component; name it under \`resources\``
    : `${entry} is a Component; name it under \`components\``;
}

function refuseEntry(
  { file, report }: Target,
  entry: string,
  why: "remote" | "absolute" | "outside" | "missing",
  { at }: Item,
): void {
  const from = pathOf(file);
  if (why === "remote") leaveOpen(report, "remote", file, `${from} uses ${entry}`);
  else if (why === "outside")
    leaveOpen(report, "outside", file, `${from} uses ${entry}, which lies outside the workspace folder`);
  else if (why === "absolute")
    refuse(report, "outside", at, `${entry} is an absolute path; kustomize takes relative ones`);
  else if (entry === "") refuse(report, "missing-file", at, "an empty entry names nothing");
  else refuse(report, "missing-file", at, `${entry} is neither a file nor a folder with a kustomization`);
}

function withGenerated(target: Target, gathered: Gathered): Gathered {
  const global = fieldAt(target, "generatorOptions");
  const entries = (["ConfigMap", "Secret"] as const).flatMap((kind) => {
    const field = kind === "Secret" ? "secretGenerator" : "configMapGenerator";
    return itemsAt(target.value, target.at, field).map((item) => generated(target, kind, item, global));
  });
  const objects = entries.reduce(
    (all, entry) => (entry ? absorbed(all, entry, target.report) : all),
    gathered.objects,
  );
  return { ...gathered, objects: withGeneratorPlugins(target, objects, pluginsOf(target, "generators")) };
}

/** Documents that configure generators or transformers: inline, in files, or built by kustomizations. */
function pluginsOf(target: Target, field: "generators" | "transformers") {
  return itemsAt(target.value, target.at, field).flatMap((item) =>
    pluginObjects(target, item, (entry) => withResource(target, NOTHING, entry).objects),
  );
}

function noteHelm({ file, value, at, report }: Target): void {
  for (const field of ["helmCharts", "helmChartInflationGenerator"])
    if (itemsAt(value, at, field).length > 0) {
      leaveOpen(report, "helm", file, `${pathOf(file)} renders charts (\`${field}\`)`);
    }
  // A version of Kubernetes changes how some lists are merged, at most; a schema of one's own may change all.
  const openapi = fieldAt({ value, at }, "openapi");
  if (openapi && fieldAt(openapi, "path"))
    leaveOpen(report, "openapi", file, `${pathOf(file)} brings its own schema (\`openapi\`)`);
}
