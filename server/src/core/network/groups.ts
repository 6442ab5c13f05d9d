/** API groups that Kubernetes serves itself, and those that somebody added. */

/** Groups whose names are not domains under `k8s.io`; every other group of Kubernetes itself is. */
const BUILT_IN = new Set(["", "apps", "batch", "autoscaling", "policy", "extensions"]);

const BUILT_IN_DOMAINS = new Set(
  [
    ...[
      "networking",
      "rbac.authorization",
      "storage",
      "discovery",
      "scheduling",
      "apiextensions",
      "coordination",
    ],
    ...[
      "admissionregistration",
      "apiregistration",
      "certificates",
      "authentication",
      "authorization",
      "events",
    ],
    ...["flowcontrol.apiserver", "node", "resource", "gateway.networking", "metrics", "kustomize.config"],
  ].map((name) => `${name}.k8s.io`),
);

/** A custom resource's group has a dot (apiextensions validates it); other files with an apiVersion never reach a cluster. */
export function isCustom(group: string): boolean {
  return group.includes(".") && !BUILT_IN.has(group) && !BUILT_IN_DOMAINS.has(group);
}
