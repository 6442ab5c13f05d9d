/** What kube-proxy makes of a Service on one node, and what that means for a connection. */
import type { Labelled, ProxyDescription, ProxyFamily } from "../../descriptions.ts";
import type { SlicePlan } from "../../network/cluster/endpoints.ts";
import type { Backends, Fate, PortFate, ProxyNode, ProxyPlan } from "../../network/cluster/proxy/plan.ts";
import { proxied } from "../../network/cluster/proxy/proxied.ts";
import { isFamily } from "../../resources/resource.ts";
import type { ClusterNode } from "../../units/settings.ts";
import { valueOf } from "../../value/known.ts";
import type { NamesView } from "../names/view.ts";
import { isProvenEmpty } from "../resolving/zone.ts";
import { counted } from "../words.ts";
import { bounded } from "./bounded.ts";
import { planOf } from "./pods.ts";
import { costRemarks, gapRemarks, spreadRemarks, wayRemarks } from "./proxyRemarks.ts";

/** Of a Service with a cluster IP; `node` is the name of one, by default the one that is configured. */
export function proxyOf(whole: NamesView, node: string | undefined): ProxyDescription | undefined {
  const { view } = bounded(whole);
  const { publication, clusterIPs, normal } = view;
  if (publication.kind !== "cluster" || clusterIPs.length === 0 || normal.ports.length === 0)
    return undefined;
  const seen = nodeNamed(view, node);
  const plan = planFor(view, view.slices, seen);
  return {
    mode: plan.mode,
    node: seen?.name ?? seen?.ip,
    families: familiesOf(plan),
    fates: fatesOf(view, plan),
    elsewhere: elsewhere(view, plan, seen),
    examples: [...new Set(plan.families.flatMap(({ examples }) => examples))],
    remarks: [...remarksOn(view, plan, node), ...costRemarks(view, seen)],
  };
}

function nodeNamed({ net }: NamesView, name: string | undefined): ProxyNode {
  const { node, nodes = [] } = net.cluster;
  if (name === undefined) return node;
  return [...nodes, ...(node ? [node] : [])].find((each) => each.name === name) ?? { name };
}

function planFor(view: NamesView, slices: readonly SlicePlan[], node: ClusterNode | undefined): ProxyPlan {
  const { net, normal, clusterIPs } = view;
  const backends: Backends = { slices, more: moreOf(view) };
  return proxied({ ...normal, clusterIPs }, backends, node, net.cluster);
}

/** Endpoints that are not listed; undefined when nobody can say. */
function moreOf({ db, net, service, slices }: NamesView): number | undefined {
  const { perhaps, open } = net.slices(service.id);
  if (perhaps.length > 0 || open) return undefined;
  const ids = new Set(slices.flatMap(({ endpoints }) => endpoints.map(({ from }) => from)));
  let more = 0;
  for (const id of ids) {
    const workload = net.resource(id);
    const plan = workload && isFamily(workload, "workload") ? planOf(db, net, workload) : undefined;
    if (plan?.uncounted !== undefined) return undefined;
    more += plan?.more ?? 0;
  }
  return more;
}

function familiesOf(plan: ProxyPlan): readonly ProxyFamily[] {
  const none = { nat: {}, filter: {}, balancing: [], virtualServers: [], names: [] };
  switch (plan.mode) {
    case "iptables":
      return plan.families.map(({ family, nat, filter, balancing }) => ({
        ...none,
        ...{ family, nat, filter },
        balancing: balancing.map(balancingOf),
      }));
    case "nftables":
      return plan.families.map(({ family, names, balancing }) => ({
        ...none,
        ...{ family, names },
        balancing: balancing.map(balancingOf),
      }));
    case "ipvs":
      return plan.families.map(({ family, virtualServers }) => ({ ...none, family, virtualServers }));
    case "none":
      return [];
  }
}

type Balancing = Extract<ProxyPlan, { mode: "iptables" }>["families"][number]["balancing"][number];

function balancingOf({ chain, targets }: Balancing): ProxyFamily["balancing"][number] {
  return {
    chain,
    targets: targets.map(({ endpoint, chain: own, probability, example }) => ({
      endpoint,
      ...(own === undefined ? {} : { chain: own }),
      ...(probability === undefined ? {} : { probability }),
      example,
    })),
  };
}

/** Both families mostly meet the same fate; where they do not, each is told. */
function fatesOf(view: NamesView, { families }: ProxyPlan): readonly Labelled[] {
  const rows = families.flatMap(({ family, fates }) =>
    fates.map((fate) => ({ family, label: portLabel(view, fate), text: fateText(view, fate) })),
  );
  const differs = rows.some((row) => rows.some((each) => each.label === row.label && each.text !== row.text));
  if (differs) return rows.map(({ family, label, text }) => ({ label: `${label} (${family})`, text }));
  const [first] = families;
  return rows.filter(({ family }) => family === first?.family).map(({ label, text }) => ({ label, text }));
}

function portLabel({ normal }: NamesView, { index }: PortFate): string {
  const port = normal.ports[index];
  const name = valueOf(port?.name) ?? "";
  return `${name}${name === "" ? "" : " "}${valueOf(port?.port) ?? "?"}/${valueOf(port?.protocol) ?? "?"}`;
}

function fateText(view: NamesView, { internal, external, endpoints }: PortFate): string {
  const counts = moreOf(view) === 0 ? endpoints : undefined;
  const way = (fate: Fate) => (fate === "reject" && isDoubtful(view) ? DOUBTFUL : wayText(fate, counts));
  const inside = `at the cluster IP ${way(internal)}`;
  if (external === undefined) return inside;
  return `${inside}; from outside ${external === internal ? "the same" : way(external)}`;
}

const DOUBTFUL = "refused while it has no endpoints; whether it has any is not known here";

/** Without counts when not all endpoints are listed. */
function wayText(fate: Fate, counts: PortFate["endpoints"] | undefined): string {
  switch (fate) {
    case "cluster":
      return counts === undefined ? "to any of its endpoints, in equal shares" : shareText(counts);
    case "local":
      return "to the endpoints on this node only";
    case "reject":
      return "refused: nobody serves it";
    case "drop":
      return "dropped without an answer: a Local policy keeps it on this node, which has no endpoint";
  }
}

function shareText({ usable, cluster }: PortFate["endpoints"]): string {
  const hinted = cluster < usable ? ` of its ${usable}, hinted for this node or its zone` : "";
  if (cluster === 1) return hinted === "" ? "to its one endpoint" : `to one endpoint${hinted}`;
  return `to ${cluster} endpoints${hinted}, 1/${cluster} of new connections each`;
}

/** Somebody who reads of one kind of node wants to know of the other. */
function elsewhere(
  view: NamesView,
  plan: ProxyPlan,
  node: ClusterNode | undefined,
): ProxyDescription["elsewhere"] {
  const { normal, slices } = view;
  const policies = [normal.internalTrafficPolicy, normal.externalTrafficPolicy];
  if (plan.mode === "none" || !policies.some((each) => valueOf(each) === "Local")) return undefined;
  const isServed = slices.some(({ endpoints }) =>
    endpoints.some(({ nodeName }) => nodeName !== undefined && nodeName === node?.name),
  );
  const other = isServed ? planFor(view, slices, undefined) : planFor(view, placed(slices), { name: HERE });
  const fates = fatesOf(view, other);
  if (JSON.stringify(fates) === JSON.stringify(fatesOf(view, plan))) return undefined;
  return { where: isServed ? "on a node without endpoints" : "on a node that has an endpoint", fates };
}

const HERE = "a-node-with-an-endpoint";

/** As if the first endpoint were on that node. */
function placed(slices: readonly SlicePlan[]): readonly SlicePlan[] {
  return slices.map((slice) => ({
    ...slice,
    endpoints: slice.endpoints.map((each, index) => (index === 0 ? { ...each, nodeName: HERE } : each)),
  }));
}

function remarksOn(view: NamesView, plan: ProxyPlan, node: string | undefined): readonly string[] {
  const { net, normal } = view;
  const { nodes = [] } = net.cluster;
  const isUnknown = node !== undefined && nodes.length > 0 && !nodes.some(({ name }) => name === node);
  const sticky = valueOf(normal.sessionAffinityTimeout);
  return [
    ...(plan.mode === "none"
      ? ["Something else does the work of kube-proxy: its rules are not told here."]
      : []),
    ...(isUnknown
      ? [`No node ${node} is known; there are ${nodes.map(({ name }) => name ?? "?").join(", ")}.`]
      : []),
    ...gapRemarks(plan),
    ...(sticky === undefined
      ? []
      : [
          `A client's address stays with the endpoint that it was sent to, for ${counted(sticky, "second")} after its last connection.`,
        ]),
    ...wayRemarks(view, plan),
    ...spreadRemarks(view),
  ];
}

/** No endpoint is in sight, which does not mean that there is none. */
function isDoubtful({ net, service, slices }: NamesView): boolean {
  return !slices.some(({ endpoints }) => endpoints.length > 0) && !isProvenEmpty(net, service);
}
