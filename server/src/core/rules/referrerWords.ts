/** How each kind that refers to a Service speaks of it: what it sends, and what becomes of that when the Service is not found. */
import type { Net } from "../network/net.ts";
import type { ServiceReference } from "../resources/reference.ts";
import type { Resource } from "../resources/resource.ts";
import { valueOf } from "../value/known.ts";
import { inNamespace } from "./words.ts";

/** `Requests for shop.example.com/cart` */
export function requests({ serves }: ServiceReference): string {
  return serves === "" ? "Its requests" : `Requests for ${serves}`;
}

/** What follows when a reference leads nowhere. */
export function consequence({ identity }: Resource, reference: ServiceReference): string {
  const taken = requests(reference);
  switch (identity.kind) {
    case "HTTPRoute":
      return unresolved(reference, "what it should get is answered 500");
    case "GRPCRoute":
      return unresolved(reference, "what it should get is answered UNAVAILABLE");
    case "TCPRoute":
    case "TLSRoute":
    case "UDPRoute":
      return unresolved(reference, "what it should get goes nowhere");
    case "IngressRoute":
      return "Traefik leaves the route out, and its requests get 404.";
    case "IngressRouteTCP":
    case "IngressRouteUDP":
      return "Traefik leaves the route out, and its connections go nowhere.";
    case "Route":
      return `${taken} get 503.`;
    case "HTTPProxy":
      return "Contour will report ServiceUnresolvedReference, and these requests get 503.";
    case "Rollout":
      return "The Rollout will be InvalidSpec, and Argo Rollouts brings out nothing new.";
    case "APIService":
      return "The API group will be unavailable: requests for it get 503, and namespaces cannot be deleted.";
    case "ValidatingWebhookConfiguration":
    case "MutatingWebhookConfiguration":
      return "Its calls fail, and what it should judge is refused unless `failurePolicy` is Ignore.";
    case "CustomResourceDefinition":
      return "Objects can be neither read nor written in a version other than the stored one.";
    case "VirtualService":
      return reference.path.includes("mirror") ? "Nothing is mirrored." : "These requests get 503.";
    case "DestinationRule":
      return "The rule applies to nothing.";
    default:
      return `${taken} lead nowhere.`;
  }
}

/** The condition and reason that `kubectl describe` will show of a Gateway route. */
function unresolved({ path }: ServiceReference, follows: string): string {
  const lost = path.includes("requestMirror") ? "nothing is mirrored" : follows;
  return `The route will be ResolvedRefs=False (BackendNotFound), and ${lost}.`;
}

/** ` in namespace shop`: where the Service is looked for; ` here` where nobody wrote it. */
export function whereLooked(subject: Resource, reference: ServiceReference, net: Net): string {
  if (reference.namespace) return ` in namespace ${valueOf(reference.namespace) ?? ""}`;
  return inNamespace(net.namespaceOf(subject.id)) || " here";
}

/** Kinds whose references have a `namespace`; all others see their own one only. */
const CROSSING: Readonly<Record<string, string>> = {
  HTTPRoute: "takes a `namespace` here and a ReferenceGrant there",
  GRPCRoute: "takes a `namespace` here and a ReferenceGrant there",
  TCPRoute: "takes a `namespace` here and a ReferenceGrant there",
  TLSRoute: "takes a `namespace` here and a ReferenceGrant there",
  UDPRoute: "takes a `namespace` here and a ReferenceGrant there",
  IngressRoute: "takes a `namespace` here, and Traefik's consent (`allowCrossNamespace`)",
  IngressRouteTCP: "takes a `namespace` here, and Traefik's consent (`allowCrossNamespace`)",
  IngressRouteUDP: "takes a `namespace` here, and Traefik's consent (`allowCrossNamespace`)",
  APIService: "may be meant",
  ValidatingWebhookConfiguration: "may be meant",
  MutatingWebhookConfiguration: "may be meant",
  CustomResourceDefinition: "may be meant",
};

export function mayCross({ identity }: Resource): boolean {
  return CROSSING[identity.kind] !== undefined;
}

/** What it takes to reach a Service of that name in another namespace. */
export function crossing({ identity }: Resource): string {
  const { kind } = identity;
  return CROSSING[kind] ?? `is out of ${/^[AEIO]|^HTTP/.test(kind) ? "an" : "a"} ${kind}'s reach`;
}
