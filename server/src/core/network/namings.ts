/** Namings by DocId → namings of the Services themselves, for Net. */
import type { DocId } from "../resources/identity.ts";
import type { NameAnswer, Naming, VariableState } from "./naming.ts";
import type { Service } from "./net.ts";

type Lookup = (ids: readonly DocId[]) => readonly Service[];

export function namingOf(services: Lookup, { answer, ...rest }: Naming<DocId>): Naming<Service> {
  return { ...rest, answer: answerOf(services, answer) };
}

function answerOf(services: Lookup, answer: NameAnswer<DocId>): NameAnswer<Service> {
  switch (answer.kind) {
    case "service":
    case "external-name":
    case "service-address": {
      const [service] = services([answer.service]);
      return service ? { ...answer, service } : { kind: "unknown" };
    }
    case "elsewhere":
    case "ambiguous":
      return { ...answer, services: services(answer.services) };
    case "missing":
      return {
        ...answer,
        alike: services(answer.alike),
        otherNamespace: services(answer.otherNamespace),
      };
    case "variable": {
      const state = stateOf(services, answer.state);
      return state ? { kind: "variable", state } : { kind: "unknown" };
    }
    default:
      return answer;
  }
}

function stateOf(services: Lookup, state: VariableState<DocId>): VariableState<Service> | undefined {
  if (state.kind === "no-service") {
    const { alike, otherNamespace } = state;
    return { kind: "no-service", alike: services(alike), otherNamespace: services(otherNamespace) };
  }
  const [service] = services([state.service]);
  return service && { ...state, service };
}
