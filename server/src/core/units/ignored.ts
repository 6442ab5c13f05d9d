/** Findings that the configuration leaves out: `ignore` of `.portolan.yaml`. */
import { nameMatcher, pathMatcher } from "../config/globs.ts";
import type { Reader } from "../query/query.ts";
import type { Resource } from "../resources/resource.ts";
import { pathOf } from "../value/file.ts";
import { valueOf } from "../value/known.ts";
import { type Configuration, configurationOf, type IgnoreEntry } from "./settings.ts";

/** Whether an entry fits in everything that it names: path, resource, rule. */
export function isIgnored(
  db: Reader,
  resource: Resource,
  rule: { readonly code: string; readonly name: string },
): boolean {
  const configuration = db.get(configurationOf, resource.file);
  return configuration.settings.ignore.some(
    (entry) =>
      (entry.rules?.some((each) => each === rule.code || each === rule.name) ?? true) &&
      isAt(entry, configuration, resource) &&
      isNamed(entry, resource),
  );
}

function isAt({ path }: IgnoreEntry, { folder }: Configuration, { file }: Resource): boolean {
  const below = folder === "" ? pathOf(file) : pathOf(file).slice(folder.length + 1);
  return path === undefined || pathMatcher([path])(below);
}

/** By the name as written: a template or a prefix that is not built does not hide a resource from its entry. */
function isNamed({ resource: wanted }: IgnoreEntry, { identity, namespace }: Resource): boolean {
  if (wanted === undefined) return true;
  const { kind, name } = identity;
  const isFull = wanted.split("/").length > 2;
  return nameMatcher(wanted)(isFull ? `${kind}/${valueOf(namespace) ?? ""}/${name}` : `${kind}/${name}`);
}
