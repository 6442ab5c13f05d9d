/** What is under the cursor, decided once for every feature: which resource, in which worlds, and what it is about. */
import { targetAt } from "../documents/locate.ts";
import { outlineOf } from "../network/members.ts";
import type { Net, Service } from "../network/net.ts";
import { createNet } from "../network/relations.ts";
import { keyOf, type Reader } from "../query/query.ts";
import { type DocId, fileOf } from "../resources/identity.ts";
import { isFamily, type Resource } from "../resources/resource.ts";
import { lineStartsOf, textOf } from "../syntax/queries.ts";
import { offsetAt, type Position, type Range, rangeAt } from "../text/lines.ts";
import { clusterIn, resourceIn, unitsOfFile } from "../units/queries.ts";
import type { FileId } from "../value/file.ts";
import type { Path } from "../value/path.ts";

export type PortField = "port" | "targetPort" | "nodePort" | "name" | "protocol";

export type Topic =
  /** All ports: the key `ports`. */
  | { readonly about: "ports"; readonly service: Service }
  | {
      readonly about: "port";
      readonly service: Service;
      readonly index: number;
      readonly field: PortField;
    }
  /** The selector, or the pair with this key. */
  | { readonly about: "selector"; readonly service: Service; readonly key: string | undefined };

export interface Subject {
  readonly topic: Topic;
  /** The key or value that is meant. */
  readonly range: Range;
  /** The world it is in; the first of several. */
  readonly net: Net;
  /** The names of its other worlds. */
  readonly others: readonly string[];
}

export function subjectAt(db: Reader, file: FileId, position: Position): Subject | undefined {
  const place = placeAt(db, file, position);
  if (!place || !isFamily(place.resource, "service")) return undefined;
  const { path, resource, ...where } = place;
  const topic = topicOf(resource, path);
  return topic && { topic, ...where };
}

/** A key or value of a resource, in its worlds. */
export interface PlaceInResource extends Omit<Subject, "topic"> {
  readonly resource: Resource;
  readonly path: Path;
}

export function placeAt(db: Reader, file: FileId, position: Position): PlaceInResource | undefined {
  const starts = db.get(lineStartsOf, file);
  const target = targetAt(db, file, offsetAt(db.get(textOf, file) ?? "", starts, position));
  const [net, ...others] = target ? netsOf(db, target.id) : [];
  const resource = target && net?.resource(target.id);
  if (!target || !net || !resource) return undefined;
  const { path, span } = target;
  return { resource, path, range: rangeAt(starts, span), net, others: others.map(({ unit }) => unit.name) };
}

/** The worlds that a resource is a member of. */
export function netsOf(db: Reader, id: DocId): readonly Net[] {
  return db
    .get(unitsOfFile, fileOf(id))
    .filter((unit) => db.get(resourceIn, keyOf(unit, id)) !== undefined)
    .flatMap((unit) => {
      const outline = db.get(outlineOf, unit);
      return outline ? [createNet(db, outline, clusterIn(db, unit, id))] : [];
    });
}

function topicOf(service: Service, path: Path): Topic | undefined {
  const [top, field, index, key, ...deeper] = path;
  if (top !== "spec" || deeper.length > 0) return undefined;
  if (field === "selector" && key === undefined) {
    return { about: "selector", service, key: index === undefined ? undefined : String(index) };
  }
  if (field !== "ports") return undefined;
  if (index === undefined) return { about: "ports", service };
  if (typeof index !== "number" || !isPortField(key) || !service.spec.ports[index]) return undefined;
  return { about: "port", service, index, field: key };
}

const PORT_FIELDS: ReadonlySet<unknown> = new Set(["port", "targetPort", "nodePort", "name", "protocol"]);

function isPortField(key: unknown): key is PortField {
  return PORT_FIELDS.has(key);
}
