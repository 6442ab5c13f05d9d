/** The resources that one text holds, read without a database. */
import { type Placed, resourcesIn } from "../../server/src/core/resources/build.ts";
import type { Resource, ResourceOf, SpecFacts } from "../../server/src/core/resources/resource.ts";
import { isFamily } from "../../server/src/core/resources/resource.ts";
import { plain } from "../../server/src/core/syntax/plain.ts";
import { split } from "../../server/src/core/syntax/split.ts";
import { treeIn } from "./reading.ts";
import { fileAt } from "./workspace.ts";

export function placedIn(text: string, path = "manifest.yaml"): readonly Placed[] {
  return split(text).flatMap(({ start, end }) => {
    const read = plain(treeIn(text.slice(start, end)));
    if ("problem" in read) throw new Error(read.problem);
    return resourcesIn(fileAt(path), read.value, read.duplicateKeys);
  });
}

export function resourceIn(text: string, path?: string): Resource {
  const [placed] = placedIn(text, path);
  if (!placed) throw new Error(`no resource in\n${text}`);
  return placed.resource;
}

/** The facts of the only resource, which is of this family. */
export function factsIn<F extends SpecFacts["family"]>(text: string, family: F): ResourceOf<F>["spec"] {
  const resource = resourceIn(text);
  if (!isFamily(resource, family)) throw new Error(`${resource.spec.family}, not ${family}`);
  return resource.spec;
}
