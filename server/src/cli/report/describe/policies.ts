/** Which NetworkPolicies guard pods, and what that is worth. */
import type { Policies, ServiceDescription, WorkloadDescription } from "../../../core/answers.ts";
import { texts } from "./common.ts";
import type { Section } from "./layout.ts";

export function callersAllowed({ policies, type, endpoints }: ServiceDescription): Section {
  const isServed = endpoints.slices.some((slice) => slice.endpoints.some(({ pod }) => pod !== undefined));
  if (type === "ExternalName" || !isServed) return { title: "Who may call it", blocks: [] };
  const { ingress, perhaps } = policies;
  const none = "Any pod: no NetworkPolicy in sight selects its pods. A Service is no authorisation.";
  const doubtful = [
    ...(ingress.length > 0 ? [`Only what ${passing(ingress)}, on the ports of the pods.`] : []),
    ...(perhaps.length > 0 ? [`Perhaps only what ${passing(perhaps)}: ${UNSURE}.`] : []),
  ];
  return {
    title: "Who may call it",
    blocks: texts([...(doubtful.length > 0 ? doubtful : [none]), ...worth(policies)]),
  };
}

const UNSURE = "whether its pods are selected is not known";

export function trafficAllowed({ policies }: WorkloadDescription): Section {
  const { ingress, egress, perhaps } = policies;
  const isOpen = perhaps.length === 0;
  const rows = [
    ...(ingress.length > 0
      ? [{ label: "in", text: `only what ${passing(ingress)}` }]
      : isOpen
        ? [{ label: "in", text: "from anybody: no NetworkPolicy in sight selects its pods" }]
        : []),
    ...(egress.length > 0
      ? [{ label: "out", text: `only what ${passing(egress)}` }]
      : isOpen
        ? [{ label: "out", text: "to anybody: no NetworkPolicy for egress in sight selects its pods" }]
        : []),
    ...(isOpen ? [] : [{ label: "perhaps", text: `only what ${passing(perhaps)}: ${UNSURE}` }]),
  ];
  return { title: "Who may talk with it", blocks: [{ kind: "fields", rows }, ...texts(worth(policies))] };
}

/** `NetworkPolicies a and b let through`. */
function passing(names: readonly string[]): string {
  const [only, ...others] = names;
  if (others.length === 0) return `NetworkPolicy ${only} lets through`;
  return `NetworkPolicies ${names.slice(0, -1).join(", ")} and ${names.at(-1)} let through`;
}

/** A policy does nothing where no network plugin enforces it. */
function worth({ ingress, egress, enforced }: Policies): readonly string[] {
  if (ingress.length + egress.length === 0 || enforced === true) return [];
  return enforced === false
    ? ["The network plugin of this cluster enforces no NetworkPolicy: they do nothing there."]
    : ["It takes a network plugin that enforces NetworkPolicies; which one there is is not known here."];
}
