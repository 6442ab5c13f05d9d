/** The variables that the kubelet makes of a Service for the containers of its namespace. */
import type { Environment, ServiceVariable } from "../../descriptions.ts";
import { serviceVariables } from "../../network/cluster/serviceEnv.ts";
import type { NamesView } from "../names/view.ts";

export function serviceEnvironment(view: NamesView): Environment<ServiceVariable> {
  const { name, publication, clusterIPs, service, namespace } = view;
  const [primary] = clusterIPs;
  if (publication.kind === "alias" || publication.kind === "headless") {
    return { variables: [], remarks: [] };
  }
  const made =
    name === undefined || primary?.text === undefined
      ? undefined
      : serviceVariables(name, primary.text, service.spec.ports);
  if (!made || !primary)
    return {
      variables: [],
      remarks: ["Not known: they are made of its name, its address and all its ports."],
    };
  const host = primary.text ?? "";
  return {
    variables: made.map((each) => ({ ...each, example: primary.example && each.value.includes(host) })),
    remarks:
      made.length === 0
        ? []
        : [
            `In containers of ${namespace === undefined ? "its namespace" : `namespace ${namespace}`} that start after the Service was made, unless their pod says enableServiceLinks: false. A variable of the container's own wins.`,
          ],
  };
}
