/** Above a Service: its DNS name, its port and the pods behind it, on the chart with a click; and the door to all its names. */
import type { EndpointsObject, Net, Service, Workload } from "../../network/net.ts";
import type { Reader } from "../../query/query.ts";
import type { Label } from "../../resources/labels.ts";
import { valueOf } from "../../value/known.ts";
import { type Behind, behind } from "../behind.ts";
import { countText, type PodCount, standingText, strangersBehind } from "../pods.ts";
import { called, counted, hostOf, inNamespace, listed } from "../words.ts";
import type { LensText } from "./place.ts";

export function serviceLenses(db: Reader, net: Net, service: Service): readonly LensText[] {
  const found = behind(db, net, service);
  const refused = isRefusedItself(net, service) ? " · refused by the API server" : "";
  const title = `${addressOf(net, service)} → ${podsText(net, service, found)}${refused}`;
  return [
    { title, targets: [], action: "chart" },
    { title: "DNS · env · rules", targets: [], action: "names" },
  ];
}

/** `web.shop.svc.cluster.local:80`, with several ports `web.shop.svc.cluster.local :80 :443`. */
function addressOf(net: Net, service: Service): string {
  const host = hostOf(net, service);
  if (valueOf(service.spec.type) === "ExternalName") return host;
  const ports = service.spec.ports.flatMap(({ port }) => valueOf(port) ?? []).map((port) => `:${port}`);
  if (ports.length < 2) return host + ports.join("");
  const more = ports.length > 4 ? [...ports.slice(0, 3), `+${ports.length - 3}`] : ports;
  return `${host} ${more.join(" ")}`;
}

/** The pods behind it, or why there are none. */
export function podsText(net: Net, service: Service, found: Behind): string {
  switch (found.kind) {
    case "pods":
      return selected(net, service, found);
    case "alias":
      return found.to ?? "another name, not known here";
    case "by-hand":
      return found.endpoints.length > 0
        ? byHand(net, service, found.endpoints)
        : "no selector: endpoints are written by hand";
    case "elsewhere":
      return `no pods: ${quoted(service.spec.selector?.pairs ?? [])} matches only${elsewhere(net, found.workloads)}`;
    case "nothing":
      return found.together
        ? `no pods: none carries ${quoted(found.pairs)} together`
        : `no pods: ${quoted(found.pairs)} ${found.pairs.length === 1 ? "matches" : "match"} nothing`;
    case "unknown": {
      const strangers = found.perhaps.length === 0 ? strangersBehind(net, service) : undefined;
      return strangers
        ? `${strangers.ready} of ${strangers.pods} ready · observed (no manifest here makes them)`
        : `pods not known here (${found.why.replaceAll("`", "")})`;
    }
  }
}

function elsewhere(net: Net, workloads: readonly Workload[]): string {
  const [first] = workloads;
  return first ? inNamespace(net, first) : " in another namespace";
}

/** `3 pods (Deployment web, http 8080)`. */
function selected(net: Net, service: Service, found: Extract<Behind, { kind: "pods" }>): string {
  const { workloads, count, perhaps } = found;
  const names = listed(workloads.map(called));
  if (isWithout(net, service, count)) return `no pods: the API server refuses ${refusedText(net, service)}`;
  const port = portOf(net, service);
  if (workloads.length === 1 && names.startsWith("Pod ") && !count.observed)
    return [names, ...port.map((each) => `(${each})`)].join(" ");
  return `${scale(count, perhaps.length > 0)} (${[names, ...port].join(", ")})`;
}

function scale(count: PodCount, isMore: boolean): string {
  return isMore && !count.observed ? countText(count).replace(/^\d+/, "$&+") : standingText(count);
}

function isRefusedItself(net: Net, { id }: Service): boolean {
  return net.slices(id).refused.some((each) => each.id === id);
}

/** No pods, since what would make them is refused. */
export function isWithout(net: Net, service: Service, { pods, uncounted }: PodCount): boolean {
  return pods === 0 && uncounted === undefined && net.slices(service.id).refused.length > 0;
}

function refusedText(net: Net, { id }: Service): string {
  return listed(net.slices(id).refused.map(called));
}

/** `2 addresses (EndpointSlice legacy)`. */
function byHand(net: Net, { id }: Service, objects: readonly EndpointsObject[]): string {
  const names = listed(objects.map(called));
  const { slices, open, refused } = net.slices(id);
  const addresses = slices.flatMap(({ endpoints }) => endpoints);
  if (open) return names;
  if (addresses.length > 0) return `${counted(addresses.length, "address")} (${names})`;
  const isRefused = refused.some(({ id: each }) => each !== id);
  return isRefused
    ? `nothing: the API server refuses ${listed(refused.map(called))}`
    : `no addresses (${names})`;
}

/** What the only port is on the pods: `http 8080`; of several ports only what is wrong with them. */
function portOf(net: Net, service: Service): readonly string[] {
  const targets = net.targets(service.id);
  const lost = targets
    .filter(({ pods: each }) => each.length > 0 && each.every(({ answer }) => answer.kind === "unresolved"))
    .map(({ target }) => `no port ${target}`);
  const [only, ...others] = targets;
  if (!only || others.length > 0 || lost.length > 0) return lost;
  const numbers = only.pods.flatMap(({ answer }) => ("port" in answer ? [answer.port] : []));
  const names = only.pods.flatMap(({ answer }) => (answer.kind === "declared" ? (answer.name ?? []) : []));
  const text = [...new Set(names), [...new Set(numbers)].join("/")].join(" ");
  return numbers.length === 0 ? [] : [text];
}

function quoted(pairs: readonly Label[]): string {
  return listed(pairs.map((pair) => `\`${pair.key}: ${valueOf(pair.value) ?? "?"}\``));
}
