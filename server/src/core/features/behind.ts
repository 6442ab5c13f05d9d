/** What stands behind a Service: the pods that it selects, something else, nothing, or what cannot be known. */
import { carries } from "../network/matching.ts";
import { memberOf, membersOf, podLabelsOf, sameNamespace } from "../network/members.ts";
import type { EndpointsObject, Net, Selection, Service, Workload } from "../network/net.ts";
import type { Reader } from "../query/query.ts";
import type { Label } from "../resources/labels.ts";
import { isFamily } from "../resources/resource.ts";
import { valueOf } from "../value/known.ts";
import { type PodCount, podsBehind } from "./pods.ts";
import { called, gapOf, listed } from "./words.ts";

export type Behind =
  | {
      readonly kind: "pods";
      readonly workloads: readonly Workload[];
      readonly perhaps: readonly Workload[];
      /** The pods of those workloads that are endpoints. */
      readonly count: PodCount;
    }
  /** ExternalName: a name for another name. */
  | { readonly kind: "alias"; readonly to: string | undefined }
  /** No selector: Endpoints and EndpointSlices are written by hand, or by a program. */
  | { readonly kind: "by-hand"; readonly endpoints: readonly EndpointsObject[] }
  /** Only pods of another namespace carry the labels. */
  | { readonly kind: "elsewhere"; readonly workloads: readonly Workload[] }
  /** The pairs that no pod carries; all of them when each is carried, but never together. */
  | { readonly kind: "nothing"; readonly pairs: readonly Label[]; readonly together: boolean }
  | (Unknown & { readonly kind: "unknown"; readonly perhaps: readonly Workload[] });

interface Unknown {
  /** In a few words, for a lens. */
  readonly why: string;
  /** With what is missing, for a card. */
  readonly detail: string;
}

export function behind(db: Reader, net: Net, service: Service): Behind {
  if (valueOf(service.spec.type) === "ExternalName") {
    return { kind: "alias", to: valueOf(service.spec.externalName) };
  }
  const selection = net.selection(service.id);
  if (selection.kind === "none") return { kind: "by-hand", endpoints: net.endpointsFor(service.id) };
  const { certain, possible, elsewhere } = selection;
  if (certain.length > 0) {
    const count = podsBehind(db, net, service, certain);
    return { kind: "pods", workloads: certain, perhaps: possible, count };
  }
  if (possible.length > 0) {
    const why = `${listed(possible.map(called), "or")} may be selected`;
    return { kind: "unknown", why, detail: why, perhaps: possible };
  }
  if (elsewhere.length > 0) return { kind: "elsewhere", workloads: elsewhere };
  const excuse = excuseOf(net, selection);
  return excuse ? { kind: "unknown", ...excuse, perhaps: [] } : nothing(db, net, service);
}

/** Why it proves nothing that no pod is seen. */
function excuseOf(net: Net, { provablyEmpty, excuse }: Selection): Unknown | undefined {
  if (net.complete && provablyEmpty) return undefined;
  if (excuse !== undefined) return { why: excuse.reason, detail: excuse.reason };
  const unread = "not everything can be read";
  return gapOf(net) ?? { why: unread, detail: unread };
}

function nothing(db: Reader, net: Net, service: Service): Behind {
  const pairs = service.spec.selector?.pairs ?? [];
  const lonely = pairs.filter((pair) => carriersOf(db, net, service, pair).length === 0);
  return { kind: "nothing", pairs: lonely.length > 0 ? lonely : pairs, together: lonely.length === 0 };
}

/** The workloads in a Service's namespace whose pods certainly carry a pair. */
export function carriersOf(db: Reader, net: Net, service: Service, pair: Label): readonly Workload[] {
  return membersOf(db, net.unit.id, "workload").flatMap((id) => {
    if (carries(podLabelsOf(db, net.unit.id, id), pair) !== "yes") return [];
    if (sameNamespace(db, net.unit.id, service.id, id) === "no") return [];
    const workload = memberOf(db, net.unit.id, id);
    return workload && isFamily(workload, "workload") ? [workload] : [];
  });
}
