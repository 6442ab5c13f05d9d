/** The pages of the Kubernetes documentation that cards lead to. */
import type { Page } from "../markdown.ts";

const SERVICE = "https://kubernetes.io/docs/concepts/services-networking/service/";

function page(title: string, address: string): Page {
  return { title: `Kubernetes: ${title}`, address };
}

export const portsPage = page("ports of a Service", `${SERVICE}#field-spec-ports`);
export const nodePortPage = page("NodePort", `${SERVICE}#type-nodeport`);
export const selectorPage = page("Services and their selectors", `${SERVICE}#defining-a-service`);
export const withoutSelectorPage = page(
  "Services without selectors",
  `${SERVICE}#services-without-selectors`,
);
export const externalNamePage = page("ExternalName", `${SERVICE}#externalname`);
export const headlessPage = page("headless Services", `${SERVICE}#headless-services`);
export const protocolsPage = page(
  "protocols for Services",
  "https://kubernetes.io/docs/reference/networking/service-protocols/",
);
export const namesPage = page(
  "DNS for Services and pods",
  "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#srv-records",
);
