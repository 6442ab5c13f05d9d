/**
 * A resource as it is in a unit: whatever a transformer touches is unknown, since nothing here builds it. A field that is
 * unknown can prove nothing; so no finding rests on what a patch may have changed.
 */

import type { LabelSelector } from "../../resources/labelSelector.ts";
import { type Label, type LabelMap, noLabels } from "../../resources/labels.ts";
import type { NetworkPolicyFacts } from "../../resources/networkPolicy.ts";
import type { ServiceReference } from "../../resources/reference.ts";
import type { Resource, SpecFacts } from "../../resources/resource.ts";
import type { WorkloadFacts } from "../../resources/workload.ts";
import { type Known, unknown } from "../../value/known.ts";
import { type Effect, NO_EFFECT, over } from "./effect.ts";
import { TEMPLATED, type Touch } from "./touch.ts";
import type { LabelChange } from "./transforms.ts";

export function transformed(resource: Resource, effect: Effect): Resource {
  if (effect === NO_EFFECT) return resource;
  const { labels, annotations, spec } = resource;
  const { touch } = effect;
  const isHidden = hidesAll(resource, touch);
  return {
    ...resource,
    name: effect.renamed ? hidden(resource.name) : resource.name,
    namespace: effect.namespace ?? resource.namespace,
    labels: labelled(labels, effect.labels.own, effect.labels.open || touch.labels || isHidden),
    annotations: touch.annotations || isHidden ? opened(annotations) : annotations,
    references: resource.references.map((each) => changedReference(each, effect, isHidden)),
    texts: touch.texts || isHidden ? [] : resource.texts,
    spec: isHidden ? patchedSpec(spec) : changedSpec(spec, resource.identity.kind, effect),
  };
}

/**
 * Whether what is left is worth knowing. A workload of which the pods' labels are not known is one that cannot be read; of
 * all else nothing counts but the body.
 */
function hidesAll({ spec, identity }: Resource, touch: Touch): boolean {
  if (touch.everything) return true;
  if (spec.family !== "workload") return touch.body;
  return touch.pods || (identity.kind === "Pod" && touch.labels);
}

function hidden<T>(known: Known<T> | undefined): Known<T> | undefined {
  return known && unknown("transformed");
}

function opened({ pairs }: LabelMap): LabelMap {
  return { pairs: pairs.map(({ key }) => ({ key, value: unknown("transformed") })), open: true };
}

/** Families without networking facts have nothing that a patch could change here. */
function patchedSpec(spec: SpecFacts): SpecFacts {
  const keeps = spec.family === "other" || spec.family === "namespace" || spec.family === "opaque";
  return keeps ? spec : { family: "opaque", reason: "transformed" };
}

function changedSpec(spec: SpecFacts, kind: string, effect: Effect): SpecFacts {
  const { renamed, labels } = effect;
  switch (spec.family) {
    case "service":
      // `commonLabels` makes a selector where there is none.
      return labels.selectors.length > 0 || labels.open
        ? { ...spec, selector: labelled(spec.selector ?? noLabels, labels.selectors, labels.open) }
        : spec;
    case "workload":
      return changedWorkload(spec, kind, effect);
    case "policy":
      return changedPolicy(spec, labels);
    case "endpoints":
      return renamed ? { ...spec, service: hidden(spec.service) } : spec;
    default:
      return spec;
  }
}

function changedReference(
  each: ServiceReference,
  { renamed, moved }: Effect,
  isHidden: boolean,
): ServiceReference {
  return {
    ...each,
    service: isHidden || renamed ? hidden(each.service) : each.service,
    namespace: isHidden || moved ? hidden(each.namespace) : each.namespace,
    port: isHidden ? hidden(each.port) : each.port,
  };
}

/** Labels go into the selectors of a policy that are there: `podSelector: {}` still selects every pod. */
function changedPolicy(spec: NetworkPolicyFacts, { selectors, open }: LabelChange): NetworkPolicyFacts {
  const changed = (selector: LabelSelector | undefined) =>
    selector && (selector.matchLabels.pairs.length > 0 || open)
      ? { ...selector, matchLabels: labelled(selector.matchLabels, selectors, open) }
      : selector;
  return {
    ...spec,
    podSelector: changed(spec.podSelector),
    rules: spec.rules.map((rule) => ({
      ...rule,
      peers: rule.peers.map((peer) => ({ ...peer, podSelector: changed(peer.podSelector) })),
    })),
  };
}

function changedWorkload(spec: WorkloadFacts, kind: string, effect: Effect): WorkloadFacts {
  const { labels, renamed, touch } = effect;
  const podLabels = renamed ? withoutName(spec.podLabels) : spec.podLabels;
  return {
    ...spec,
    podLabels: labelled(podLabels, podPairs(kind, labels), labels.open),
    selector: spec.selector && labelled(spec.selector, labels.selectors, labels.open || touch.selector),
    serviceName: renamed ? hidden(spec.serviceName) : spec.serviceName,
    replicas: touch.replicas ? unknown("transformed") : spec.replicas,
    containers: touch.ports ? [] : spec.containers,
    open: spec.open || touch.ports,
  };
}

/** In kinds that kustomize does not know it finds pod templates only if it is told where. */
function podPairs(kind: string, { own, pods }: LabelChange): readonly Label[] {
  if (kind === "Pod") return own;
  return TEMPLATED.has(kind) ? pods : pods.map(({ key }) => ({ key, value: unknown("transformed") }));
}

function labelled(labels: LabelMap, set: readonly Label[], isOpen: boolean): LabelMap {
  if (isOpen) return opened(labels);
  return set.length === 0 ? labels : { ...labels, pairs: over(labels.pairs, set) };
}

/** Labels that a controller makes of the workload's name. */
function withoutName(labels: LabelMap): LabelMap {
  return {
    ...labels,
    pairs: labels.pairs.map(({ ordinalOf, ...pair }) => {
      const isName = ordinalOf !== undefined || /(^|\/)job-name$/.test(pair.key);
      return isName ? { ...pair, value: unknown("transformed") } : pair;
    }),
  };
}
