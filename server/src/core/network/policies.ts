/**
 * Whom a NetworkPolicy selects, and whom its peers mean. Policies see pods, never Services, and only those of their own
 * namespace unless a `namespaceSelector` says otherwise (networking.k8s.io/v1 NetworkPolicyPeer).
 */
import { firstAndRest, query, type Reader } from "../query/query.ts";
import { type DocId, identityOf } from "../resources/identity.ts";
import type { LabelSelector } from "../resources/labelSelector.ts";
import { type Label, type LabelMap, noLabels } from "../resources/labels.ts";
import type { NetworkPolicyFacts, PolicyPeer, PolicyRule } from "../resources/networkPolicy.ts";
import { isFamily } from "../resources/resource.ts";
import { isWorkload } from "../units/kinds.ts";
import { namespaceAt } from "../units/queries.ts";
import type { UnitId, UnitNamespace } from "../units/unit.ts";
import { type Answer, all, isKnown, valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { slips } from "./alike.ts";
import { meantBy } from "./copies.ts";
import { type Excuse, excuseFor } from "./excuses.ts";
import { isOneNamespace, memberOf, membersOf, podLabelsOf } from "./members.ts";
import { reachOf } from "./namespaces.ts";
import { type NearId, nearTo } from "./nearness.ts";
import { type Around, candidates, candidatesAround } from "./podIndex.ts";

import { isEmpty, selects } from "./selectors.ts";

/** Pods that a selector of a policy means. */
export interface PodSet {
  readonly certain: readonly DocId[];
  readonly possible: readonly DocId[];
}

/** `Unmatched` of net.ts, by DocId. */
export interface UnmatchedIds {
  readonly near: readonly NearId[];
  readonly elsewhere: readonly DocId[];
  readonly excuse?: Excuse;
}

/** The facts of a policy; undefined for anything else, and for one that a patch may have changed. */
export function policyFacts(db: Reader, unit: UnitId, id: DocId): NetworkPolicyFacts | undefined {
  const member = memberOf(db, unit, id);
  return member && isFamily(member, "policy") ? member.spec : undefined;
}

/** The pods that a policy is for; by (unit, policy). */
export const policyPods = query<PodSet>("policyPods", (db, key) => {
  const [unit, id] = firstAndRest(key);
  return podsIn(db, unit, id, policyFacts(db, unit, id)?.podSelector);
});

/** A policy that is certainly for no pod in sight; by (unit, policy). */
export const unmatchedPolicy = query<UnmatchedIds | undefined>("unmatchedPolicy", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const selector = policyFacts(db, unit, id)?.podSelector;
  return selector && unmatched(db, unit, id, selector, db.get(policyPods, key));
});

/** Peers that certainly mean no pod in sight. */
export interface UnmatchedPeerIds extends UnmatchedIds {
  /** `spec.ingress[0].from[1]`. */
  readonly path: Path;
}

/** By (unit, policy). */
export const unmatchedPeers = query<readonly UnmatchedPeerIds[]>("unmatchedPeers", (db, key) => {
  const [unit, id] = firstAndRest(key);
  return effectiveRules(policyFacts(db, unit, id)).flatMap(({ peers }) =>
    peers.flatMap((peer) => {
      const pods = peerPods(db, unit, id, peer);
      const selector = peer.podSelector;
      if (!pods || !selector || isWellKnown(selector)) return [];
      const answer = unmatched(db, unit, id, selector, pods);
      // Near are only pods of the policy's own namespace.
      const near = peer.namespaceSelector === undefined ? answer?.near : [];
      return answer && near ? [{ ...answer, near, path: peer.path }] : [];
    }),
  );
});

/** Rules of a direction that `policyTypes` leaves out do nothing. */
export function effectiveRules(facts: NetworkPolicyFacts | undefined): readonly PolicyRule[] {
  const types = facts?.policyTypes?.map((type) => valueOf(type));
  if (!facts || types === undefined || types.length === 0) return facts?.rules ?? [];
  const isListed = ({ direction }: PolicyRule) =>
    types.includes(undefined) || types.includes(direction === "ingress" ? "Ingress" : "Egress");
  return facts.rules.filter(isListed);
}

/** Undefined when it cannot be known whom a peer means: addresses, or namespaces that are not in sight. */
export function peerPods(db: Reader, unit: UnitId, policy: DocId, peer: PolicyPeer): PodSet | undefined {
  if (peer.isAddress) return undefined;
  if (peer.namespaceSelector === undefined) return podsIn(db, unit, policy, peer.podSelector);
  const home = valueOf(namespaceAt(db, unit, policy).value);
  const namespaces = reachOf(db, unit, peer.namespaceSelector, home);
  if (!namespaces) return undefined;
  return sorted({
    ...{ db, unit, policy, selector: peer.podSelector, namespaces: [...namespaces] },
    inReach: (workload) => {
      const namespace = valueOf(workload.value);
      if (namespace === undefined || workload.assumed) return "unknown";
      return namespaces.has(namespace) ? "yes" : "no";
    },
  });
}

function podsIn(db: Reader, unit: UnitId, policy: DocId, selector: LabelSelector | undefined): PodSet {
  const home = namespaceAt(db, unit, policy);
  const isCertain = isKnown(home.value) && !home.assumed;
  return sorted({
    ...{ db, unit, policy, selector, namespaces: isCertain ? [home.value.value] : undefined },
    inReach: (namespace) => isOneNamespace(home, namespace),
  });
}

interface Search {
  readonly db: Reader;
  readonly unit: UnitId;
  readonly policy: DocId;
  readonly selector: LabelSelector | undefined;
  /** What is certainly in other namespaces is out of reach; undefined when nothing is. */
  readonly namespaces: readonly string[] | undefined;
  readonly inReach: (namespace: UnitNamespace) => Answer;
}

function sorted(search: Search): PodSet {
  const { policy } = search;
  const certain: DocId[] = [];
  const possible: DocId[] = [];
  const { inside, anywhere } = inSight(search);
  for (const id of inside) add(search, id, "yes", certain, possible);
  for (const id of anywhere) {
    add(search, id, search.inReach(namespaceAt(search.db, search.unit, id)), certain, possible);
  }
  return { certain: meantBy(policy, certain.sort()), possible: meantBy(policy, possible.sort()) };
}

function add(
  { db, unit, selector }: Search,
  id: DocId,
  reach: Answer,
  certain: DocId[],
  possible: DocId[],
): void {
  const isAll = !selector || isEmpty(selector);
  const answer = all([isAll ? "yes" : selects(selector, podLabelsOf(db, unit, id)), reach]);
  if (answer === "yes") certain.push(id);
  else if (answer === "unknown") possible.push(id);
}

/** Those that the labels may fit and that are in reach, as far as two looks can tell. */
function inSight({ db, unit, selector, namespaces }: Search): Around {
  const labels = selector?.matchLabels ?? noLabels;
  if (namespaces) return candidatesAround(db, unit, labels, namespaces);
  return { inside: [], anywhere: candidates(db, unit, labels) };
}

function unmatched(
  db: Reader,
  unit: UnitId,
  policy: DocId,
  selector: LabelSelector,
  { certain, possible }: PodSet,
): UnmatchedIds | undefined {
  if (certain.length + possible.length > 0 || isEmpty(selector)) return undefined;
  const near = selector.expressions.length === 0 ? nearTo(db, unit, policy, selector.matchLabels) : [];
  const excuse = excuseFor(db, unit, policy, wantedLabels(selector)) ?? unreadPods(db, unit);
  return {
    near: near.filter(isSlip),
    elsewhere: fitting(db, unit, policy, selector),
    ...(excuse && { excuse }),
  };
}

/** Where none is in reach: workloads that fit, in another namespace. */
function fitting(db: Reader, unit: UnitId, policy: DocId, selector: LabelSelector): readonly DocId[] {
  const all = candidates(db, unit, selector.matchLabels);
  return meantBy(
    policy,
    all.filter((id) => selects(selector, podLabelsOf(db, unit, id)) === "yes"),
  );
}

/** Policies for pods that are not there are common: among long names like one another only a slip of the keys is near. */
function isSlip({ kind, differing }: NearId): boolean {
  if (kind !== "alike") return true;
  return differing.every(
    ({ pair, instead }) => slips(valueOf(pair.value) ?? "", valueOf(instead?.value) ?? "") <= MOST_SLIPS,
  );
}

const MOST_SLIPS = 2;

/** Whatever cannot be read may have the labels: a policy's name need not tell. */
function unreadPods(db: Reader, unit: UnitId): Excuse | undefined {
  const unread = membersOf(db, unit, "opaque")
    .map(identityOf)
    .find(({ kind }) => isWorkload({ family: "opaque", kind }));
  if (!unread) return undefined;
  return { reason: `the labels of ${unread.kind} ${unread.name} are not known here`, isVague: true };
}

/** The labels that a selector asks for by name, those of `In` among them. */
function wantedLabels({ matchLabels, expressions }: LabelSelector): LabelMap {
  const listed = expressions.flatMap(({ key, operator, values }): readonly Label[] =>
    key === undefined || operator !== "In" ? [] : values.map((value) => ({ key, value })),
  );
  return { pairs: [...matchLabels.pairs, ...listed], open: matchLabels.open };
}

/** Pods that every cluster has, and hardly any workspace: the cluster's DNS. */
function isWellKnown(selector: LabelSelector): boolean {
  return wantedLabels(selector).pairs.some(
    ({ key, value }) => key === "k8s-app" && /dns/.test(valueOf(value) ?? ""),
  );
}
