/** Plain values → what was written in them, and what is wrong there. */
import type { ClusterSettings, Environment, IgnoreEntry, Settings } from "../units/settings.ts";
import { member, type Value } from "../value/value.ts";
import { portRange } from "./cluster.ts";
import { configurationShape, editorShape, versionShape } from "./configuration.ts";
import { valueOfJson } from "./json.ts";
import type { Problem } from "./problem.ts";
import type { Context, KnownRule } from "./shape.ts";

/** Settings as far as they are written: a key that is left out leaves the choice to what stands behind. */
export interface Written {
  readonly rules?: Settings["rules"];
  readonly ignore?: readonly IgnoreEntry[];
  readonly environments?: readonly Environment[];
  readonly cluster?: Partial<ClusterSettings>;
}

export interface Parsed {
  readonly written: Written;
  readonly problems: readonly Problem[];
}

/**
 * A `.portolan.yaml`. Without `rules` nobody asks whether the rules that it names exist. A file of another version is not
 * read at all.
 */
export function parseConfiguration(value: Value | undefined, rules?: readonly KnownRule[]): Parsed {
  const context: Context = { problems: [], rules };
  const version = member(value, "version");
  if (version && versionShape.read(version, ["version"], context) === undefined)
    return { written: {}, problems: context.problems };
  const found = configurationShape.read(value ?? { type: "mapping", entries: [] }, [], context);
  const twice = repeatedNames(found?.environments ?? []);
  return { written: found ? written(found) : {}, problems: [...context.problems, ...twice] };
}

/** The editor's settings. What else stands there (log level, lenses) is not looked at. */
export function parseEditorSettings(settings: unknown, rules?: readonly KnownRule[]): Parsed {
  const context: Context = { problems: [], rules };
  const value = valueOfJson(settings ?? {});
  const ours = ["rules", "ignore", "environments", "cluster"];
  const entries = value.type === "mapping" ? value.entries.filter(({ key }) => ours.includes(key)) : [];
  const found = editorShape.read({ type: "mapping", entries }, [], context);
  return { written: found ? written(found) : {}, problems: context.problems };
}

type Read = NonNullable<ReturnType<typeof editorShape.read>>;
type ReadCluster = NonNullable<Read["cluster"]>;
type ReadEnvironment = NonNullable<Read["environments"]>[number];
type ReadIgnore = NonNullable<Read["ignore"]>[number];

function written({ rules, ignore, environments, cluster }: Read): Written {
  return {
    ...(rules && { rules }),
    ...(ignore && { ignore: ignore.map(ignoreEntry) }),
    ...(environments && { environments: environments.map(environment) }),
    ...(cluster && { cluster: clusterSettings(cluster) }),
  };
}

/** `reason`, `name` and `include` are there: the shapes do not read an entry without. */
function ignoreEntry({ reason = "", ...rest }: ReadIgnore): IgnoreEntry {
  return { ...rest, reason };
}

function environment({
  name = "",
  include = [],
  exclude = [],
  cluster,
  ...rest
}: ReadEnvironment): Environment {
  return { ...rest, name, include, exclude, ...(cluster && { cluster: clusterSettings(cluster) }) };
}

function clusterSettings({ nodePortRange, ...rest }: ReadCluster): Partial<ClusterSettings> {
  return nodePortRange === undefined ? rest : { ...rest, nodePortRange: portRange(nodePortRange) };
}

function repeatedNames(environments: readonly { readonly name?: string }[]): readonly Problem[] {
  const names = environments.map(({ name }) => name);
  const twice = names.filter((name, index) => name !== undefined && names.indexOf(name) < index);
  return [...new Set(twice)].map((name) => ({
    path: ["environments"],
    part: "key",
    message: `two environments are called \`${name}\`; the first counts`,
  }));
}
