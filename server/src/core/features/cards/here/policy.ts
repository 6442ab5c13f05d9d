/** What the fields of a NetworkPolicy mean in this very manifest: which pods it holds for, and which its peers are. */
import type { Net, Workload } from "../../../network/net.ts";
import { type PodSet, peerPods, policyPods } from "../../../network/policies.ts";
import { keyOf } from "../../../query/query.ts";
import { isFamily, type ResourceOf } from "../../../resources/resource.ts";
import { protocolOf } from "../../../resources/workload.ts";
import { valueOf } from "../../../value/known.ts";
import { isWithin, type Path } from "../../../value/path.ts";
import { code } from "../../markdown.ts";
import { podsOfAll } from "../../pods.ts";
import { counted, listed } from "../../words.ts";
import { escapedName } from "../roads.ts";
import { type Field, type HereTable, valueAt, writtenText } from "./field.ts";
import { podsIn } from "./pods.ts";

type Policy = ResourceOf<"policy">;

export const policyHere: HereTable<Policy> = {
  "spec.podSelector": (field) => [`holds for ${found(field, subjects(field))}`],
  "spec.policyTypes": directions,
  "spec.policyTypes[]": directions,
  "spec.ingress": (field) => direction(field, "ingress"),
  "spec.egress": (field) => direction(field, "egress"),
  "peer.podSelector": peers,
  "peer.namespaceSelector": peers,
  "rule.ports": portLines,
  "rule.ports[].port": portLines,
  "rule.ports[].endPort": range,
  "selector.matchLabels": selectorLines,
  "selector.matchExpressions": selectorLines,
  "selector.matchExpressions[].operator": selectorLines,
  "selector.matchExpressions[].values": selectorLines,
};

interface Found {
  readonly certain: readonly Workload[];
  readonly possible: readonly Workload[];
}

function found({ db, net }: Field<Policy>, { certain, possible }: Found): string {
  const perhaps = possible.length === 0 ? "" : `perhaps ${namesOf(possible)}`;
  if (certain.length === 0) return perhaps || "no pod that is seen here";
  const pods =
    certain.length > MOST_NAMED
      ? `the pods of ${namesOf(certain)}`
      : podsIn(certain, podsOfAll(db, net, certain));
  return perhaps ? `${pods}, ${perhaps}` : pods;
}

/** A policy for everybody need not name anybody. */
const MOST_NAMED = 4;

function namesOf(workloads: readonly Workload[]): string {
  return workloads.length > MOST_NAMED
    ? counted(workloads.length, "workload")
    : listed(workloads.map(escapedName));
}

/** The pods for which the policy holds. */
function subjects({ db, net, resource }: Field<Policy>): Found {
  return resolved(net, db.get(policyPods, keyOf(net.unit.id, resource.id)));
}

function resolved(net: Net, { certain, possible }: PodSet): Found {
  const workloads = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const member = net.resource(id);
      return member && isFamily(member, "workload") ? [member] : [];
    });
  return { certain: workloads(certain), possible: workloads(possible) };
}

function directions(field: Field<Policy>): readonly string[] {
  const { spec } = field.resource;
  const types = spec.policyTypes?.flatMap((each) => valueOf(each) ?? []) ?? [];
  const dead = (["ingress", "egress"] as const).filter((each) => {
    const type = each === "ingress" ? "Ingress" : "Egress";
    return !types.includes(type) && spec.rules.some((rule) => rule.direction === each);
  });
  const lines = [`holds for ${found(field, subjects(field))}`];
  return dead.length === 0
    ? lines
    : [...lines, `the ${listed(dead)} rules are dead text: the type is not listed`];
}

function direction(field: Field<Policy>, of: "ingress" | "egress"): readonly string[] {
  const count = field.resource.spec.rules.filter((rule) => rule.direction === of).length;
  const way = of === "ingress" ? "to" : "from";
  const pods = found(field, subjects(field));
  if (count === 0) return [`no rule: nothing is allowed ${way} ${pods}`];
  return [
    `${count === 1 ? "one rule" : `${count} rules, any of which allows`}, for connections ${way} ${pods}`,
  ];
}

/** The pods that a peer means. */
function peers(field: Field<Policy>): readonly string[] {
  const { db, net, resource, path } = field;
  const rule = resource.spec.rules.find((each) => isWithin(path, each.path));
  const peer = rule?.peers.find((each) => isWithin(path, each.path));
  const pods = peer && peerPods(db, net.unit.id, resource.id, peer);
  return pods ? [found(field, resolved(net, pods))] : [];
}

/** The ports of the dialled pods that are meant; of egress rules only where they are pods of this world. */
function portLines(field: Field<Policy>): readonly string[] {
  const rule = field.resource.spec.rules.find((each) => isWithin(field.path, each.path));
  const port = rule?.ports.find((each) => isWithin(field.path, each.path));
  const wanted = valueOf<number | string>(port?.port);
  if (!rule || wanted === undefined || rule.direction === "egress") return [];
  const protocol = port && valueOf(protocolOf(port));
  const declared = subjects(field).certain.map((workload) => {
    const hits = workload.spec.containers.flatMap((container) =>
      container.ports.filter(
        (each) =>
          valueOf(protocolOf(each)) === protocol &&
          (typeof wanted === "string" ? valueOf(each.name) : valueOf(each.containerPort)) === wanted,
      ),
    );
    const numbers = [...new Set(hits.flatMap((each) => valueOf(each.containerPort) ?? []))];
    if (numbers.length === 0) return `not declared by ${escapedName(workload)}`;
    return typeof wanted === "string"
      ? `${listed(numbers.map(String))} on ${escapedName(workload)}`
      : `declared by ${escapedName(workload)}`;
  });
  return declared.length > 3 ? [...declared.slice(0, 2), `and ${declared.length - 2} more`] : declared;
}

function range({ document, path }: Field<Policy>): readonly string[] {
  const from = Number(writtenText(valueAt(document, [...path.slice(0, -1), "port"])) ?? Number.NaN);
  const to = Number(writtenText(valueAt(document, path)) ?? Number.NaN);
  if (!Number.isInteger(from) || !Number.isInteger(to) || to < from) return [];
  return [`${to - from + 1} ports, ${code(`${from}–${to}`)}`];
}

/** Which pods the selector around a field finds; of a peer together with the selector beside it. */
function selectorLines(field: Field<Policy>): readonly string[] {
  const at = field.path.findLastIndex((step) => step === "matchLabels" || step === "matchExpressions");
  const around: Path = field.path.slice(0, at);
  if (around.length === 2) return [`holds for ${found(field, subjects(field))}`];
  return peers({ ...field, path: around });
}
