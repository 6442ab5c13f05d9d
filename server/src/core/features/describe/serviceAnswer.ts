/** The one sentence that a description of a Service begins with: where its ports lead, or why they lead nowhere. */
import type { Described } from "../../descriptions.ts";
import { aliasTarget } from "../../network/cluster/dns.ts";
import type { Net, PodPort, PortTarget, Workload } from "../../network/net.ts";
import { blindProbe } from "../../network/probedPorts.ts";
import type { Label } from "../../resources/labels.ts";
import type { Resource } from "../../resources/resource.ts";
import { isKnown, valueOf } from "../../value/known.ts";
import { type Behind, behind } from "../behind.ts";
import { blindText } from "../blindText.ts";
import type { NamesView } from "../names/view.ts";
import { because, called, counted, inNamespace, listed } from "../words.ts";
import { observedReady, podsText } from "./pods.ts";
import { titleOf } from "./title.ts";

type Answer = Described["answer"];

export function serviceAnswer(view: NamesView): Answer {
  const { db, net, service } = view;
  const found = behind(db, net, service);
  if (net.slices(service.id).refused.some(({ id }) => id === service.id)) return refusal(net, service);
  const seen = found.kind === "pods" || found.kind === "alias" ? undefined : seenAnswer(view);
  if (seen) return seen;
  switch (found.kind) {
    case "alias":
      return aliasAnswer(view);
    case "pods":
      return podsAnswer(view, found.workloads);
    case "by-hand":
      return byHandAnswer(view, found);
    case "elsewhere":
      return broken(
        view,
        `reaches no pods: the labels that it asks for (${pairsText(service.spec.selector?.pairs ?? [])}) are carried only by ${listed(found.workloads.map((each) => `${called(each)}${inNamespace(net, each)}`))}`,
      );
    case "nothing":
      return nothingAnswer(view, found);
    case "unknown":
      return unsure(view, `which pods it reaches is not known here: ${found.detail}`);
  }
}

function broken({ net, service }: NamesView, words: string): Answer {
  return { text: `${titleOf(net, service)} ${words}.`, state: "broken" };
}

function unsure({ net, service }: NamesView, words: string): Answer {
  return { text: `${titleOf(net, service)}: ${words}.`, state: "unknown" };
}

function flows({ net, service }: NamesView, words: string): Answer {
  return { text: `${titleOf(net, service)} ${words}.`, state: "flows" };
}

/** `The API server would refuse shop/cart: spec.ports[0].port: must be between 1 and 65535, inclusive.` */
export function refusal(net: Net, resource: Resource): Answer {
  const [fault, ...more] = net.verdict(resource.id).faults;
  const also = more.length > 0 ? `, and ${counted(more.length, "more fault")}` : "";
  const words = fault
    ? [fault.serverPath, fault.error === "Decode" ? "" : fault.value, fault.message].filter((each) => each)
    : [];
  const why = words.length > 0 ? `: ${words.join(": ").replace(/\.$/, "")}${also}` : "";
  return { text: `The API server would refuse ${titleOf(net, resource)}${why}.`, state: "broken" };
}

function aliasAnswer(view: NamesView): Answer {
  const { externalName } = view.normal;
  if (!externalName) return broken(view, "is another name for nothing: `externalName` is missing");
  if (!isKnown(externalName))
    return unsure(view, `the name that it stands for cannot be known: ${because(externalName.unknown)}`);
  return aliasTarget(externalName.value) === undefined
    ? broken(view, `resolves to nothing: ${externalName.value} is an address, and DNS has no alias for one`)
    : flows(
        view,
        `is another name for ${externalName.value}: clients ask on for that one, its ports count for nothing`,
      );
}

/** Pods that were seen in a cluster, and that no manifest in sight makes. */
function seenAnswer(view: NamesView): Answer | undefined {
  const endpoints = view.slices.flatMap((slice) => slice.endpoints);
  const [ready, all] = observedReady(endpoints) ?? [];
  if (ready === undefined || all === undefined) return undefined;
  const pods = `${counted(all, "pod")} that ${all === 1 ? "was" : "were"} seen in the cluster`;
  if (ready === 0) return broken(view, `has nobody to send to: of ${pods} none is ready`);
  const ends = view.slices.flatMap(({ ports }) => ports.flatMap(({ port }) => valueOf(port) ?? []));
  const where = ends.length > 0 && ends.length <= MOST_PORTS ? ` (${[...new Set(ends)].join(", ")})` : "";
  const some = ready === all ? "" : `, ${ready} of them ready`;
  return view.publication.kind === "headless"
    ? flows(view, `is headless: DNS answers with ${pods}${where}${some}`)
    : flows(view, `sends ${portsText(view)} to ${pods}${where}${some}`);
}

function byHandAnswer(view: NamesView, { endpoints }: Extract<Behind, { kind: "by-hand" }>): Answer {
  if (view.slices.some((each) => each.endpoints.length > 0)) return addressesAnswer(view, endpoints);
  const { refused } = view.net.slices(view.service.id);
  if (refused.length > 0)
    return broken(view, `has no endpoints: the API server would refuse ${listed(refused.map(called))}`);
  return endpoints.length > 0
    ? unsure(view, `no address can be read in ${listed(endpoints.map(called))}`)
    : unsure(view, "it has no selector, and nobody in these files gives it endpoints");
}

/** Addresses that somebody wrote down; kube-proxy falls back on those that still serve while they stop. */
function addressesAnswer(view: NamesView, objects: readonly Resource[]): Answer {
  const all = view.slices.flatMap(({ endpoints }) => endpoints);
  const ready = all.filter((each) => each.ready !== false).length;
  const isHeadless = view.publication.kind === "headless";
  const serves =
    !isHeadless && all.some(({ serving, terminating }) => serving === true && terminating === true);
  const count = all.length === 1 ? "1 address" : `${all.length} addresses`;
  const where = `${count} in ${listed(objects.map(called))}`;
  if (ready === 0 && !serves) return broken(view, `has nobody to send to: of ${where} none is ready`);
  const some = ready === all.length ? "" : `, ${ready === 0 ? "none" : ready} of them ready`;
  return flows(
    view,
    isHeadless
      ? `is headless: DNS answers with ${where}${some}`
      : `sends ${portsText(view)} to ${where}${some}`,
  );
}

function nothingAnswer(view: NamesView, { pairs, together }: Extract<Behind, { kind: "nothing" }>): Answer {
  const [near] = view.net.nearMisses(view.service.id).filter(({ kind }) => kind !== "shares-key");
  const instead = near?.differing.flatMap((each) => each.instead ?? []) ?? [];
  const meant = near && instead.length > 0 ? ` (${called(near.workload)} has ${pairsText(instead)})` : "";
  const who = together ? "no pod carries all of" : "no pod carries";
  return broken(view, `reaches no pods: ${who} ${pairsText(pairs)}${meant}`);
}

function pairsText(pairs: readonly Label[]): string {
  return listed(pairs.map(({ key, value }) => `${key}=${valueOf(value) ?? "?"}`));
}

function podsAnswer(view: NamesView, workloads: readonly Workload[]): Answer {
  const { db, net, service, slices } = view;
  const endpoints = slices.flatMap((slice) => slice.endpoints);
  const pods = podsText(db, net, workloads);
  const [ready, all] = observedReady(endpoints) ?? [];
  if (endpoints.length === 0) return withoutPods(view, workloads);
  if (ready === 0) return broken(view, `has nobody to send to: none of ${pods} is ready (${all} observed)`);
  if (all === undefined && endpoints.every((each) => each.ready === false))
    return broken(view, `has nobody to send to: ${neverText(view, workloads, pods)}`);
  const seen = ready === undefined || ready === all ? "" : `, ${ready} of them ready`;
  const targets = net.targets(service.id);
  const lost = targets.filter(isLost);
  const kept = targets.filter((each) => !isLost(each));
  if (lost.length > 0 && kept.length === 0)
    return broken(view, `sends nothing to ${pods}: ${lost.map((each) => lossText(view, each)).join("; ")}`);
  const where = endsText(kept);
  const sent =
    view.publication.kind === "headless"
      ? `is headless: DNS answers with ${pods}${where}${seen}`
      : `sends ${portsText(view, kept)} to ${pods}${where}${seen}`;
  return lost.length > 0
    ? broken(view, `${sent}, but ${lost.map((each) => lossText(view, each)).join("; ")}`)
    : flows(view, sent);
}

/** `3 pods of Deployment web never get ready, for the readinessProbe of container app asks for port htpp, which …`. */
function neverText({ net }: NamesView, workloads: readonly Workload[], pods: string): string {
  const [blind] = net.complete ? workloads.flatMap((each) => blindProbe(each) ?? []) : [];
  return `${pods} never get ready${blind ? `, for ${blindText(blind)}` : ""}`;
}

function withoutPods(view: NamesView, workloads: readonly Workload[]): Answer {
  const { refused: left } = view.net.slices(view.service.id);
  const names = left.filter(({ id }) => workloads.some((each) => each.id === id));
  return broken(
    view,
    names.length > 0
      ? `reaches no pods: the API server would refuse ${listed(names.map(called))}`
      : `reaches no pods: ${listed(workloads.map(called))} ${workloads.length === 1 ? "makes" : "make"} none`,
  );
}

/** A number is sent to, declared or not; a name has to be found on some pod. */
function isLost({ target, pods }: PortTarget): boolean {
  return pods.length > 0 && pods.every(({ answer }) => !isServed(target, answer));
}

function isServed(target: PortTarget["target"], answer: PodPort["answer"]): boolean {
  return answer.kind === "declared" || answer.kind === "unknown" || typeof target === "number";
}

function lossText({ normal }: NamesView, { index, target }: PortTarget): string {
  const port = normal.ports[index];
  return `port ${valueOf(port?.port) ?? "?"} asks for ${target ?? "a port"}, which none of their containers declares`;
}

const MOST_PORTS = 4;

/** `port 80`, `ports 80 and 443`, `7 ports`. */
export function portsText({ normal }: NamesView, targets?: readonly PortTarget[]): string {
  const ports = targets ? targets.flatMap(({ index }) => normal.ports[index] ?? []) : normal.ports;
  const numbers = ports.map(({ port }) => String(valueOf(port) ?? "?"));
  if (numbers.length === 0) return "traffic";
  if (numbers.length > MOST_PORTS) return `${numbers.length} ports`;
  return `${numbers.length === 1 ? "port" : "ports"} ${listed(numbers)}`;
}

/** ` (http 8080)`: what the ports are on the pods. */
function endsText(targets: readonly PortTarget[]): string {
  if (targets.length > MOST_PORTS) return "";
  const ends = targets.map(({ pods }) =>
    [...new Set(pods.flatMap(({ answer }) => endText(answer)))].join(" or "),
  );
  const words = ends.filter((each) => each !== "");
  return words.length === 0 ? "" : ` (${[...new Set(words)].join(", ")})`;
}

function endText(answer: PodPort["answer"]): readonly string[] {
  if (!("port" in answer)) return [];
  const name = answer.kind === "declared" ? answer.name : undefined;
  return [name === undefined ? String(answer.port) : `${name} ${answer.port}`];
}
