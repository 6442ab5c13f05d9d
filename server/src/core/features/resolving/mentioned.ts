/** The host that a value mentions at a place, whoever answers to it: names outside of the cluster are looked up, too. */
import { spanOf, targetAt } from "../../documents/locate.ts";
import { isAddress, isLocal } from "../../network/hostNames.ts";
import { type HostMention, mentionsIn } from "../../network/mentions.ts";
import type { Net } from "../../network/net.ts";
import type { Reader } from "../../query/query.ts";
import type { Resource } from "../../resources/resource.ts";
import { lineStartsOf, textOf } from "../../syntax/queries.ts";
import { offsetAt, type Position } from "../../text/lines.ts";
import type { FileId } from "../../value/file.ts";
import { samePath } from "../../value/path.ts";
import { netsOf } from "../target.ts";

export interface MentionedHost {
  /** As it would be looked up: with its final dot, where it has one. */
  readonly name: string;
  /** Whose value it is. */
  readonly resource: Resource;
  readonly net: Net;
}

/** Undefined for addresses, and for the pod's own. */
export function hostAt(db: Reader, file: FileId, position: Position): MentionedHost | undefined {
  const offset = offsetAt(db.get(textOf, file) ?? "", db.get(lineStartsOf, file), position);
  const target = targetAt(db, file, offset);
  if (target?.part !== "value") return undefined;
  const [net] = netsOf(db, target.id);
  const resource = net?.resource(target.id);
  const text = resource?.texts.find(({ path }) => samePath(path, target.path));
  if (!net || !resource || !text) return undefined;
  for (const mention of mentionsIn(text)) {
    if (mention.kind !== "host" || isAddress(mention.host) || isLocal(mention.host)) continue;
    const span = spanOf(db, target.id, target.path, "value", stretchOf(mention));
    if (span && span.start <= offset && offset <= span.end) {
      return { name: `${mention.host}${mention.absolute ? "." : ""}`, resource, net };
    }
  }
  return undefined;
}

/** The host with its port. */
function stretchOf({ at, port }: HostMention) {
  return { start: at.start, end: port?.at.end ?? at.end };
}
