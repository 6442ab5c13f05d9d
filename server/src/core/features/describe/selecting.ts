/** The Services that select a workload's pods, and where their ports lead on it. */
import type { SelectingService } from "../../descriptions.ts";
import { isRefused } from "../../network/cluster/planned.ts";
import type { Net, Service, Workload } from "../../network/net.ts";
import type { Reader } from "../../query/query.ts";
import { valueOf } from "../../value/known.ts";
import { nameOf } from "../words.ts";
import { namespaceText } from "./title.ts";

export function selectingServices(db: Reader, net: Net, workload: Workload): readonly SelectingService[] {
  return net
    .servicesOf(workload.id)
    .filter(({ id }) => !isRefused(db, net.unit.id, id))
    .map((service) => ({
      namespace: namespaceText(net, service),
      name: nameOf(service),
      type: typeText(net, service),
      ports: portsOf(net, service, workload),
    }))
    .toSorted((a, b) => (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1));
}

function typeText(net: Net, service: Service): string {
  const { publication, type } = net.normal(service);
  return publication.kind === "headless" ? "headless" : (valueOf(type) ?? "type not known");
}

function portsOf(net: Net, service: Service, { id }: Workload): SelectingService["ports"] {
  const targets = net.targets(service.id);
  return net.normal(service).ports.map(({ name, port, protocol }, index) => {
    const target = targets[index];
    const answer = target?.pods.find(({ workload }) => workload.id === id)?.answer;
    const isLost = answer?.kind === "other-protocol" && typeof target?.target !== "number";
    const end = answer && "port" in answer && !isLost ? answer.port : undefined;
    const number = valueOf(port);
    return {
      name: valueOf(name) ?? "",
      ...(number === undefined ? {} : { port: number }),
      protocol: valueOf(protocol) ?? "",
      ...(end === undefined ? {} : { targetPort: end }),
    };
  });
}

/** Names of single pods below the Services that select them, without a final dot. */
export function podNamesOf(net: Net, workload: Workload): readonly string[] {
  const names = net.servicesOf(workload.id).flatMap((service) => {
    const [name, namespace] = [valueOf(service.name), namespaceText(net, service)];
    const endpoints = net.slices(service.id).slices.flatMap((slice) => slice.endpoints);
    return endpoints.flatMap(({ from, hostname }) => {
      const label = valueOf(hostname);
      if (from !== workload.id || label === undefined || name === undefined) return [];
      return [`${label}.${name}.${namespace}.svc.${net.cluster.domain}`];
    });
  });
  return [...new Set(names)];
}
