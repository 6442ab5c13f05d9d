/** `port`: where traffic to this port of the Service goes. */
import { type Card, code, escaped } from "../markdown.ts";
import { called, counted, hostOf, listed } from "../words.ts";
import { nearLines } from "./near.ts";
import { externalNamePage, headlessPage, portsPage, withoutSelectorPage } from "./pages.ts";
import {
  headlessLines,
  podsText,
  probeLines,
  reached,
  roadLines,
  whyNoPods,
  workloadsText,
} from "./roads.ts";
import { outsideLines, userLines } from "./users.ts";
import { isHeadless, type PortView, portText, protocolText } from "./view.ts";

export function portCard(view: PortView): Card {
  const { service, behind } = view;
  if (behind.kind === "alias") return aliasCard(view, behind.to);
  if (behind.kind === "by-hand") return byHandCard(view, behind.endpoints.map(called));
  return {
    answer: portAnswer(view),
    lines: [
      ...roadLines(view),
      ...(behind.kind === "nothing" ? nearLines(view.net, service) : []),
      ...headlessLines(view),
      ...probeLines(view),
      ...outsideLines(view),
      ...userLines(view),
      `protocol ${escaped(protocolText(view))}`,
    ],
    page: isHeadless(service) ? headlessPage : portsPage,
  };
}

/** In one line: where it leads, or why nowhere. */
export function portAnswer(view: PortView): string {
  const port = `Port ${escaped(portText(view))}`;
  const why = whyNoPods(view, view.behind);
  if (view.behind.kind === "unknown")
    return `Where port ${escaped(portText(view))} leads cannot be known: ${why}`;
  if (why !== undefined) return `${port} leads nowhere: ${why}`;
  const numbers = reached(view.pods);
  const arriving = view.pods.filter(({ answer }) => answer.kind !== "unresolved");
  if (arriving.length === 0) {
    const target = view.target === undefined ? "its targetPort" : code(view.target);
    return `${port} leads nowhere: ${workloadsText(view.pods)} ${view.pods.length === 1 ? "declares" : "declare"} no port ${target}`;
  }
  if (numbers.length === 0)
    return `${port} leads to ${podsText(view, arriving)}; on which port cannot be known`;
  return `${port} leads to ${listed(numbers.map(String), "or")} on ${podsText(view, arriving)}`;
}

function aliasCard(view: PortView, to: string | undefined): Card {
  const alias = to === undefined ? "another name" : code(to);
  return {
    answer: `Port ${escaped(portText(view))} is ignored: an ExternalName is only another name for ${alias}`,
    lines: [
      `${code(hostOf(view.net, view.service))} is answered by DNS with ${alias}; clients choose the port themselves`,
    ],
    page: externalNamePage,
  };
}

function byHandCard(view: PortView, endpoints: readonly string[]): Card {
  const port = `Port ${escaped(portText(view))}`;
  const found =
    endpoints.length === 0
      ? "no Endpoints and no EndpointSlice of it stand in this workspace; a program may write them"
      : `${counted(endpoints.length, "object")} with its addresses: ${listed(endpoints.map(escaped))}`;
  return {
    answer: `${port} leads to addresses that are written by hand: the Service has no selector`,
    lines: [
      `client → ${code(`${hostOf(view.net, view.service)}:${portText(view)}`)} → EndpointSlices`,
      found,
    ],
    page: withoutSelectorPage,
  };
}
