/**
 * What ServiceMonitors and PodMonitors select. A ServiceMonitor looks at the labels of the Service itself, not at those of its
 * pods nor at its selector, and in its own namespace unless it says otherwise (monitoring.coreos.com ServiceMonitorSpec).
 */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import { type DocId, identityOf } from "../resources/identity.ts";
import { noLabels } from "../resources/labels.ts";
import type { MonitorFacts } from "../resources/monitor.ts";
import { isFamily } from "../resources/resource.ts";
import { isWorkload } from "../units/kinds.ts";
import { namespaceIn } from "../units/queries.ts";
import type { UnitId, UnitNamespace } from "../units/unit.ts";
import { type Answer, all, isKnown, valueOf } from "../value/known.ts";
import { meantBy } from "./copies.ts";
import { isMadeByOther, isRuntimeLabel } from "./excuses.ts";
import { memberQuery } from "./member.ts";
import { isOneNamespace, memberOf, membersOf, nameOf, outlinesOf } from "./members.ts";
import { type MonitorTarget, type NearTarget, nearest } from "./nearMonitors.ts";
import { isEmpty, selects } from "./selectors.ts";

/** `Monitored` of net.ts, by DocId. */
export interface MonitoredIds {
  readonly certain: readonly DocId[];
  readonly possible: readonly DocId[];
  readonly elsewhere: readonly DocId[];
  readonly near: readonly NearTarget[];
  readonly isProvablyEmpty: boolean;
  /** Nothing that it may select is out of sight. */
  readonly isSeen: boolean;
  readonly isEverything: boolean;
}

/** By (unit, `services` or `pods`). */
const targetsFor = query<readonly MonitorTarget[]>("monitorTargets", (db, key) => {
  const [unit, selected] = firstAndRest(key);
  if (selected === "pods") {
    return outlinesOf(db, unit, "workload").map(({ podLabels, ...rest }) => ({
      ...rest,
      labels: podLabels,
      selector: noLabels,
    }));
  }
  return outlinesOf(db, unit, "service").map(({ podLabels: _, ...rest }) => ({
    ...rest,
    ...serviceLabels(db, unit, rest.id),
  }));
});

const serviceLabels = memberQuery<Pick<MonitorTarget, "labels" | "selector">>("serviceLabels", (service) => {
  if (!service || !isFamily(service, "service")) return { labels: noLabels, selector: noLabels };
  return { labels: service.labels, selector: service.spec.selector ?? noLabels };
});

const NOTHING: MonitoredIds = {
  certain: [],
  possible: [],
  elsewhere: [],
  near: [],
  isProvablyEmpty: false,
  isSeen: false,
  isEverything: false,
};

/** By (unit, monitor). */
export const monitoredBy = query<MonitoredIds>("monitored", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const monitor = memberOf(db, unit, id);
  if (!monitor || !isFamily(monitor, "monitor") || !monitor.spec.selector) return NOTHING;
  const { spec } = monitor;
  const { selector } = monitor.spec;
  const targets = db
    .get(targetsFor, keyOf(unit, spec.selects))
    .map((target) => ({ target, scope: isInScope(db, key, spec, target.namespace) }));
  const answers = targets.map(({ target, scope }) => ({
    id: target.id,
    scope,
    labels: selects(selector, target.labels),
  }));
  const meant = (wanted: (answer: (typeof answers)[number]) => boolean) =>
    meantBy(
      id,
      answers.filter(wanted).map((each) => each.id),
    );
  const certain = meant(({ scope, labels }) => all([scope, labels]) === "yes");
  const possible = meant(({ scope, labels }) => all([scope, labels]) === "unknown");
  const isNone = certain.length + possible.length === 0;
  const isSeen = isReadable(db, unit, id, spec);
  const here = targets.filter(({ scope }) => scope !== "no").map(({ target }) => target);
  return {
    certain,
    possible,
    elsewhere: isNone ? meant(({ scope, labels }) => scope === "no" && labels === "yes") : [],
    near: isNone ? nearest(here, selector, nameOf(db, unit, id)) : [],
    isProvablyEmpty: isNone && here.length > 0 && isSeen,
    isSeen,
    isEverything: isEmpty(selector),
  };
});

function isInScope(db: Reader, key: string, { namespaces }: MonitorFacts, target: UnitNamespace): Answer {
  if (namespaces === "any") return "yes";
  const own = db.get(namespaceIn, key);
  if (namespaces === undefined || namespaces.length === 0) return isOneNamespace(own, target);
  const answers = namespaces.map((value) => isOneNamespace({ value, assumed: false }, target));
  if (answers.includes("yes")) return "yes";
  return answers.includes("unknown") ? "unknown" : "no";
}

/** Everything that a monitor may select can be read, and nothing else is known to make such objects. */
function isReadable(db: Reader, unit: UnitId, id: DocId, { selector, selects: what }: MonitorFacts): boolean {
  const pairs = selector?.matchLabels.pairs ?? [];
  if (!selector || selector.matchLabels.open || pairs.some((pair) => !isKnown(pair.value))) return false;
  if (pairs.some(isRuntimeLabel)) return false;
  const names = [nameOf(db, unit, id), ...pairs.map((pair) => valueOf(pair.value))];
  if (names.some((name) => name !== undefined && isMadeByOther(db, unit, name))) return false;
  return !db.get(unreadTargets, unit).includes(what);
}

/** What of both cannot be read in full. */
const unreadTargets = query<readonly MonitorFacts["selects"][]>("unreadMonitorTargets", (db, unit) => {
  const kinds = membersOf(db, unit, "opaque").map((id) => identityOf(id).kind);
  const hasPods = kinds.some((kind) => isWorkload({ family: "opaque", kind }));
  return [...(kinds.includes("Service") ? ["services" as const] : []), ...(hasPods ? ["pods" as const] : [])];
});
