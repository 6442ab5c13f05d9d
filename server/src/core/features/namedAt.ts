/** The host or the variable under the cursor, inside a value: what it leads to in the worlds of the resource. */
import { spanOf, targetAt } from "../documents/locate.ts";
import type { Mention, Stretch } from "../network/mentions.ts";
import type { Naming } from "../network/naming.ts";
import type { Net, Service } from "../network/net.ts";
import type { Reader } from "../query/query.ts";
import type { Resource } from "../resources/resource.ts";
import { lineStartsOf, textOf } from "../syntax/queries.ts";
import { offsetAt, type Position, type Range, rangeAt } from "../text/lines.ts";
import type { FileId } from "../value/file.ts";
import { samePath } from "../value/path.ts";
import { netsOf } from "./target.ts";

export interface Named {
  readonly naming: Naming<Service>;
  /** Whose value it is. */
  readonly resource: Resource;
  readonly range: Range;
  readonly net: Net;
  /** The names of its other worlds. */
  readonly others: readonly string[];
}

export function namedAt(db: Reader, file: FileId, position: Position): Named | undefined {
  const starts = db.get(lineStartsOf, file);
  const offset = offsetAt(db.get(textOf, file) ?? "", starts, position);
  const target = targetAt(db, file, offset);
  if (target?.part !== "value") return undefined;
  const [net, ...others] = netsOf(db, target.id);
  const resource = net?.resource(target.id);
  if (!net || !resource) return undefined;
  for (const naming of net.namings(target.id)) {
    if (!samePath(naming.text.path, target.path)) continue;
    const span = spanOf(db, target.id, target.path, "value", whole(naming.mention));
    if (!span || offset < span.start || offset > span.end) continue;
    const range = rangeAt(starts, span);
    return { naming, resource, range, net, others: others.map(({ unit }) => unit.name) };
  }
  return undefined;
}

/** The host with its port. */
function whole(mention: Mention): Stretch {
  const end = mention.kind === "host" ? (mention.port?.at.end ?? mention.at.end) : mention.at.end;
  return { start: mention.at.start, end };
}
