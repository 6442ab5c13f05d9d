/** Environments of `.portolan.yaml`: what somebody wrote down to be applied together. */
import { pathMatcher } from "../config/globs.ts";
import { query } from "../query/query.ts";
import { type FileId, isUnder, pathOf } from "../value/file.ts";
import { configurationsIn, type Environment } from "./settings.ts";

export interface PlacedEnvironment extends Pick<Environment, "name" | "include" | "exclude"> {
  /** The configuration's folder. */
  readonly folder: string;
  /** Folders below with a configuration of their own, which governs there. */
  readonly without: readonly string[];
  readonly namespace: string | undefined;
}

/** By workspace folder. What else is configured does not wake the worlds. */
export const environmentsIn = query<readonly PlacedEnvironment[]>("environments", (db, root) => {
  const configurations = db.get(configurationsIn, root);
  return configurations.flatMap(({ folder, settings }) => {
    const without = configurations
      .map((each) => each.folder)
      .filter((each) => each !== folder && isUnder(each, folder));
    return firstOfEachName(settings.environments).map(({ name, include, exclude, namespace }) => ({
      folder,
      without,
      name,
      include,
      exclude,
      namespace,
    }));
  });
});

function firstOfEachName(environments: readonly Environment[]): readonly Environment[] {
  return environments.filter(
    ({ name }, index) => environments.findIndex((each) => each.name === name) === index,
  );
}

/** The files that an environment names. */
export function filesOfEnvironment(
  { folder, without, include, exclude }: PlacedEnvironment,
  files: readonly FileId[],
): readonly FileId[] {
  const isIncluded = pathMatcher(include);
  const isExcluded = pathMatcher(exclude);
  return files.filter((file) => {
    const path = pathOf(file);
    if (!isUnder(path, folder) || without.some((each) => isUnder(path, each))) return false;
    const below = folder === "" ? path : path.slice(folder.length + 1);
    return isIncluded(below) && !isExcluded(below);
  });
}

/** What an environment is told apart by in its workspace folder. */
export function placeOf({ folder, name }: PlacedEnvironment): string {
  return `${folder}:${name}`;
}
