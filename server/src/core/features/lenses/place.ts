/** What a lens says, and places to which it leads. */
import type { Lens, Location } from "../../answers.ts";
import { locationOf } from "../../documents/locate.ts";
import type { Reader } from "../../query/query.ts";
import type { Resource } from "../../resources/resource.ts";
import type { Part } from "../../syntax/locate.ts";
import type { Path } from "../../value/path.ts";

export type LensText = Omit<Lens, "range">;

export function placeIn(db: Reader, resource: Resource, path: Path, part: Part): readonly Location[] {
  const location = locationOf(db, resource.id, path, part);
  return location ? [location] : [];
}

/** Where a resource says its name. */
export function nameIn(db: Reader, resource: Resource): readonly Location[] {
  return placeIn(db, resource, ["metadata", "name"], "value");
}

/** Each resource once. */
export function distinct<R extends Resource>(resources: readonly R[]): readonly R[] {
  return [...new Map(resources.map((each) => [each.id, each])).values()];
}
