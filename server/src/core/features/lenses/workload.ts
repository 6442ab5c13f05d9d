/** Above a workload: what reaches its pods; or the offer of a Service where nothing does. */
import type { Net, Workload } from "../../network/net.ts";
import type { Reader } from "../../query/query.ts";
import type { Resource } from "../../resources/resource.ts";
import { declaredPorts } from "../../rules/containerPorts.ts";
import { mayServe, serviceFor } from "../expose.ts";
import { counted } from "../words.ts";
import { distinct, type LensText, nameIn } from "./place.ts";
import { isRoute } from "./route.ts";

export function workloadLenses(db: Reader, net: Net, workload: Workload): readonly LensText[] {
  const services = net.servicesOf(workload.id);
  if (services.length > 0) {
    const routes = distinct(services.flatMap(({ id }) => routesTo(net, id)));
    const title = `reached by ${[counted(services.length, "Service"), ...countedKinds(routes)].join(" · ")}`;
    return [{ title, targets: [...services, ...routes].flatMap((each) => nameIn(db, each)) }];
  }
  // A workload that declares no port may well want no traffic.
  const isIdle = declaredPorts(workload).length === 0 || !mayServe(workload);
  if (isIdle || !net.isUnserved(workload.id)) return [];
  const plainTitle = "not reached by any Service";
  return serviceFor(db, net, workload)
    ? [{ title: "Expose…", plainTitle, targets: [], action: "expose" }]
    : [{ title: plainTitle, targets: [] }];
}

/** Ingresses and routes that certainly lead to a Service. */
function routesTo(net: Net, service: string): readonly Resource[] {
  const certain = net.referrers(service).filter(({ certainty }) => certainty === "yes");
  return certain.map(({ resource }) => resource).filter(isRoute);
}

/** `1 Ingress`, `2 HTTPRoutes`. */
function countedKinds(resources: readonly Resource[]): readonly string[] {
  const kinds = new Map<string, number>();
  for (const { identity } of resources) kinds.set(identity.kind, (kinds.get(identity.kind) ?? 0) + 1);
  return [...kinds].map(([kind, count]) => counted(count, kind));
}
