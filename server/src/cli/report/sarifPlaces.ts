/** Files and ranges as SARIF addresses them: percent-encoded relative addresses, lines and columns from 1. */
import type { ArtifactLocation, Location, Region } from "sarif";
import type { Diagnostic, Range } from "../../core/answers.ts";
import { resourceName } from "../findingIdentity.ts";
import type { Report } from "./report.ts";

export const SOURCE_ROOT = "%SRCROOT%";

export function artifactOf(path: string): ArtifactLocation {
  return { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: SOURCE_ROOT };
}

/** The end column is that of the character behind the region. */
export function regionOf({ start, end }: Range): Region {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** A place in a file, and the resource that it is in. */
export function locationIn(
  { file, range, resource }: Pick<Diagnostic, "file" | "range" | "resource">,
  { pathOf }: Report,
): Location {
  const physicalLocation = { artifactLocation: artifactOf(pathOf(file)), region: regionOf(range) };
  if (!resource) return { physicalLocation };
  const fullyQualifiedName = resourceName(resource);
  return {
    physicalLocation,
    logicalLocations: [{ name: resource.name, fullyQualifiedName, kind: "resource" }],
  };
}
