/** `targetPort`: what it is on each pod. */
import type { PodPort } from "../../network/net.ts";
import { valueOf } from "../../value/known.ts";
import { type Card, code, escaped } from "../markdown.ts";
import { counted, listed } from "../words.ts";
import { portsPage } from "./pages.ts";
import { endOf, escapedName, podsText, probeLines, reached, whyNoPods, workloadsText } from "./roads.ts";
import { type PortView, portText, unknownText } from "./view.ts";

export function targetPortCard(view: PortView): Card {
  return {
    answer: answer(view),
    lines: [
      ...digitsLines(view),
      ...view.pods.map((pod) => `${escaped(portText(view))} → ${endOf(view, pod)}`),
      ...declaredLines(view),
      ...probeLines(view),
    ],
    page: portsPage,
  };
}

function answer(view: PortView): string {
  const { target, pods, behind } = view;
  if (target === undefined) return `This targetPort ${unknownText(view.port.targetPort)}`;
  const name = code(target);
  const why = whyNoPods(view, behind);
  if (behind.kind === "unknown") return `What ${name} is cannot be known: ${why}`;
  if (why !== undefined) return `${name} leads nowhere: ${why}`;
  const kinds = new Set(pods.map((pod) => pod.answer.kind));
  const [first] = pods;
  if (kinds.size > 1 || !first) return `${name} is not the same on every pod`;
  return same(view, first, name);
}

/** What it is when it is one thing on all pods. */
function same(view: PortView, { answer: found }: PodPort, name: string): string {
  const { pods, target } = view;
  const all = workloadsText(pods);
  switch (found.kind) {
    case "declared":
      if (typeof target === "string") {
        return `${name} is port ${listed(reached(pods).map(String), "or")} on ${podsText(view, pods)}`;
      }
      return found.name === undefined
        ? `${name} is declared by ${all}`
        : `${name} is port ${code(found.name)} of ${all}`;
    case "undeclared":
      return `${name} is declared by no container of ${all}; traffic goes there all the same`;
    case "other-protocol":
      return `${name} is declared by ${all}, but for ${escaped(found.protocol)} only`;
    case "unresolved":
      return `${name} names no port of ${all}: connections find no endpoint`;
    case "unknown":
      return `What ${name} is on ${all} cannot be known: not all ports can be read`;
  }
}

/** Digits in quotes are a name, and no name may be without a letter. */
function digitsLines({ target }: PortView): readonly string[] {
  const isDigits = typeof target === "string" && /^\d+$/.test(target);
  return isDigits
    ? ["a number in quotes is a name, and a name needs a letter: the API server refuses it"]
    : [];
}

/** What the pods do declare, where it is not this. */
function declaredLines({ pods }: PortView): readonly string[] {
  return pods
    .filter(({ answer: found }) => found.kind === "unresolved" || found.kind === "undeclared")
    .map(({ workload }) => {
      const ports = workload.spec.containers.flatMap((container) =>
        container.ports.flatMap((port) => {
          const number = valueOf(port.containerPort);
          const name = valueOf(port.name);
          if (number === undefined) return [];
          return [name === undefined ? code(number) : `${code(name)} (${number})`];
        }),
      );
      if (ports.length === 0) return `${escapedName(workload)} declares no ports`;
      return `${escapedName(workload)} declares ${counted(ports.length, "port")}: ${listed(ports)}`;
    });
}
