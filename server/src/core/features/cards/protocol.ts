/** `protocol` of a port. */
import { type Card, code, escaped } from "../markdown.ts";
import { protocolsPage } from "./pages.ts";
import { portAnswer } from "./port.ts";
import { escapedName, roadLines } from "./roads.ts";
import { type PortView, portText, protocolText } from "./view.ts";

const KNOWN = new Set(["TCP", "UDP", "SCTP"]);

export function protocolCard(view: PortView): Card {
  const protocol = protocolText(view);
  const answer = KNOWN.has(protocol)
    ? `Port ${escaped(portText(view))} takes ${protocol} and nothing else`
    : `${code(protocol)} is no protocol of a Service: the API server takes TCP, UDP and SCTP`;
  const mismatches = view.pods.flatMap(({ workload, answer: found }) =>
    found.kind === "other-protocol"
      ? [`${escapedName(workload)} declares the port for ${escaped(found.protocol)}`]
      : [],
  );
  return {
    answer,
    lines: [
      ...(roadLines(view).length > 0 ? roadLines(view) : [portAnswer(view)]),
      ...mismatches,
      "a second protocol on the same number is an entry of its own",
    ],
    page: protocolsPage,
  };
}
