/** The NetworkPolicies that select pods, by direction. */
import type { Policies } from "../../descriptions.ts";
import type { Net } from "../../network/net.ts";
import type { Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { governs, policiesOn } from "../chart/details/policies.ts";
import { nameOf } from "../words.ts";
import { namespaceText } from "./title.ts";

export function policiesFor(db: Reader, net: Net, workloads: readonly DocId[]): Policies {
  const selecting = workloads.length === 0 ? [] : policiesOn({ db, unit: net.unit.id }, workloads);
  const names = (items: typeof selecting) =>
    [...new Set(items.map(({ policy }) => `${namespaceText(net, policy)}/${nameOf(policy)}`))].toSorted();
  const certain = selecting.filter((each) => each.certain);
  return {
    ingress: names(certain.filter(({ policy }) => governs(policy, "ingress"))),
    egress: names(certain.filter(({ policy }) => governs(policy, "egress"))),
    enforced: net.cluster.policyEnforced,
    perhaps: names(selecting.filter((each) => !each.certain)),
  };
}
