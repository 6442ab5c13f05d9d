/**
 * A line above each Service, workload, Ingress and route: where it leads, and what leads to it. Never more than two, always in
 * the same place; and a third above a Service that kustomizations change.
 */
import type { Lens } from "../answers.ts";
import { type Place, placesIn } from "../documents/facts.ts";
import { locationOf } from "../documents/locate.ts";
import type { Net } from "../network/net.ts";
import type { Reader } from "../query/query.ts";
import { isFamily, type Resource } from "../resources/resource.ts";
import { chunkKey, chunkTextOf, lineStartsOf } from "../syntax/queries.ts";
import { type Range, rangeAt } from "../text/lines.ts";
import type { FileId } from "../value/file.ts";
import { changeLenses } from "./lenses/changes.ts";
import type { LensText } from "./lenses/place.ts";
import { routeLenses } from "./lenses/route.ts";
import { serviceLenses } from "./lenses/service.ts";
import { workloadLenses } from "./lenses/workload.ts";
import { visible } from "./markdown.ts";
import { netsOf } from "./target.ts";

export function lenses(db: Reader, file: FileId): readonly Lens[] {
  return [...db.get(placesIn, file)].flatMap(([id, place]) => {
    const [net] = netsOf(db, id);
    const resource = net?.resource(id);
    if (!net || !resource || resource.observed) return [];
    const texts = textsFor(db, net, resource);
    const range = texts.length > 0 ? firstLine(db, file, id, place) : undefined;
    return range ? texts.map((text) => ({ ...shown(text), range })) : [];
  });
}

function shown({ plainTitle, ...text }: LensText): LensText {
  const title = visible(text.title);
  return plainTitle === undefined ? { ...text, title } : { ...text, title, plainTitle: visible(plainTitle) };
}

function textsFor(db: Reader, net: Net, resource: Resource): readonly LensText[] {
  if (isFamily(resource, "service"))
    return [...serviceLenses(db, net, resource), ...changeLenses(db, resource.id)];
  if (isFamily(resource, "workload")) return workloadLenses(db, net, resource);
  return routeLenses(db, net, resource);
}

/**
 * The resource's first line: it stays where it is while the author works below it, and is found in a text that does not
 * parse, too.
 */
function firstLine(db: Reader, file: FileId, id: string, place: Place): Range | undefined {
  if (place.root.length > 0) return locationOf(db, id, [], "item")?.range;
  const text = db.get(chunkTextOf, chunkKey(file, place.hash));
  const line = /^(?!---\s*(?:#.*)?$)[ \t]*[^\s#].*$/m.exec(text);
  if (!line) return undefined;
  const start = place.start + line.index;
  return rangeAt(db.get(lineStartsOf, file), { start, end: start + line[0].trimEnd().length });
}
