/** A reference to a variable that the kubelet makes of a Service: what it will hold, or why nobody makes it. */
import type { VariableState } from "../../network/naming.ts";
import type { Net, Service } from "../../network/net.ts";
import { isKnown, valueOf } from "../../value/known.ts";
import { type Card, code, escaped } from "../markdown.ts";
import { called, hostOf, inNamespace, listed } from "../words.ts";
import { namesPage } from "./pages.ts";

export function variableCard(net: Net, name: string, state: VariableState<Service>): Card {
  if (state.kind === "made") return madeCard(net, name, state.service);
  const reference = code(`$(${name})`);
  return {
    answer: `${reference} stays as it is written: ${why(state)}`,
    lines: [
      ...(state.kind === "no-service" ? [...state.otherNamespace, ...state.alike] : [state.service]).map(
        (each) => `${escaped(called(each) + inNamespace(net, each))}: ${code(hostOf(net, each))}`,
      ),
      "variables are made of Services with an address, in the pod's own namespace",
    ],
    page: namesPage,
  };
}

function why(state: Exclude<VariableState<Service>, { kind: "made" }>): string {
  switch (state.kind) {
    case "headless":
      return `${escaped(called(state.service))} is headless and has no address`;
    case "external-name":
      return `${escaped(called(state.service))} is an ExternalName and has no address`;
    case "links-off":
      return "the pod wants no variables of Services (`enableServiceLinks: false`)";
    case "no-port":
      return `${escaped(called(state.service))} has no such port`;
    case "no-service":
      return "no Service that is seen here makes it";
  }
}

function madeCard(net: Net, name: string, service: Service): Card {
  const { clusterIP, ports } = service.spec;
  const address = isKnown(clusterIP) ? code(clusterIP.value) : "its address, which the cluster hands out";
  const numbers = ports.map((each) => String(valueOf(each.port) ?? each.index));
  const holds = /_HOST$|_ADDR$/.test(name) ? `it holds ${address}` : `the Service has ${listed(numbers)}`;
  return {
    answer: `${code(name)} is made of ${escaped(called(service) + inNamespace(net, service))}`,
    lines: [
      holds,
      "made when a container starts, of the Services that exist by then",
      `its name needs no such order: ${code(hostOf(net, service))}`,
    ],
    page: namesPage,
  };
}
