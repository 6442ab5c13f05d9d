/** The ways from outside to a Service of its own: a load balancer, node ports, external IPs. */
import type { Glyph } from "../../chart/graph.ts";
import type { ServicePort } from "../../resources/service.ts";
import { isKnown, valueOf } from "../../value/known.ts";
import type { Path } from "../../value/path.ts";
import { typeOf } from "../cards/view.ts";
import { namespaceOf } from "./ids.ts";
import { edge, FLOWS, type Piece, pieceNode } from "./piece.ts";
import { numberWords, serviceRows } from "./ports.ts";
import { type ServiceView, titleOf } from "./view.ts";

/** What stands outside; added to the chart where an edge begins there. */
export const OUTSIDE = "Internet";

interface Door {
  readonly kind: "LoadBalancer" | "NodePort" | "ExternalIP";
  readonly glyph: Glyph;
  readonly subtitle: string;
  /** The fields of the Service that are about this door. */
  readonly paths: readonly Path[];
  readonly rowText: (port: ServicePort) => string;
  readonly words: readonly string[];
}

export function entryPieces(view: ServiceView): readonly Piece[] {
  return doorsOf(view).map((door) => entryPiece(view, door));
}

function doorsOf(view: ServiceView): readonly Door[] {
  if (view.resource.spec.ports.length === 0) return [];
  const type = typeOf(view.resource);
  return [
    ...(type === "LoadBalancer" ? [loadBalancer(view)] : []),
    ...(type === "NodePort" ? [nodePorts(view)] : []),
    ...(view.resource.spec.externalIPs.length > 0 && type !== "ExternalName" ? [externalIPs(view)] : []),
  ];
}

function entryPiece(view: ServiceView, door: Door): Piece {
  const { db, unit, resource, node } = view;
  // Of the Service's own id, which is one of a kind.
  const id = [door.kind, ...node.split("/").slice(1)].join("/");
  const rows = serviceRows(resource);
  return {
    nodes: [
      pieceNode({
        id,
        kind: door.kind,
        glyph: door.glyph,
        column: "entry",
        namespace: namespaceOf(db, unit, resource.id),
        title: titleOf(resource),
        subtitle: door.subtitle,
        rows: resource.spec.ports.map((port, index) => ({
          id: rows[index]?.id ?? "",
          text: door.rowText(port),
          origin:
            door.kind === "ExternalIP"
              ? undefined
              : { id: resource.id, path: ["spec", "ports", index, "nodePort"] },
        })),
        state: "present",
        origins: door.paths.map((path) => ({ id: resource.id, path })),
        words: door.words,
      }),
    ],
    edges: rows.flatMap(({ id: row }) => [
      edge({ node: OUTSIDE }, { node: id, row }, FLOWS),
      edge({ node: id, row }, { node, row }, FLOWS),
    ]),
  };
}

function loadBalancer({ resource }: ServiceView): Door {
  const { loadBalancerClass, loadBalancerSourceRanges } = resource.spec;
  const kind = valueOf(loadBalancerClass);
  return {
    kind: "LoadBalancer",
    glyph: "loadBalancer",
    subtitle: [
      "LoadBalancer",
      ...(kind === undefined ? [] : [kind]),
      ...(loadBalancerSourceRanges.length > 0 ? ["some addresses only"] : []),
    ].join(" · "),
    paths: [
      ["spec", "loadBalancerSourceRanges"],
      ["spec", "loadBalancerClass"],
      ["spec", "allocateLoadBalancerNodePorts"],
    ],
    rowText: (port) => {
      const nodePort = valueOf(port.nodePort);
      return `${numberWords(port)}${nodePort === undefined ? "" : ` · node port ${nodePort}`}`;
    },
    words: loadBalancerSourceRanges.flatMap((each) => valueOf(each) ?? []),
  };
}

function nodePorts({ resource }: ServiceView): Door {
  const isLocal = valueOf(resource.spec.externalTrafficPolicy) === "Local";
  return {
    kind: "NodePort",
    glyph: "nodePort",
    subtitle: `NodePort · ${isLocal ? "nodes with a pod" : "all nodes"}`,
    paths: [],
    rowText: ({ nodePort }) => {
      if (nodePort === undefined) return "a port the cluster picks";
      return isKnown(nodePort) ? `:${nodePort.value}` : "a port not known here";
    },
    words: [],
  };
}

function externalIPs({ resource }: ServiceView): Door {
  const addresses = resource.spec.externalIPs.map((each) => valueOf(each) ?? "?");
  const [first = "", ...more] = addresses;
  return {
    kind: "ExternalIP",
    glyph: "nodePort",
    subtitle: `externalIPs · ${first}${more.length > 0 ? ` and ${more.length} more` : ""}`,
    paths: [["spec", "externalIPs"]],
    rowText: numberWords,
    words: addresses,
  };
}
