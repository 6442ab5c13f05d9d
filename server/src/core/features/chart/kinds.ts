/** Which resources are nodes, in which column, and by which shape. */
import type { Column, Glyph } from "../../chart/graph.ts";
import type { Resource } from "../../resources/resource.ts";
import { isWorkload } from "../../units/kinds.ts";
import { valueOf } from "../../value/known.ts";

const ROUTES = new Set([
  ...["HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute", "VirtualService"],
  ...["IngressRoute", "IngressRouteTCP", "IngressRouteUDP", "HTTPProxy", "Route"],
]);

const GLYPHS: Readonly<Record<string, Glyph>> = {
  Deployment: "deployment",
  ReplicaSet: "deployment",
  ReplicationController: "deployment",
  StatefulSet: "statefulSet",
  DaemonSet: "daemonSet",
  Job: "job",
  CronJob: "job",
  Pod: "pod",
};

/** Where a resource stands; undefined for those that are no nodes. */
export function columnOf({ spec, identity }: Resource): Column | undefined {
  const { kind } = identity;
  switch (spec.family) {
    case "service":
      return "service";
    case "workload":
      return "workload";
    case "ingress":
    case "gateway":
      return "entry";
    case "route":
      return "route";
    case "opaque":
      if (kind === "Service") return "service";
      if (kind === "Ingress" || kind === "Gateway") return "entry";
      if (ROUTES.has(kind)) return "route";
      return isWorkload({ family: "opaque", kind }) ? "workload" : undefined;
    default:
      return undefined;
  }
}

export function isDrawn(resource: Resource): boolean {
  return columnOf(resource) !== undefined;
}

export function glyphOf(resource: Resource): Glyph {
  const { spec, identity } = resource;
  switch (columnOf(resource)) {
    case "entry":
      return identity.kind === "Ingress" ? "ingress" : "gateway";
    case "route":
      return "route";
    case "service":
      return spec.family === "service" && valueOf(spec.clusterIP) === "None" ? "headless" : "service";
    default:
      return GLYPHS[identity.kind] ?? "deployment";
  }
}
