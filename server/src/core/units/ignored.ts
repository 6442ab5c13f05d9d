/** Findings that the configuration leaves out: `ignore` of `.portolan.yaml`. */
import { nameMatcher, pathMatcher } from "../config/globs.ts";
import type { Reader } from "../query/query.ts";
import { resourceOf } from "../resources/queries.ts";
import type { Resource } from "../resources/resource.ts";
import { type FileId, pathOf } from "../value/file.ts";
import { valueOf } from "../value/known.ts";
import { type Configuration, configurationOf, type IgnoreEntry } from "./settings.ts";

/**
 * Whether an entry fits in everything that it names: path, resource, rule. `file` is where the finding is said: for what a
 * kustomization builds, it may be a patch.
 */
export function isIgnored(
  db: Reader,
  resource: Resource,
  rule: { readonly code: string; readonly name: string },
  file: FileId = resource.file,
): boolean {
  const configuration = db.get(configurationOf, file);
  const written = db.get(resourceOf, resource.id);
  return configuration.settings.ignore.some(
    (entry) =>
      (entry.rules?.some((each) => each === rule.code || each === rule.name) ?? true) &&
      isAt(entry, configuration, file) &&
      (isNamed(entry, resource) || (written !== undefined && isNamed(entry, written))),
  );
}

function isAt({ path }: IgnoreEntry, { folder }: Configuration, file: FileId): boolean {
  const below = folder === "" ? pathOf(file) : pathOf(file).slice(folder.length + 1);
  return path === undefined || pathMatcher([path])(below);
}

/** By the name as it is written or as it is built: neither a template nor a prefix hides a resource from its entry. */
function isNamed({ resource: wanted }: IgnoreEntry, { identity, namespace }: Resource): boolean {
  if (wanted === undefined) return true;
  const { kind, name } = identity;
  const isFull = wanted.split("/").length > 2;
  return nameMatcher(wanted)(isFull ? `${kind}/${valueOf(namespace) ?? ""}/${name}` : `${kind}/${name}`);
}
