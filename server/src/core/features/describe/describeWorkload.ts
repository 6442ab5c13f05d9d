/** All that is known of one workload in one unit, section by section. */
import type {
  Described,
  Labelled,
  PodDescription,
  SelectingService,
  WorkloadDescription,
} from "../../descriptions.ts";
import { isRefused } from "../../network/cluster/planned.ts";
import type { ClusterPod } from "../../network/cluster/pod.ts";
import { withDefaults } from "../../network/cluster/resolvConf.ts";
import { membersOf, sameNamespace } from "../../network/members.ts";
import type { Net, Workload } from "../../network/net.ts";
import { selectionOf } from "../../network/selection.ts";
import { keyOf, type Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { isKnown, valueOf } from "../../value/known.ts";
import { resourceName } from "../objects.ts";
import { confOf } from "../resolving/conf.ts";
import { because, counted, listed } from "../words.ts";
import { containersOf } from "./containers.ts";
import { workloadEnvironment } from "./environmentOf.ts";
import { podListing } from "./listings.ts";
import { memberValue } from "./memberValue.ts";
import { podEnd } from "./podEnd.ts";
import { addressedPods, planOf, totalOf } from "./pods.ts";
import { policiesFor } from "./policies.ts";
import { premisesOf } from "./premises.ts";
import { resolverOf } from "./resolver.ts";
import { findingsAbout } from "./said.ts";
import { podNamesOf, selectingServices } from "./selecting.ts";
import { refusal } from "./serviceAnswer.ts";
import { stoppingOf } from "./stopping.ts";
import { titleOf } from "./title.ts";
import { workloadWays } from "./ways.ts";

export function describeWorkload(
  db: Reader,
  net: Net,
  workload: Workload,
  otherUnits: readonly string[],
): WorkloadDescription | undefined {
  const object = resourceName(db, net.unit.id, workload);
  if (!object) return undefined;
  const services = selectingServices(db, net, workload);
  const doubts = doubtsOf(net, workload);
  return {
    kind: "workload",
    object,
    assumedNamespace: net.namespaceOf(workload.id).assumed,
    unit: net.unit.name,
    otherUnits,
    answer: answerOf(db, net, workload, services),
    about: aboutWorkload(workload),
    findings: findingsAbout(db, net, workload.id, servicesNear(db, net, workload)),
    premises: premisesOf(db, net, workload.id, premiseKeys(net, workload)),
    doubts,
    certainty: doubts.length === 0 ? "certain" : "unknown",
    containers: containersOf(workload),
    ...(isRefused(db, net.unit.id, workload.id) ? NOWHERE : inCluster(db, net, workload)),
    services,
  };
}

type InCluster = Pick<
  WorkloadDescription,
  "listings" | "stopping" | "ways" | "replicas" | "pods" | "env" | "resolvConf" | "policies" | "names"
>;

/** What the API server refuses makes no pods. */
const NOWHERE: InCluster = {
  listings: [],
  stopping: undefined,
  ways: [],
  replicas: 0,
  pods: [],
  env: { variables: [], remarks: [] },
  resolvConf: { nameservers: [], search: [], options: [], remarks: [] },
  policies: { ingress: [], egress: [], perhaps: [] },
  names: [],
};

function inCluster(db: Reader, net: Net, workload: Workload): InCluster {
  const plan = planOf(db, net, workload);
  const endpoints = addressedPods(db, net, workload);
  return {
    listings: podListing(net, {
      workload,
      pods: endpoints.flatMap(({ pod, addresses }) => (pod ? [{ pod, addresses }] : [])),
      more: plan.more,
    }),
    stopping: stoppingIn(db, net, workload),
    ways: workloadWays(net, workload),
    replicas: totalOf([plan]),
    pods: endpoints.flatMap(podOf),
    env: workloadEnvironment(db, net, workload),
    resolvConf: resolverOf(net, workload),
    policies: policiesFor(db, net, [workload.id]),
    names: podNamesOf(net, workload),
  };
}

function premiseKeys(net: Net, workload: Workload) {
  const asksCluster = confOf(net, workload).mode === "cluster";
  return {
    wanted: ["domain", ...(asksCluster ? (["clusterDNS"] as const) : [])] as const,
    perhaps: ["serviceCIDR", "podCIDR", "resolvConf", "ipFamilies", "policyEnforced", "flavor"] as const,
  };
}

function podOf({ pod, addresses }: ReturnType<typeof addressedPods>[number]): readonly PodDescription[] {
  if (!pod) return [];
  return [
    {
      id: pod.id,
      name: valueOf(pod.name),
      hostname: valueOf(pod.hostname),
      nodeName: pod.nodeName,
      addresses: addresses.flatMap(({ text }) => text ?? []),
      example: addresses.some(({ example }) => example),
      ready: pod.ready,
      terminating: pod.terminating,
    },
  ];
}

function answerOf(
  db: Reader,
  net: Net,
  workload: Workload,
  services: readonly SelectingService[],
): Described["answer"] {
  const title = titleOf(net, workload);
  if (net.verdict(workload.id).faults.length > 0) return refusal(net, workload);
  const runs = runsText(db, net, workload);
  if (services.length === 0) {
    const them = isOne(db, net, workload) ? "it" : "them";
    const none = net.isUnserved(workload.id)
      ? `no Service selects ${them}`
      : `which Services select ${them} is not known here`;
    return {
      text: `${title} ${runs}; ${none}.`,
      state: "plain",
    };
  }
  const names = services.map(({ name, ports }) => `${name}${portText(ports)}`);
  return {
    text: `${title} ${runs}, reached by ${services.length === 1 ? "Service" : "Services"} ${listed(names)}.`,
    state: planOf(db, net, workload).pods.some(isBlind) ? "broken" : "flows",
  };
}

function isBlind({ observed, ready }: ClusterPod): boolean {
  return !observed && !ready;
}

/** ` (port 80)`, ` (80 → 8080)`, ` (3 ports)`. */
function portText(ports: SelectingService["ports"]): string {
  const [first, ...more] = ports;
  if (more.length > 0) return ` (${ports.length} ports)`;
  if (!first || first.port === undefined) return "";
  if (first.targetPort === undefined) return ` (port ${first.port}, which leads to none of its own)`;
  return first.port === first.targetPort ? ` (port ${first.port})` : ` (${first.port} → ${first.targetPort})`;
}

function isOne(db: Reader, net: Net, workload: Workload): boolean {
  return totalOf([planOf(db, net, workload)]) === 1;
}

function runsText(db: Reader, net: Net, workload: Workload): string {
  const { kind } = workload.identity;
  const plan = planOf(db, net, workload);
  if (kind === "Pod") return "is one pod";
  if (plan.uncounted === "nodes") return "runs a pod on each node";
  const total = totalOf([plan]);
  if (kind === "CronJob")
    return total === undefined ? "runs pods by the clock" : `runs ${counted(total, "pod")} at its times`;
  if (total === undefined) return "runs pods, whose number is not known here";
  if (plan.pods.some(({ observed }) => observed)) {
    const ready = plan.pods.filter((pod) => pod.ready).length;
    return `runs ${counted(total, "pod")}, ${ready === total ? "all" : ready} of them ready`;
  }
  if (plan.pods.some(isBlind)) return `runs ${counted(total, "pod")}, never ready`;
  return kind === "Job" ? `runs ${counted(total, "pod")} at a time` : `runs ${counted(total, "pod")}`;
}

function aboutWorkload(workload: Workload): readonly Labelled[] {
  const { spec, identity } = workload;
  const labels = spec.podLabels.pairs.flatMap(({ key, value }) =>
    isKnown(value) ? [`${key}=${value.value}`] : [],
  );
  const governing = valueOf(spec.serviceName);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["Kind", identity.kind],
    ["Names below", governing === undefined ? undefined : `Service ${governing} (serviceName)`],
    ["Pod labels", labels.length === 0 ? undefined : labels.join(", ")],
    [
      "Network",
      valueOf(spec.hostNetwork) === true
        ? "that of its node (hostNetwork): its ports are the node's"
        : undefined,
    ],
    ["DNS policy", spec.dns.dnsPolicy === undefined ? undefined : valueOf(spec.dns.dnsPolicy)],
    [
      "Service links",
      valueOf(spec.dns.enableServiceLinks) === false ? "off: no variables of Services" : undefined,
    ],
  ];
  return rows.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text }]));
}

function stoppingIn(db: Reader, net: Net, workload: Workload) {
  const end = podEnd(workload, memberValue(db, net.unit.id, workload.id));
  if (!end || workload.identity.kind === "Job" || workload.identity.kind === "CronJob") return undefined;
  const services = net.servicesOf(workload.id).map((each) => net.normal(each));
  return stoppingOf({
    end,
    pods: totalOf([planOf(db, net, workload)]),
    services,
    ttl: withDefaults(net.cluster.coredns).ttl,
  });
}

/** Those that select it; where there are none, those that select nothing: one of them may be meant for it. */
function servicesNear(db: Reader, net: Net, { id }: Workload): readonly DocId[] {
  const selecting = net.servicesOf(id);
  if (selecting.length > 0) return selecting.map((each) => each.id);
  return membersOf(db, net.unit.id, "service").filter(
    (each) =>
      sameNamespace(db, net.unit.id, each, id) !== "no" &&
      db.get(selectionOf, keyOf(net.unit.id, each)).provablyEmpty,
  );
}

function doubtsOf(net: Net, workload: Workload): readonly string[] {
  const { value: namespace } = net.namespaceOf(workload.id);
  const { spec } = workload;
  return [
    ...(isKnown(namespace) ? [] : [`Its namespace cannot be known: ${because(namespace.unknown)}.`]),
    ...(spec.open ? ["Its containers cannot be read."] : []),
    ...(spec.podLabels.open
      ? ["Not all labels of its pods can be known: other Services may select them."]
      : []),
  ];
}
