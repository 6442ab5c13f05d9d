/** A reference to a variable that the kubelet makes of a Service: what it will hold, or why nobody makes it. */
import { variablesOf } from "../../network/cluster/serviceEnv.ts";
import type { VariableState } from "../../network/naming.ts";
import type { Net, Service } from "../../network/net.ts";
import { type Card, code, escaped } from "../markdown.ts";
import { called, hostOf, inNamespace } from "../words.ts";
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
  return {
    answer: `${code(name)} is made of ${escaped(called(service) + inNamespace(net, service))}`,
    lines: [
      ...holds(net, name, service),
      "made when a container starts, of the Services that exist by then",
      `its name needs no such order: ${code(hostOf(net, service))}`,
    ],
    page: namesPage,
  };
}

/** The value itself, but for an address that nobody has given out yet. */
function holds(net: Net, name: string, service: Service): readonly string[] {
  const variable = variablesOf(net.normal(service))?.find((each) => each.name === name);
  if (!variable) return [];
  const { value } = variable;
  if (value.every((piece) => typeof piece === "string")) return [`it holds ${code(value.join(""))}`];
  const address = "its address, which the cluster hands out";
  if (value.length === 1) return [`it holds ${address}`];
  const text = value.map((piece) => (typeof piece === "string" ? piece : "…")).join("");
  return [`it holds ${code(text)}, with ${address}`];
}
