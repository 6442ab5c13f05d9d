/** `describe`: a Service or a workload of a unit with all that follows from it in a cluster. */
import type { Description } from "../../descriptions.ts";
import { outlineOf } from "../../network/members.ts";
import { createNet } from "../../network/relations.ts";
import type { Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { isFamily } from "../../resources/resource.ts";
import { clusterIn } from "../../units/queries.ts";
import type { UnitId } from "../../units/unit.ts";
import { netsOf } from "../target.ts";
import { describeService } from "./describeService.ts";
import { describeWorkload } from "./describeWorkload.ts";

export interface DescribeQuestion {
  readonly resource: DocId;
  readonly unit: UnitId;
  /** The node whose rules are shown; as configured, else one without endpoints of the Service. */
  readonly node?: string | undefined;
}

/** Undefined for anything else, and for what is not in that unit. */
export function describe(
  db: Reader,
  { resource: id, unit, node }: DescribeQuestion,
): Description | undefined {
  const outline = db.get(outlineOf, unit);
  const net = outline && createNet(db, outline, clusterIn(db, unit, id));
  const resource = net?.resource(id);
  if (!net || !resource) return undefined;
  const others = netsOf(db, id)
    .filter((each) => each.unit.id !== unit)
    .map((each) => each.unit.name);
  if (isFamily(resource, "service")) return describeService(db, net, resource, { otherUnits: others, node });
  return isFamily(resource, "workload") ? describeWorkload(db, net, resource, others) : undefined;
}
