/** The variables of a workload's containers: their own, and those that the kubelet makes of Services. */
import type { ContainerVariable, Environment } from "../../descriptions.ts";
import type { ContainerEnvironment, EnvGap, EnvVariable } from "../../network/cluster/env.ts";
import { podEnvironment } from "../../network/cluster/podEnv.ts";
import type { Net, Workload } from "../../network/net.ts";
import { keyOf, type Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { valueOf } from "../../value/known.ts";
import { printPath } from "../../value/path.ts";
import { addressesOf, envText } from "../envText.ts";
import { called, listed, nameOf } from "../words.ts";
import { namespaceText } from "./title.ts";

export function workloadEnvironment(
  db: Reader,
  net: Net,
  workload: Workload,
): Environment<ContainerVariable> {
  const found = db.get(podEnvironment, keyOf(net.unit.id, workload.id));
  if (!found) return { variables: [], remarks: [] };
  const gaps = found.containers.flatMap((each) => each.gaps).map((gap) => gapText(net, gap));
  return {
    variables: found.containers.flatMap((each) => variablesOf(db, net, each)),
    remarks: [
      ...(valueOf(found.links) === false
        ? ["enableServiceLinks is false: of Services there are only the variables of the API server's."]
        : []),
      ...new Set(gaps),
    ],
  };
}

function variablesOf(
  db: Reader,
  net: Net,
  { container, index, variables }: ContainerEnvironment,
): readonly ContainerVariable[] {
  const addresses = addressesOf(db, net);
  const services = new Map<DocId | undefined, string>();
  const serviceOf = (id: DocId | undefined) => {
    const text = services.get(id) ?? serviceText(net, id);
    services.set(id, text);
    return text;
  };
  return variables.map((variable) => {
    const { text, example, known } = envText(addresses, variable.value);
    return {
      container: valueOf(container) ?? `containers[${index}]`,
      name: variable.name,
      value: known ? text : undefined,
      awaits: known ? undefined : text,
      source: variable.source,
      service: variable.source === "service" ? serviceOf(variable.service) : undefined,
      example,
      remark: remarkOn(net, variable),
    };
  });
}

/** The API server's own Service is in every cluster, and in no manifest. */
function serviceText(net: Net, id: DocId | undefined): string {
  const service = id === undefined ? undefined : net.resource(id);
  return service ? `${namespaceText(net, service)}/${nameOf(service)}` : "default/kubernetes";
}

function remarkOn(net: Net, { hides, rivals, optional }: EnvVariable): string {
  const others = rivals.flatMap((id) => net.resource(id) ?? []);
  return [
    ...(hides ? [`takes the place of the one of Service ${serviceText(net, hides.service)}`] : []),
    ...(others.length > 0 ? [`or of ${listed(others.map(called))}: whose counts is luck`] : []),
    ...(optional ? ["may be missing: it is optional"] : []),
  ].join("; ");
}

function gapText(net: Net, gap: EnvGap): string {
  switch (gap.kind) {
    case "object":
      return `More come from ${gap.object}${gap.name === undefined ? "" : ` ${gap.name}`}, which is not in sight or cannot be read.`;
    case "service": {
      const service = net.resource(gap.service);
      return `Which variables ${service ? called(service) : "a Service"} makes cannot be known.`;
    }
    case "field":
      return `${printPath(gap.path)} cannot be read: variables may be missing.`;
  }
}
