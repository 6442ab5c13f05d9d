/** `nodePort`: how it is reached, where in the range it lies, and who else wants it. */
import { valueOfDocument } from "../../resources/resource.ts";
import { valueOf } from "../../value/known.ts";
import { textOf } from "../../value/scalar.ts";
import { memberAt } from "../../value/value.ts";
import { type Card, code, escaped } from "../markdown.ts";
import { called, inNamespace } from "../words.ts";
import { nodePortPage } from "./pages.ts";
import { podsText, reached, whyNoPods } from "./roads.ts";
import { type PortView, protocolText, shortName, typeOf, unknownText } from "./view.ts";

export function nodePortCard(view: PortView): Card {
  const nodePort = valueOf(view.port.nodePort);
  if (nodePort === undefined) {
    const { from, to } = view.net.cluster.nodePortRange;
    const answer = view.port.nodePort
      ? `This node port ${unknownText(view.port.nodePort)}`
      : "The cluster picks a free node port";
    return { answer, lines: [`range ${from}–${to}`], page: nodePortPage };
  }
  return {
    answer: answer(view, nodePort),
    lines: [...addressLines(view, nodePort), ...bandLines(view, nodePort), ...otherClaims(view, nodePort)],
    page: nodePortPage,
  };
}

function answer(view: PortView, nodePort: number): string {
  const type = typeOf(view.service);
  if (type === "ClusterIP") return "The API server refuses a nodePort while `type` is ClusterIP";
  if (type === "ExternalName") return "A nodePort on an ExternalName is ignored";
  return `Port ${nodePort} of every node leads to ${code(shortName(view))}`;
}

function addressLines(view: PortView, nodePort: number): readonly string[] {
  const type = typeOf(view.service);
  if (type === "ClusterIP" || type === "ExternalName") return [];
  const why = whyNoPods(view, view.behind);
  const end =
    why === undefined
      ? `${reached(view.pods).join(" or ") || "a port that cannot be known"} on ${podsText(view, view.pods)}`
      : `nothing that is seen here: ${why}`;
  const address = code(`<node address>:${nodePort}`);
  return [`${address} (${escaped(protocolText(view))}) → ${code(shortName(view))} → ${end}`, nodesLine(view)];
}

function nodesLine({ db, service }: PortView): string {
  const policy = textOf(memberAt(db.get(valueOfDocument, service.id), "spec", "externalTrafficPolicy"));
  return valueOf(policy) === "Local"
    ? "only nodes that run a ready pod of it answer (`externalTrafficPolicy: Local`)"
    : "any node answers, whether or not it runs one of the pods";
}

/** KEP-3668: the first ports of the range are kept for those who ask for a number. */
export function staticBand(range: { readonly from: number; readonly to: number }): number {
  const size = range.to - range.from + 1;
  if (size <= 16) return 0;
  return Math.min(Math.max(16, Math.floor(size / 32)), 128);
}

function bandLines({ net }: PortView, nodePort: number): readonly string[] {
  const { from, to } = net.cluster.nodePortRange;
  const range = `${from}–${to}`;
  if (nodePort < from || nodePort > to) {
    return [`outside the range ${range}: the API server refuses it (setting \`cluster.nodePortRange\`)`];
  }
  const size = staticBand(net.cluster.nodePortRange);
  if (size === 0) return [`range ${range}`];
  const end = from + size - 1;
  return nodePort <= end
    ? [
        `range ${range}; in the static band ${from}–${end}, which is given out last to those who ask for no number`,
      ]
    : [
        `range ${range}; in the dynamic band: the cluster may already have given it out. ${from}–${end} is safer to pin`,
      ];
}

/** One pool for the cluster, whatever the namespace and the protocol. */
function otherClaims({ net, service, port }: PortView, nodePort: number): readonly string[] {
  const others = net
    .nodePortClaims(nodePort)
    .filter((claim) => claim.service.id !== service.id || claim.index !== port.index);
  if (others.length === 0) return ["no other Service here pins it"];
  return others.map((claim) => {
    const where = escaped(called(claim.service) + inNamespace(net, claim.service));
    const isShared = claim.service.id === service.id && claim.port === valueOf(port.port);
    const consequence = isShared
      ? "shares it: same port, other protocol"
      : "pins it, too: the API server refuses the second";
    return `${where} (port ${claim.port ?? "unknown"}/${escaped(claim.protocol)}) ${consequence}`;
  });
}
