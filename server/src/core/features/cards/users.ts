/** Who else leads to or comes from a port: Ingresses in front of it, Services beside it, the world outside. */
import type { Service } from "../../network/net.ts";
import { isFamily } from "../../resources/resource.ts";
import { valueOf } from "../../value/known.ts";
import { code, escaped } from "../markdown.ts";
import { called, listed } from "../words.ts";
import { reached } from "./roads.ts";
import { type PortView, typeOf } from "./view.ts";

export function userLines(view: PortView): readonly string[] {
  return [...referrerLines(view), ...neighbourLines(view)];
}

/** Ingresses, routes and webhooks that send requests to this port. */
function referrerLines({ net, service, port }: PortView): readonly string[] {
  const users = net.referrers(service.id).filter(({ certainty }) => certainty === "yes");
  const resources = [...new Map(users.map(({ resource }) => [resource.id, resource])).values()];
  return resources.flatMap((resource) => {
    const served = net.references(resource.id).flatMap(({ reference, answer }) => {
      if (answer.kind !== "found" || answer.service.id !== service.id || answer.portIndex !== port.index)
        return [];
      return [reference.serves || (isFamily(resource, "ingress") ? "everything else" : "")];
    });
    const what = [...new Set(served)].filter((each) => each !== "").map(code);
    if (served.length === 0) return [];
    const name = escaped(called(resource));
    return [what.length === 0 ? `${name} leads here` : `${name} sends ${listed(what)} here`];
  });
}

/** Other Services that lead to the same port of the same pods. */
function neighbourLines({ net, service, pods }: PortView): readonly string[] {
  const ports = new Set(reached(pods));
  const neighbours = pods.flatMap(({ workload }) =>
    net
      .servicesOf(workload.id)
      .filter((other) => other.id !== service.id)
      .filter((other) =>
        net
          .targets(other.id)
          .some((target) =>
            reached(target.pods.filter((pod) => pod.workload.id === workload.id)).some((each) =>
              ports.has(each),
            ),
          ),
      ),
  );
  const names = [...new Set(neighbours.map((each: Service) => escaped(called(each))))];
  return names.length === 0 ? [] : [`the same pods and port are also behind ${listed(names)}`];
}

/** From outside the cluster. */
export function outsideLines({ net, service, port }: PortView): readonly string[] {
  const type = typeOf(service);
  if (type !== "NodePort" && type !== "LoadBalancer") return [];
  const nodePort = valueOf(port.nodePort);
  if (nodePort !== undefined) return [`from outside: port ${nodePort} of any node`];
  const { from, to } = net.cluster.nodePortRange;
  return port.nodePort === undefined
    ? [`from outside: a port of any node that the cluster picks (${from}–${to})`]
    : [];
}
