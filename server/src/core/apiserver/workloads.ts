/** The kinds that make pods (core/v1, apps/v1, batch/v1): what of them concerns networking, as kube-apiserver validates it. */
import type { ApiFault } from "./fault.ts";
import { at, type Field, isEmpty } from "./field.ts";
import { dnsLabel, dnsSubdomain } from "./grammar/dnsName.ts";
import type { ApiContext, Kind } from "./kind.ts";
import { isPodFragment } from "./podFragment.ts";
import { podOwnerFaults, templateFaults } from "./podOwner.ts";
import { podSpecFaults } from "./podSpec.ts";
import { nameWarnings, portWarnings } from "./podWarnings.ts";
import { grammatical } from "./values.ts";
import { isAtLeast } from "./version.ts";

export const pod: Kind = {
  ...kind("v1", "Pod"),
  isFragment: (object) => isEmpty(at(object, "spec", "containers")),
  validate: (object) => podSpecFaults(at(object, "spec")),
  warnings: (object, { version }) => [
    ...nameWarnings(object, "the Pod's hostname", version),
    ...portWarnings(at(object, "spec")),
  ],
};

export const statefulSet: Kind = {
  ...kind("apps/v1", "StatefulSet"),
  // Its pods are called after it since ever; since 1.27 the server checks that they can be.
  name: (name, { version }) => (isAtLeast(version, 27) ? dnsLabel(name) : dnsSubdomain(name)),
  validate: (object, context) => [...serviceName(object, context), ...podOwnerFaults(object, "statefulset")],
  warnings: (object) => portWarnings(templateSpec(object)),
};

function serviceName(object: Field, { version }: ApiContext): readonly ApiFault[] {
  return isAtLeast(version, 33) ? grammatical(at(object, "spec", "serviceName"), dnsLabel) : [];
}

export const deployment: Kind = {
  ...kind("apps/v1", "Deployment"),
  validate: (object) => podOwnerFaults(object, "deployment"),
  warnings: namedLikePods,
};

export const replicaSet: Kind = {
  ...kind("apps/v1", "ReplicaSet"),
  validate: (object) => podOwnerFaults(object, "deployment"),
  warnings: namedLikePods,
};

export const daemonSet: Kind = {
  ...kind("apps/v1", "DaemonSet"),
  validate: (object) => podOwnerFaults(object, "daemonset"),
  warnings: (object) => portWarnings(templateSpec(object)),
};

/** Its selector is made by the server. */
export const job: Kind = {
  ...kind("batch/v1", "Job"),
  isFragment: (object) => isEmpty(at(object, "spec", "template", "spec", "containers")),
  validate: (object) => templateFaults(at(object, "spec", "template")),
  warnings: namedLikePods,
};

export const cronJob: Kind = {
  ...kind("batch/v1", "CronJob"),
  isFragment: (object) =>
    isEmpty(at(object, "spec", "jobTemplate", "spec", "template", "spec", "containers")),
  validate: (object) => templateFaults(at(object, "spec", "jobTemplate", "spec", "template")),
  warnings: (object) => portWarnings(at(object, "spec", "jobTemplate", "spec", "template", "spec")),
};

function kind(
  apiVersion: string,
  name: string,
): Pick<Kind, "apiVersion" | "kind" | "isNamespaced" | "struct" | "name" | "isFragment"> {
  return {
    apiVersion,
    kind: name,
    isNamespaced: true,
    struct: name,
    name: dnsSubdomain,
    isFragment: (object) => isPodFragment(object, at(object, "spec", "template")),
  };
}

function templateSpec(object: Field): Field {
  return at(object, "spec", "template", "spec");
}

function namedLikePods(object: Field, { version }: ApiContext) {
  return [...nameWarnings(object, "Pod names and hostnames", version), ...portWarnings(templateSpec(object))];
}
