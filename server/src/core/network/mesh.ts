/** Whether a service mesh stands between the pods of a unit: then its proxies, not kube-proxy, spread the load. */
import { firstAndRest, keyOf, query } from "../query/query.ts";
import { groupOf } from "../resources/identity.ts";
import type { LabelMap } from "../resources/labels.ts";
import { isFamily } from "../resources/resource.ts";
import { unitOf } from "../units/queries.ts";
import { valueOf } from "../value/known.ts";
import { memberOf } from "./members.ts";

/** Groups whose objects only a mesh reads. */
const MESH_GROUPS: ReadonlySet<string> = new Set([
  ...["networking.istio.io", "security.istio.io", "telemetry.istio.io", "extensions.istio.io"],
  ...["linkerd.io", "policy.linkerd.io", "split.smi-spec.io", "access.smi-spec.io", "specs.smi-spec.io"],
  ...["consul.hashicorp.com", "kuma.io", "appmesh.k8s.aws"],
]);

/** Labels and annotations that ask for a proxy beside each pod, or for one on its node. */
const INJECTION: ReadonlySet<string> = new Set([
  ...["istio-injection", "istio.io/rev", "istio.io/dataplane-mode", "sidecar.istio.io/inject"],
  ...["linkerd.io/inject", "kuma.io/sidecar-injection", "consul.hashicorp.com/connect-inject"],
  "appmesh.k8s.aws/sidecarInjectorWebhook",
]);

/** One sign is enough: what is meshed in part is not told apart. By unit. */
export const isMeshed = query<boolean>("isMeshed", (db, unit) =>
  (db.get(unitOf, unit)?.members ?? []).some((id) => db.get(isMeshSign, keyOf(unit, id))),
);

const isMeshSign = query<boolean>("isMeshSign", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const member = memberOf(db, unit, id);
  if (!member) return false;
  const { spec, labels, annotations, identity } = member;
  if (MESH_GROUPS.has(groupOf(identity.apiVersion))) return true;
  const pods = isFamily(member, "workload") ? [member.spec.podLabels, member.spec.podAnnotations] : [];
  const own = spec.family === "namespace" ? [labels, annotations] : [];
  return [...own, ...pods].some(asksForProxy);
});

function asksForProxy({ pairs }: LabelMap): boolean {
  return pairs.some(
    ({ key, value }) => INJECTION.has(key) && !/^(disabled|false|none)$/.test(valueOf(value) ?? ""),
  );
}
