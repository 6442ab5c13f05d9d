/**
 * Which fields each transformer sets: kustomize's defaults, and what `configurations:` files and `crds:` add. What is added in
 * a base holds for whoever uses it.
 */

import { valueOf } from "../../../value/known.ts";
import { booleanOf } from "../../../value/scalar.ts";
import { itemsOf, member, type Value } from "../../../value/value.ts";
import { type FieldSpec, mergeFieldSpecs, stepsOf } from "./fieldSpec.ts";
import type { Gvk } from "./identity.ts";
import { type NameReference, nameReferenceTable } from "./nameReferenceTable.ts";
import { rawOf } from "./values.ts";

const FIELDS = [
  ...(["namePrefix", "nameSuffix", "namespace", "commonLabels", "labels", "templateLabels"] as const),
  ...(["volumeClaimTemplateLabels", "commonAnnotations", "varReference", "images", "replicas"] as const),
] as const;

export type ConfigField = (typeof FIELDS)[number];

export type TransformerConfig = { readonly [field in ConfigField]: readonly FieldSpec[] } & {
  readonly nameReference: readonly NameReference[];
};

function anywhere(path: string, create = true): FieldSpec {
  return { path, create, steps: stepsOf(path) };
}

function at(path: string, kind: string, more: Gvk = {}): FieldSpec {
  return { ...more, kind, path, create: true, steps: stepsOf(path) };
}

/** Where pods are described, and with which words about their kind. */
const TEMPLATES: readonly (readonly [string, string, Gvk, Gvk])[] = [
  ["spec/template/metadata", "ReplicationController", { version: "v1" }, { version: "v1" }],
  ["spec/template/metadata", "Deployment", {}, {}],
  ["spec/template/metadata", "ReplicaSet", {}, {}],
  ["spec/template/metadata", "DaemonSet", {}, {}],
  ["spec/template/metadata", "StatefulSet", { group: "apps" }, {}],
  ["spec/template/metadata", "Job", { group: "batch" }, { group: "batch" }],
  ["spec/jobTemplate/metadata", "CronJob", { group: "batch" }, { group: "batch" }],
  ["spec/jobTemplate/spec/template/metadata", "CronJob", { group: "batch" }, { group: "batch" }],
];

const claimTemplates = [at("spec/volumeClaimTemplates[]/metadata/labels", "StatefulSet", { group: "apps" })];

const templateLabels: readonly FieldSpec[] = [
  anywhere("metadata/labels"),
  ...TEMPLATES.map(([path, kind, gvk]) => at(`${path}/labels`, kind, gvk)),
  ...claimTemplates,
];

const AFFINITY = ["podAffinity", "podAntiAffinity"].flatMap((side) => [
  `affinity/${side}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels`,
  `affinity/${side}/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels`,
]);

const existing = (path: string, kind: string, group: string): FieldSpec => ({
  group,
  kind,
  path,
  create: false,
  steps: stepsOf(path),
});

const placements = ["Deployment", "StatefulSet"].flatMap((kind) =>
  [...AFFINITY, "topologySpreadConstraints/labelSelector/matchLabels"].map((path) =>
    existing(`spec/template/spec/${path}`, kind, "apps"),
  ),
);

const commonLabels: readonly FieldSpec[] = [
  at("spec/selector", "Service", { version: "v1" }),
  at("spec/selector", "ReplicationController", { version: "v1" }),
  at("spec/selector/matchLabels", "Deployment"),
  at("spec/selector/matchLabels", "ReplicaSet"),
  at("spec/selector/matchLabels", "DaemonSet"),
  at("spec/selector/matchLabels", "StatefulSet", { group: "apps" }),
  ...placements,
  existing("spec/selector/matchLabels", "Job", "batch"),
  existing("spec/jobTemplate/spec/selector/matchLabels", "CronJob", "batch"),
  existing("spec/selector/matchLabels", "PodDisruptionBudget", "policy"),
  existing("spec/podSelector/matchLabels", "NetworkPolicy", "networking.k8s.io"),
  existing("spec/ingress/from/podSelector/matchLabels", "NetworkPolicy", "networking.k8s.io"),
  existing("spec/egress/to/podSelector/matchLabels", "NetworkPolicy", "networking.k8s.io"),
  ...templateLabels,
];

/** Kustomize's own, as of 5.5. */
export const defaultConfig: TransformerConfig = {
  namePrefix: [anywhere("metadata/name", false)],
  nameSuffix: [anywhere("metadata/name", false)],
  namespace: [
    at("metadata/name", "Namespace"),
    at("spec/service/namespace", "APIService", { group: "apiregistration.k8s.io" }),
    existing(
      "spec/conversion/webhook/clientConfig/service/namespace",
      "CustomResourceDefinition",
      "apiextensions.k8s.io",
    ),
  ],
  commonLabels,
  labels: [],
  templateLabels,
  volumeClaimTemplateLabels: claimTemplates,
  commonAnnotations: [
    anywhere("metadata/annotations"),
    ...TEMPLATES.map(([path, kind, , gvk]) => at(`${path}/annotations`, kind, gvk)),
  ],
  varReference: [],
  images: ["spec/", "spec/template/spec/"].flatMap((pod) => [
    anywhere(`${pod}containers[]/image`),
    anywhere(`${pod}initContainers[]/image`),
  ]),
  replicas: ["Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"].map((kind) =>
    at("spec/replicas", kind),
  ),
  nameReference: nameReferenceTable,
};

export const emptyConfig: TransformerConfig = {
  namePrefix: [],
  nameSuffix: [],
  namespace: [],
  commonLabels: [],
  labels: [],
  templateLabels: [],
  volumeClaimTemplateLabels: [],
  commonAnnotations: [],
  varReference: [],
  images: [],
  replicas: [],
  nameReference: [],
};

/** Both; undefined when they contradict each other, which kustomize refuses. */
export function mergeConfigs(
  config: TransformerConfig,
  more: TransformerConfig,
): TransformerConfig | undefined {
  if (more === emptyConfig) return config;
  if (config === emptyConfig) return more;
  const merged: Partial<Record<ConfigField, readonly FieldSpec[]>> = {};
  for (const field of FIELDS) {
    const specs = mergeFieldSpecs(config[field], more[field]);
    if (!specs) return undefined;
    merged[field] = specs;
  }
  const nameReference = mergeReferences(config.nameReference, more.nameReference);
  return nameReference && { ...config, ...merged, nameReference };
}

function mergeReferences(
  references: readonly NameReference[],
  more: readonly NameReference[],
): readonly NameReference[] | undefined {
  const merged = [...references];
  for (const { target, referrers } of more) {
    const index = merged.findIndex((each) => sameGvk(each.target, target));
    const found = merged[index];
    if (!found) {
      merged.push({ target, referrers });
      continue;
    }
    const specs = mergeFieldSpecs(found.referrers, referrers);
    if (!specs) return undefined;
    merged[index] = { target, referrers: specs };
  }
  return merged;
}

function sameGvk(a: Gvk, b: Gvk): boolean {
  return (["group", "version", "kind"] as const).every((part) => (a[part] ?? "") === (b[part] ?? ""));
}

/** What a `configurations:` file says. */
export function configIn(root: Value): TransformerConfig {
  const read: Partial<Record<ConfigField, readonly FieldSpec[]>> = {};
  for (const field of FIELDS) read[field] = fieldSpecsIn(member(root, field));
  const nameReference = itemsOf(member(root, "nameReference")).map((item) => ({
    target: gvkIn(item),
    referrers: fieldSpecsIn(member(item, "fieldSpecs")),
  }));
  return { ...emptyConfig, ...read, nameReference };
}

export function fieldSpecsIn(value: Value | undefined): readonly FieldSpec[] {
  return itemsOf(value).map((item) => ({
    ...gvkIn(item),
    path: rawOf(member(item, "path")),
    create: valueOf(booleanOf(member(item, "create"))) ?? false,
  }));
}

export function gvkIn(value: Value | undefined): Gvk {
  const [group, version, kind] = ["group", "version", "kind"].map((key) => rawOf(member(value, key)));
  return { ...(group && { group }), ...(version && { version }), ...(kind && { kind }) };
}
