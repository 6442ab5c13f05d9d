/** Which addresses answer for a Service: slice by slice, and what has to happen before they do. */
import type { ClusterEndpoint, SlicePlan, SlicePort } from "../../network/cluster/endpoints.ts";
import { podsOf } from "../../network/cluster/planned.ts";
import type { Workload } from "../../network/net.ts";
import { blindProbe } from "../../network/probedPorts.ts";
import { keyOf } from "../../query/query.ts";
import { isFamily } from "../../resources/resource.ts";
import type { Probe } from "../../resources/workload.ts";
import { valueOf } from "../../value/known.ts";
import { behind } from "../behind.ts";
import { blindText } from "../blindText.ts";
import { marked } from "../describe/title.ts";
import { isOnHost } from "../exampleAddresses.ts";
import { called, counted, listed } from "../words.ts";
import type { Block, Section } from "./sheet.ts";
import type { NamesView } from "./view.ts";

export function endpointsSection(view: NamesView): Section {
  const title = "Endpoints";
  const found = behind(view.db, view.net, view.service);
  if (found.kind === "alias") return { title, blocks: [remark("None: it is only another name.")] };
  const { perhaps, open } = view.net.slices(view.service.id);
  const slices = view.slices.filter(({ endpoints }) => endpoints.length > 0);
  const doubts = [
    ...(slices.length === 0 ? [emptyText(found)] : []),
    ...(perhaps.length > 0
      ? [`Perhaps also ${listed(perhaps.map(called))}: their labels are not fully known.`]
      : []),
    ...(open ? ["Some of it cannot be read, and is left out."] : []),
  ];
  return {
    title,
    blocks: [
      ...slices.map((slice, index) => sliceBlock(view, slice, `EndpointSlice ${index + 1}`)),
      ...doubts.map(remark),
      ...workloadsOf(view).map((each) => ({
        remarks: [...readiness(view, each), ...scale(view, each)],
        rows: [],
      })),
    ].filter(({ remarks, rows }) => remarks.length + rows.length > 0),
  };
}

function emptyText(found: ReturnType<typeof behind>): string {
  switch (found.kind) {
    case "by-hand":
      return found.endpoints.length > 0
        ? `None that can be read in ${listed(found.endpoints.map(called))}.`
        : "None here: without a selector they are written by hand, or by a program.";
    case "unknown":
      return `Not known here: ${found.detail.replaceAll("`", "")}.`;
    case "pods":
      return `None: ${listed(found.workloads.map(called))} ${found.workloads.length === 1 ? "makes" : "make"} no pods.`;
    default:
      return "None: the selector matches no pods.";
  }
}

function sliceBlock(view: NamesView, slice: SlicePlan, title: string): Block {
  const ports = slice.ports.map(portText);
  const what =
    ports.length > 0
      ? ports.join(", ")
      : view.service.spec.ports.length === 0
        ? "without ports"
        : "without ports: none of the Service's is found on these pods, so that nothing is sent to them";
  return {
    remarks: [`${title}${slice.addressType === "IPv6" ? " (IPv6)" : ""}: ${what}`],
    rows: slice.endpoints.map((endpoint) => rowOf(view, endpoint)),
  };
}

/** `http 8080/TCP`. */
function portText({ name, port, protocol }: SlicePort): string {
  const number = port === undefined ? "any port" : (valueOf(port) ?? "a port that cannot be known");
  const label = valueOf(name) ?? "";
  return `${label}${label === "" ? "" : " "}${number}/${valueOf(protocol) ?? "?"}`;
}

/** The address, whose it is, its own name, and of what was observed its state and its node. */
function rowOf({ net }: NamesView, endpoint: ClusterEndpoint): readonly string[] {
  const { addresses, from, pod, hostname } = endpoint;
  const resource = net.resource(from);
  const name = valueOf(pod?.name);
  const who = resource ? called(resource) : "";
  const more = [
    ...(name !== undefined && resource?.identity.kind !== "Pod" ? [name] : []),
    ...stateOf(endpoint),
    ...(hostname !== undefined && valueOf(hostname) !== name
      ? [`hostname ${valueOf(hostname) ?? "not known"}`]
      : []),
  ];
  return [
    addresses.map(({ text, example }) => marked(text ?? "", example)).join(", "),
    who,
    ...(more.length > 0 ? [more.join(", ")] : []),
  ];
}

function stateOf({ ready, serving, terminating, nodeName, zone }: ClusterEndpoint): readonly string[] {
  const isEnding = terminating === true;
  const where = zone === undefined ? nodeName : `${nodeName} in ${zone}`;
  return [
    ...(isEnding ? [serving === true ? "serving, terminating" : "terminating"] : []),
    ...(ready === false && !isEnding ? ["not ready"] : []),
    ...(nodeName === undefined ? [] : [`on ${where}`]),
  ];
}

/** The workloads behind it, each once. */
function workloadsOf({ net, slices }: NamesView): readonly Workload[] {
  const ids = new Set(slices.flatMap(({ endpoints }) => endpoints.map(({ from }) => from)));
  return [...ids].flatMap((id) => {
    const member = net.resource(id);
    return member && isFamily(member, "workload") ? [member] : [];
  });
}

function readiness({ service, net }: NamesView, workload: Workload): readonly string[] {
  const where = isOnHost(net, workload.id)
    ? ["Its pods have the addresses of their nodes (`hostNetwork`)."]
    : [];
  if (valueOf(service.spec.publishNotReadyAddresses) === true) {
    return [`${called(workload)}: ready or not, for \`publishNotReadyAddresses\` is set.`, ...where];
  }
  const { containers, open } = workload.spec;
  if (open) return where;
  const blind = net.complete ? blindProbe(workload) : undefined;
  if (blind) return [`${called(workload)}: a pod never gets traffic, for ${blindText(blind)}.`, ...where];
  const probes = containers.flatMap((each) => each.probes.filter(({ field }) => field === "readinessProbe"));
  const how =
    probes.length > 0
      ? `a pod gets traffic once its readinessProbe succeeds (${listed(probes.map(probeText))})`
      : "without a readinessProbe a pod gets traffic as soon as its containers run";
  return [`${called(workload)}: ${how}.`, ...where];
}

function probeText({ handler, port }: Probe): string {
  const at = valueOf(port);
  return at === undefined ? handler : `${handler} ${at}`;
}

function scale({ db, net }: NamesView, workload: Workload): readonly string[] {
  const { more, uncounted, pods } = db.get(podsOf, keyOf(net.unit.id, workload.id));
  if (uncounted === "nodes") return ["One such pod on each node that it may run on; one is shown."];
  if (uncounted === "unknown") return ["How many pods there are cannot be known; one is shown."];
  return more > 0 ? [`Of ${counted(pods.length + more, "pod")} the first ${pods.length} are looked at.`] : [];
}

function remark(text: string): Block {
  return { remarks: [text], rows: [] };
}
