/** `selector` and its pairs: which pods carry them, and which nearly do. */
import type { Net, Service, Workload } from "../../network/net.ts";
import type { Reader } from "../../query/query.ts";
import type { Label } from "../../resources/labels.ts";
import { pathOf } from "../../value/file.ts";
import { isKnown } from "../../value/known.ts";
import { type Behind, behind, carriersOf } from "../behind.ts";
import { type Card, code, escaped, prose } from "../markdown.ts";
import { countText, scaleOf, seenText } from "../pods.ts";
import { because, inNamespace, listed } from "../words.ts";
import { nearLines } from "./near.ts";
import { externalNamePage, selectorPage } from "./pages.ts";
import { escapedName, pairText, whyNoPods } from "./roads.ts";

export function selectorCard(db: Reader, net: Net, service: Service): Card {
  const found = behind(db, net, service);
  if (found.kind === "alias") {
    return { answer: "A selector on an ExternalName is ignored", lines: [], page: externalNamePage };
  }
  const pairs = service.spec.selector?.pairs ?? [];
  return {
    answer: answer(net, service, found),
    lines: [
      ...pairs.map((pair) => pairLine(db, net, service, pair, found)),
      ...(found.kind === "pods"
        ? found.workloads.map((each) => workloadLine(db, net, service, each))
        : otherLines(net, service, found)),
    ],
    page: selectorPage,
  };
}

/** The card of one pair: who carries it, whatever the others say. */
export function selectorPairCard(db: Reader, net: Net, service: Service, key: string): Card | undefined {
  const pair = service.spec.selector?.pairs.find((each) => each.key === key);
  if (!pair) return undefined;
  const found = behind(db, net, service);
  if (found.kind === "alias") {
    return { answer: "A selector on an ExternalName is ignored", lines: [], page: externalNamePage };
  }
  const carriers = carriersOf(db, net, service, pair);
  const where = escaped(inNamespace(net, service));
  return {
    answer: pairAnswer(pair, carriers, where, found),
    lines: [
      ...wholeLine(net, service, found),
      ...carriers.map((each) => workloadLine(db, net, service, each)),
      ...otherLines(net, service, found),
    ],
    page: selectorPage,
  };
}

/** What becomes of the pair among the others; left out where it is the only one, and all is said. */
function wholeLine(net: Net, service: Service, found: Behind): readonly string[] {
  const isAlone = service.spec.selector?.pairs.length === 1;
  if (isAlone && found.kind !== "elsewhere") return [];
  const text = answer(net, service, found);
  return [`the selector ${text.charAt(0).toLowerCase()}${text.slice(1)}`];
}

function answer(net: Net, service: Service, found: Behind): string {
  if (found.kind === "pods") {
    const perhaps =
      found.perhaps.length > 0 ? `, perhaps also ${listed(found.perhaps.map(escapedName))}` : "";
    const names = listed(found.workloads.map(escapedName));
    return `Selects ${countText(found.count)} of ${names}${seenText(found.count)}${perhaps}`;
  }
  if (found.kind === "by-hand") return "An empty selector selects nothing: endpoints are written by hand";
  const why = whyNoPods({ net, service }, found) ?? "";
  return found.kind === "unknown" ? `Selects what cannot be known: ${why}` : `Selects nothing: ${why}`;
}

function otherLines(net: Net, service: Service, found: Behind): readonly string[] {
  return found.kind === "nothing" || found.kind === "unknown" ? nearLines(net, service) : [];
}

function pairAnswer(pair: Label, carriers: readonly Workload[], where: string, found: Behind): string {
  const text = pairText(pair);
  if (!isKnown(pair.value)) return `The value of ${text} cannot be known: ${because(pair.value.unknown)}`;
  if (carriers.length > 0) return `${text} is on the pods of ${listed(carriers.map(escapedName))}`;
  if (found.kind === "unknown")
    return `Whether a pod carries ${text} cannot be known: ${prose(found.detail)}`;
  return `${text} is on no pod template${where}`;
}

function pairLine(db: Reader, net: Net, service: Service, pair: Label, found: Behind): string {
  const text = pairText(pair);
  if (!isKnown(pair.value)) return `? ${text} cannot be known: ${because(pair.value.unknown)}`;
  const carriers = carriersOf(db, net, service, pair);
  if (carriers.length > 0) return `✓ ${text} on ${listed(carriers.map(escapedName))}`;
  return found.kind === "unknown" ? `? ${text} on no pod that is seen here` : `✗ ${text} on no pod template`;
}

/** With its file, where that is another one. */
function workloadLine(db: Reader, net: Net, service: Service, workload: Workload): string {
  const where = workload.file === service.file ? "" : ` in ${code(pathOf(workload.file))}`;
  return `${escapedName(workload)}${where}: ${scaleOf(db, net, workload)}`;
}
