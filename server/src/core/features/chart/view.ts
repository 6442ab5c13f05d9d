/** What the pieces of one resource are made of. */
import { outlineOf } from "../../network/members.ts";
import type { Net, Service } from "../../network/net.ts";
import { createNet } from "../../network/relations.ts";
import { firstAndRest, keyOf, type Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { isFamily, type Resource } from "../../resources/resource.ts";
import { clusterIn } from "../../units/queries.ts";
import type { UnitId } from "../../units/unit.ts";
import { type Known, type Reason, valueOf } from "../../value/known.ts";
import { nameOf } from "../words.ts";
import { nodeIdOf } from "./ids.ts";

export interface View {
  readonly db: Reader;
  readonly unit: UnitId;
  readonly net: Net;
  readonly resource: Resource;
  /** The resource's node. */
  readonly node: string;
}

/** By (unit, resource); undefined for what is no node. */
export function viewOf(db: Reader, key: string): View | undefined {
  const [unit, id] = firstAndRest(key);
  const node = db.get(nodeIdOf, key);
  const net = netOf(db, unit, id);
  const resource = net?.resource(id);
  return node !== undefined && net && resource ? { db, unit, net, resource, node } : undefined;
}

export function netOf(db: Reader, unit: UnitId, id: DocId): Net | undefined {
  const outline = db.get(outlineOf, unit);
  return outline && createNet(db, outline, clusterIn(db, unit, id));
}

/** The node of another resource of the same unit. */
export function nodeOf({ db, unit }: Pick<View, "db" | "unit">, { id }: Resource): string | undefined {
  return db.get(nodeIdOf, keyOf(unit, id));
}

export interface ServiceView extends View {
  readonly resource: Service;
}

export function isServiceView(view: View): view is ServiceView {
  return isFamily(view.resource, "service");
}

/** The name of a resource; some have none yet, or never. */
export function titleOf(resource: Resource): string {
  return nameOf(resource) || `(${resource.identity.kind} without a name)`;
}

const REASONS: Readonly<Record<Reason, string>> = {
  template: "a template expression",
  placeholder: "a placeholder",
  controller: "set at run time",
  transformed: "changed by Kustomize",
  unreadable: "cannot be read",
  invalid: "no such value",
};

/** Why something is not known, in a few words. */
export function reasonWords(reason: Reason): string {
  return REASONS[reason];
}

/** A value, or `?`. */
export function shown(item: Known<string | number> | undefined): string {
  return String(valueOf<string | number>(item) ?? "?");
}
