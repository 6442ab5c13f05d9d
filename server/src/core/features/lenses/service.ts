/** Above a Service: its DNS name, its port and the pods behind it, on the chart with a click; and the door to all its names. */
import type { Net, Service, Workload } from "../../network/net.ts";
import type { Reader } from "../../query/query.ts";
import type { Label } from "../../resources/labels.ts";
import { valueOf } from "../../value/known.ts";
import { type Behind, behind } from "../behind.ts";
import { called, hostOf, inNamespace, listed, podsOf } from "../words.ts";
import type { LensText } from "./place.ts";

export function serviceLenses(db: Reader, net: Net, service: Service): readonly LensText[] {
  const found = behind(db, net, service);
  const title = `${addressOf(net, service)} → ${podsText(net, service, found)}`;
  return [
    { title, targets: [], action: "chart" },
    { title: "DNS · env", targets: [], action: "names" },
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
      return selected(net, service, found.workloads, found.perhaps.length > 0);
    case "alias":
      return found.to ?? "another name, not known here";
    case "by-hand":
      return found.endpoints.length > 0
        ? listed(found.endpoints.map(called))
        : "no selector: endpoints are written by hand";
    case "elsewhere":
      return `no pods: ${quoted(service.spec.selector?.pairs ?? [])} matches only${elsewhere(net, found.workloads)}`;
    case "nothing":
      return found.together
        ? `no pods: none carries ${quoted(found.pairs)} together`
        : `no pods: ${quoted(found.pairs)} ${found.pairs.length === 1 ? "matches" : "match"} nothing`;
    case "unknown":
      return `pods not known here (${found.why.replaceAll("`", "")})`;
  }
}

function elsewhere(net: Net, workloads: readonly Workload[]): string {
  const [first] = workloads;
  return first ? inNamespace(net, first) : " in another namespace";
}

/** `3 pods (Deployment web, http 8080)`. */
function selected(net: Net, service: Service, workloads: readonly Workload[], isMore: boolean): string {
  const names = listed(workloads.map(called));
  const port = portOf(net, service);
  if (workloads.length === 1 && names.startsWith("Pod "))
    return [names, ...port.map((each) => `(${each})`)].join(" ");
  return `${scale(workloads, isMore)} (${[names, ...port].join(", ")})`;
}

function scale(workloads: readonly Workload[], isMore: boolean): string {
  if (workloads.every((each) => each.identity.kind === "DaemonSet")) return "a pod on each node";
  return isMore ? podsOf(workloads).replace(/^\d+/, "$&+") : podsOf(workloads);
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
