/** Who would make the load balancer of a Service, as far as these files show it. */
import { membersOf } from "../../../network/members.ts";
import type { Service } from "../../../network/net.ts";
import { groupOf } from "../../../resources/identity.ts";
import { valueOf } from "../../../value/known.ts";
import { code } from "../../markdown.ts";
import type { Field } from "./field.ts";

const SPOKEN_TO: readonly (readonly [RegExp, string])[] = [
  [/^service\.beta\.kubernetes\.io\/aws-/, "AWS"],
  [/^service\.beta\.kubernetes\.io\/azure-/, "Azure"],
  [/^(networking\.gke\.io|cloud\.google\.com)\//, "Google Cloud"],
  [/^metallb\./, "MetalLB"],
  [/^kube-vip\.io\//, "kube-vip"],
];

export function providerLines({ db, net, resource }: Field<Service>): readonly string[] {
  const ownClass = valueOf(resource.spec.loadBalancerClass);
  if (ownClass !== undefined) return [`who has the class ${code(ownClass)} takes it`];
  const keys = resource.annotations.pairs.map(({ key }) => key);
  const spoken = SPOKEN_TO.find(([pattern]) => keys.some((key) => pattern.test(key)));
  if (spoken) return [`its annotations speak to ${spoken[1]}`];
  const hasMetalLB = membersOf(db, net.unit.id, "other").some(
    (id) => groupOf(net.resource(id)?.identity.apiVersion ?? "") === "metallb.io",
  );
  return hasMetalLB ? ["MetalLB is set up in these files"] : [];
}
