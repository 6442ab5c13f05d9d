/**
 * What only a cluster knows of an object that was dumped from it: who made it, where a pod runs and whether it is ready, the
 * addresses of a node. A dump says all of it plainly, so nothing here is unknown; what is missing is undefined.
 */
import { valueOf } from "../value/known.ts";
import { booleanOf, textOf } from "../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../value/value.ts";
import type { Identity } from "./identity.ts";

export interface Observation {
  /** `metadata.resourceVersion` where it is a number, as etcd's are: the younger of two dumps of one object counts. */
  readonly version: number | undefined;
  /** The `metadata.ownerReferences` entry with `controller: true`. */
  readonly owner: Owner | undefined;
  /** `metadata.deletionTimestamp` is set. */
  readonly terminating: boolean;
  /** Of a Pod. */
  readonly pod: PodStatus | undefined;
  /** Of a Node. */
  readonly node: NodeStatus | undefined;
}

export interface Owner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

export interface PodStatus {
  /** `status.podIPs`, primary first; as they are written. */
  readonly ips: readonly string[];
  readonly nodeName: string | undefined;
  /** `status.phase`: Pending, Running, Succeeded, Failed, Unknown. */
  readonly phase: string | undefined;
  /** Condition `Ready` is `True`. */
  readonly ready: boolean;
}

export interface NodeStatus {
  /** The first `InternalIP` of `status.addresses`. */
  readonly ip: string | undefined;
  /** `spec.providerID`: `kind://docker/kind/kind-worker`, `aws:///eu-west-1a/i-0abc`. */
  readonly provider: string | undefined;
  /** `status.nodeInfo.kubeletVersion`: `v1.34.1`. */
  readonly kubelet: string | undefined;
  /** `spec.podCIDRs`. */
  readonly podCIDRs: readonly string[];
}

/** Of an object that was dumped from a cluster. */
export function observationOf(root: Value, { kind, apiVersion }: Identity): Observation {
  const metadata = member(root, "metadata");
  const version = Number(textAt(metadata, "resourceVersion") ?? Number.NaN);
  const isCore = apiVersion === "v1";
  return {
    version: Number.isSafeInteger(version) ? version : undefined,
    owner: ownerOf(metadata),
    terminating: textAt(metadata, "deletionTimestamp") !== undefined,
    pod: isCore && kind === "Pod" ? podStatus(root) : undefined,
    node: isCore && kind === "Node" ? nodeStatus(root) : undefined,
  };
}

function textAt(value: Value | undefined, ...path: readonly string[]): string | undefined {
  return valueOf(textOf(memberAt(value, ...path)));
}

function textsAt(value: Value | undefined, ...path: readonly string[]): readonly string[] {
  return itemsOf(memberAt(value, ...path)).flatMap((each) => valueOf(textOf(each)) ?? []);
}

function ownerOf(metadata: Value | undefined): Owner | undefined {
  const found = itemsOf(member(metadata, "ownerReferences")).find(
    (each) => valueOf(booleanOf(member(each, "controller"))) === true,
  );
  const [apiVersion, kind, name] = ["apiVersion", "kind", "name"].map((key) => textAt(found, key));
  return apiVersion === undefined || kind === undefined || name === undefined
    ? undefined
    : { apiVersion, kind, name };
}

function podStatus(root: Value): PodStatus {
  const status = member(root, "status");
  const several = itemsOf(member(status, "podIPs")).flatMap((each) => textAt(each, "ip") ?? []);
  const only = textAt(status, "podIP");
  return {
    ips: several.length > 0 || only === undefined ? several : [only],
    nodeName: textAt(root, "spec", "nodeName"),
    phase: textAt(status, "phase"),
    ready: itemsOf(member(status, "conditions")).some(
      (each) => textAt(each, "type") === "Ready" && textAt(each, "status") === "True",
    ),
  };
}

function nodeStatus(root: Value): NodeStatus {
  const addresses = itemsOf(memberAt(root, "status", "addresses"));
  const internal = addresses.find((each) => textAt(each, "type") === "InternalIP");
  const [first] = textsAt(root, "spec", "podCIDRs");
  const only = textAt(root, "spec", "podCIDR");
  return {
    ip: textAt(internal, "address"),
    provider: textAt(root, "spec", "providerID"),
    kubelet: textAt(root, "status", "nodeInfo", "kubeletVersion"),
    podCIDRs: first === undefined && only !== undefined ? [only] : textsAt(root, "spec", "podCIDRs"),
  };
}
