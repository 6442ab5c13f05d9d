/** What a plan leaves out, or cannot know. */
import { isKnown, type Known, valueOf } from "../../../value/known.ts";
import type { SlicePlan } from "../endpoints.ts";
import type { NormalService } from "../normalise.ts";
import type { Backends, Gap, ProxyNode } from "./plan.ts";
import { decisiveGaps, portGaps } from "./port.ts";

/** By a label, whatever its value. */
export function isServedElsewhere({ proxyName }: NormalService): boolean {
  return valueOf(proxyName) !== undefined;
}

const PROXY_NAME = "metadata.labels[service.kubernetes.io/service-proxy-name]";

export function gapsOf(service: NormalService, backends: Backends, node: ProxyNode): readonly Gap[] {
  if (isServedElsewhere(service)) return [about("elsewhere", PROXY_NAME)];
  const decisive = decisiveGaps(service);
  if (decisive.length > 0) return decisive;
  const families = service.families === undefined ? [about("unreadable", "spec.ipFamilies")] : [];
  return distinct([...families, ...portGaps(service), ...endpointGaps(service, backends, node)]);
}

function endpointGaps(service: NormalService, { slices, more }: Backends, node: ProxyNode): readonly Gap[] {
  const listed = slices.flatMap(({ endpoints }) => endpoints);
  const isPlaced = node?.name === undefined || !isLocal(service);
  return [
    ...slices.flatMap(unreadPorts),
    ...(listed.some(({ addresses: [first] }) => first?.text === undefined) ? [about("awaited")] : []),
    ...(listed.some(({ ready }) => ready === undefined) ? [about("unready")] : []),
    ...(!isPlaced && listed.some((each) => each.pod && each.nodeName === undefined)
      ? [about("unplaced")]
      : []),
    ...(more === 0 ? [] : [about("uncounted")]),
  ];
}

function isLocal({ internalTrafficPolicy, externalTrafficPolicy }: NormalService): boolean {
  return [internalTrafficPolicy, externalTrafficPolicy].some((policy) => valueOf(policy) === "Local");
}

/** A port without a number is one that nothing restricts: kube-proxy leaves it out, and that is certain. */
function unreadPorts({ ports }: SlicePlan): readonly Gap[] {
  return ports.flatMap(({ port, name, protocol }) => [...unread(port), ...unread(name), ...unread(protocol)]);
}

function unread<T>(field: Known<T> | undefined): readonly Gap[] {
  return field === undefined || isKnown(field) ? [] : [about(field.unknown)];
}

function about(because: Gap["because"], field = "endpoints"): Gap {
  return { about: field, because };
}

function distinct(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.about} ${gap.because}`, gap])).values()];
}
