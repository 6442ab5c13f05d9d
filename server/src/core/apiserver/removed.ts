/** API versions of networking kinds and workloads: until when they are served (Deprecated API Migration Guide). */
import type { ApiFault, ApiWarning } from "./fault.ts";
import { isAtLeast, type Version } from "./version.ts";

interface Old {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  /** Minor versions of 1.x. */
  readonly deprecatedIn: number;
  readonly removedIn: number;
  readonly instead: string;
}

const OLD: readonly Old[] = [
  old("extensions/v1beta1", ["Ingress"], 14, 22, "networking.k8s.io/v1"),
  old("networking.k8s.io/v1beta1", ["Ingress", "IngressClass"], 19, 22, "networking.k8s.io/v1"),
  old("extensions/v1beta1", ["NetworkPolicy"], 9, 16, "networking.k8s.io/v1"),
  old("extensions/v1beta1", ["Deployment", "DaemonSet", "ReplicaSet"], 8, 16, "apps/v1"),
  old("apps/v1beta1", ["Deployment", "StatefulSet"], 9, 16, "apps/v1"),
  old("apps/v1beta2", ["Deployment", "DaemonSet", "ReplicaSet", "StatefulSet"], 9, 16, "apps/v1"),
  old("discovery.k8s.io/v1beta1", ["EndpointSlice"], 21, 25, "discovery.k8s.io/v1"),
  old("discovery.k8s.io/v1alpha1", ["EndpointSlice"], 17, 20, "discovery.k8s.io/v1"),
  old("batch/v1beta1", ["CronJob"], 21, 25, "batch/v1"),
  old("batch/v2alpha1", ["CronJob"], 8, 21, "batch/v1"),
];

function old(
  apiVersion: string,
  kinds: readonly string[],
  deprecatedIn: number,
  removedIn: number,
  instead: string,
): Old {
  return { apiVersion, kinds, deprecatedIn, removedIn, instead };
}

/** Where each kind is served today. */
const SERVED: Readonly<Record<string, string>> = {
  Service: "v1",
  Endpoints: "v1",
  Namespace: "v1",
  Pod: "v1",
  ReplicationController: "v1",
  Deployment: "apps/v1",
  ReplicaSet: "apps/v1",
  StatefulSet: "apps/v1",
  DaemonSet: "apps/v1",
  Job: "batch/v1",
  CronJob: "batch/v1",
  Ingress: "networking.k8s.io/v1",
  IngressClass: "networking.k8s.io/v1",
  NetworkPolicy: "networking.k8s.io/v1",
  EndpointSlice: "discovery.k8s.io/v1",
};

/** Groups that are Kubernetes' own: a kind that one of them does not have is nowhere. */
const OWN_GROUPS = new Set(["", "apps", "batch", "extensions", "networking.k8s.io", "discovery.k8s.io"]);

const AT = { path: ["apiVersion"], part: "value" } as const;
const AT_KIND = { path: ["kind"], part: "value" } as const;

/** Kinds as they are spelt, by their letters alone. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  [...Object.keys(SERVED), "ConfigMap", "Secret", "ServiceAccount"].map((kind) => [kind.toLowerCase(), kind]),
);

/** The fault of an apiVersion that does not have the kind, or has it no more. */
export function notServed(apiVersion: string, kind: string, version: Version): ApiFault | undefined {
  const was = oldOf(apiVersion, kind);
  if (was && !isAtLeast(version, was.removedIn)) return undefined;
  const served = SERVED[kind];
  if (served === undefined || served === apiVersion || !OWN_GROUPS.has(groupOf(apiVersion))) return undefined;
  const changes = [{ type: "set", path: AT.path, value: served } as const];
  return {
    error: "NoKindMatch",
    serverPath: "apiVersion",
    at: AT,
    message: `no matches for kind "${kind}" in version "${apiVersion}"`,
    advice: was
      ? `It went with Kubernetes 1.${was.removedIn}: write the ${kind} as ${served}.`
      : `A ${kind} is of ${served}.`,
    // An Ingress of v1 has other fields; the rest is spelt as before.
    ...(kind === "Ingress" || kind === "EndpointSlice"
      ? {}
      : { fix: { title: `Write \`apiVersion: ${served}\``, safety: was ? "suggestion" : "safe", changes } }),
  };
}

/** The fault of a kind in other letters than its own: the server tells `Service` and `service` apart. */
export function misspelt(apiVersion: string, kind: string): ApiFault | undefined {
  const spelling = spellingOf(apiVersion, kind);
  if (spelling === undefined) return undefined;
  return {
    error: "NoKindMatch",
    serverPath: "kind",
    at: AT_KIND,
    message: `no matches for kind "${kind}" in version "${apiVersion}"`,
    advice: `It is spelt \`${spelling}\`, and nothing is made of this object until it is.`,
    fix: {
      title: `Write \`kind: ${spelling}\``,
      safety: "safe",
      changes: [{ type: "set", path: AT_KIND.path, value: spelling }],
    },
  };
}

function spellingOf(apiVersion: string, kind: string): string | undefined {
  const spelling = OWN_GROUPS.has(groupOf(apiVersion)) ? SPELLINGS.get(kind.toLowerCase()) : undefined;
  return spelling === kind ? undefined : spelling;
}

/** The warning about one that is still served. */
export function deprecation(apiVersion: string, kind: string, version: Version): readonly ApiWarning[] {
  const was = oldOf(apiVersion, kind);
  if (!was || !isAtLeast(version, was.deprecatedIn) || isAtLeast(version, was.removedIn)) return [];
  const until = `deprecated in v1.${was.deprecatedIn}+, unavailable in v1.${was.removedIn}+`;
  return [{ at: AT, message: `${apiVersion} ${kind} is ${until}; use ${was.instead} ${kind}` }];
}

/** Whether the server has something to say of an apiVersion and kind. */
export function isKnownKind(apiVersion: string, kind: string): boolean {
  if (spellingOf(apiVersion, kind) !== undefined) return true;
  return kind in SERVED && OWN_GROUPS.has(groupOf(apiVersion));
}

function oldOf(apiVersion: string, kind: string): Old | undefined {
  return OLD.find((each) => each.apiVersion === apiVersion && each.kinds.includes(kind));
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? "" : apiVersion.slice(0, slash);
}
