/** Above an Ingress or a route: where its requests end. */
import type { Net, ReferenceAnswer, Service } from "../../network/net.ts";
import type { Reader } from "../../query/query.ts";
import type { Resource } from "../../resources/resource.ts";
import { valueOf } from "../../value/known.ts";
import { behind } from "../behind.ts";
import { standingText } from "../pods.ts";
import { counted, listed, nameOf } from "../words.ts";
import { distinct, type LensText, nameIn } from "./place.ts";
import { isWithout, podsText } from "./service.ts";

/** Kinds that send requests from outside on to Services. */
const ROUTES = new Set([
  ...["Ingress", "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute"],
  ...["IngressRoute", "IngressRouteTCP", "IngressRouteUDP", "HTTPProxy", "Route", "VirtualService"],
]);

export function isRoute({ identity }: Resource): boolean {
  return ROUTES.has(identity.kind);
}

export function routeLenses(db: Reader, net: Net, resource: Resource): readonly LensText[] {
  if (!isRoute(resource)) return [];
  const answers = net.references(resource.id);
  const [first] = answers;
  // Nothing of it can be seen: the Services are somebody else's.
  if (!first || answers.every(({ answer }) => answer.kind === "unknown")) return [];
  const services = distinct(
    answers.flatMap(({ answer }) => ("service" in answer ? (answer.service ?? []) : [])),
  );
  const title =
    answers.length === 1 ? `${servedBy(first)} → ${end(db, net, first)}` : several(db, net, answers);
  return [{ title, targets: services.flatMap((each) => nameIn(db, each)) }];
}

function servedBy({ reference }: ReferenceAnswer): string {
  return reference.serves === "" ? "all requests" : reference.serves;
}

const NOT_KNOWN = "a Service that is not known here";

/** `cart:80 → 3 pods`, or what is missing. */
function end(db: Reader, net: Net, found: ReferenceAnswer): string {
  const fault = faultOf(net, found);
  if (fault !== undefined) return fault;
  const { answer } = found;
  if (answer.kind !== "found") return NOT_KNOWN;
  const { service, portIndex } = answer;
  const port = portIndex === undefined ? undefined : valueOf(service.spec.ports[portIndex]?.port);
  return `${nameOf(service)}${port === undefined ? "" : `:${port}`} → ${podsOfService(db, net, service)}`;
}

function podsOfService(db: Reader, net: Net, service: Service): string {
  const found = behind(db, net, service);
  const isShort =
    found.kind === "pods" && found.perhaps.length === 0 && !isWithout(net, service, found.count);
  return isShort ? standingText(found.count) : podsText(net, service, found);
}

/** Of a reference that certainly leads nowhere. */
function faultOf({ complete }: Net, { answer, reference }: ReferenceAnswer): string | undefined {
  const name = valueOf(reference.service) ?? "";
  switch (answer.kind) {
    case "no-service":
      return `no Service ${name}${complete ? "" : " here"}`;
    case "no-port":
      return `Service ${name} has no port ${valueOf(reference.port) ?? ""}`.trimEnd();
    case "not-permitted":
      return `no ReferenceGrant for Service ${name} in namespace ${answer.namespace}`;
    default:
      return undefined;
  }
}

/** `4 backends → cart, web and api`, and what of it leads nowhere or cannot be seen. */
function several(db: Reader, net: Net, answers: readonly ReferenceAnswer[]): string {
  const faults = answers.flatMap((each) => faultOf(net, each) ?? []);
  const found = answers.filter(({ answer }) => answer.kind === "found");
  const [only, ...others] = new Set(found.map((each) => end(db, net, each)));
  const names = new Set(found.map(({ reference }) => valueOf(reference.service) ?? ""));
  const where = only !== undefined && others.length === 0 ? only : listed([...names]);
  const unseen = answers.length - found.length - faults.length;
  const parts = [
    ...(where === "" ? [] : [where]),
    ...(faults.length === 0 ? [] : [`${leads(faults.length)} nowhere: ${listed([...new Set(faults)])}`]),
    ...(unseen === 0 ? [] : [`${unseen} not known here`]),
  ];
  return `${counted(answers.length, "backend")} → ${parts.join(" · ")}`;
}

function leads(count: number): string {
  return `${count} ${count === 1 ? "leads" : "lead"}`;
}
