/** `buildMetadata`: where objects come from, as annotations, and the label of who manages them. */

import { fileOf } from "../../../resources/identity.ts";
import { type FileId, folderOf, pathOf } from "../../../value/file.ts";
import { itemsOf, member } from "../../../value/value.ts";
import type { KustomizationFile } from "./kustomization.ts";
import type { BuiltObject } from "./object.ts";
import { rawOf, text, withMember } from "./values.ts";

/** The version is that of whoever builds in the end; this one is what is followed here. */
const MANAGER = "kustomize-v5.5.0";

export function withBuildMetadata(
  objects: readonly BuiltObject[],
  { value }: KustomizationFile,
  file: FileId,
): readonly BuiltObject[] {
  const options = itemsOf(member(value, "buildMetadata")).map(rawOf);
  if (options.length === 0) return objects;
  const folder = folderOf(pathOf(file));
  return objects.map((object) => {
    const managed = options.includes("managedByLabel")
      ? withMember(object.value, ["metadata", "labels", "app.kubernetes.io/managed-by"], text(MANAGER))
      : object.value;
    const origin = options.includes("originAnnotations") ? originOf(object, folder) : undefined;
    if (origin === undefined) return { ...object, value: managed };
    const path = ["metadata", "annotations", "config.kubernetes.io/origin"];
    return { ...object, value: withMember(managed, path, text(origin)) };
  });
}

function originOf({ source, generator, value }: BuiltObject, folder: string): string | undefined {
  if (source !== undefined) return `path: ${relative(folder, pathOf(fileOf(source)))}\n`;
  if (!generator) return undefined;
  const by = `configuredBy:\n  apiVersion: builtin\n  kind: ${rawOf(member(value, "kind"))}Generator\n`;
  return `configuredIn: ${relative(folder, pathOf(fileOf(generator.document)))}\n${by}`;
}

function relative(folder: string, path: string): string {
  const from = folder === "" ? [] : folder.split("/");
  const to = path.split("/");
  const shared = from.findIndex((step, index) => step !== to[index]);
  const common = shared < 0 ? from.length : shared;
  return [...from.slice(common).map(() => ".."), ...to.slice(common)].join("/");
}
