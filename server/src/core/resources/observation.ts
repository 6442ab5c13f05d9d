/**
 * What only a cluster knows of an object that was dumped from it: who made it, where a pod runs and whether it is ready. A
 * dump says all of it plainly, so nothing here is unknown; what is missing is undefined.
 */
import { isKnown, valueOf } from "../value/known.ts";
import { booleanOf, textOf } from "../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../value/value.ts";
import type { Identity } from "./identity.ts";

export interface Observation {
  /** `metadata.resourceVersion` where it is a number, as etcd's are: the younger of two dumps of one object counts. */
  readonly version: number | undefined;
  /** `metadata.uid`: an object of the same name in another cluster, or made anew, has another. */
  readonly uid: string | undefined;
  /** The `metadata.ownerReferences` entry with `controller: true`. */
  readonly owner: Owner | undefined;
  /** `metadata.deletionTimestamp` is set. */
  readonly terminating: boolean;
  /** Of a Pod. */
  readonly pod: PodStatus | undefined;
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

/**
 * What only an API server writes: then the object was dumped from a cluster. Tools that write manifests put an empty `status`
 * into them (`loadBalancer: {}`), which says nothing.
 */
export function isObserved(root: Value): boolean {
  const written = ["uid", "resourceVersion"].some((key) => isKnown(textOf(memberAt(root, "metadata", key))));
  return written || isSaid(member(root, "status"));
}

/** Whether anything but emptiness stands in a status. */
function isSaid(value: Value | undefined): boolean {
  switch (value?.type) {
    case "mapping":
      return value.entries.some((entry) => isSaid(entry.value));
    case "sequence":
      return value.items.some(isSaid);
    case "scalar":
      return !EMPTY.has(value.raw);
    default:
      return false;
  }
}

const EMPTY: ReadonlySet<string> = new Set(["", "0", "null", "~", "false"]);

/** Of an object that was dumped from a cluster. */
export function observationOf(root: Value, { kind, apiVersion }: Identity): Observation {
  const metadata = member(root, "metadata");
  const version = Number(textAt(metadata, "resourceVersion") ?? Number.NaN);
  return {
    version: Number.isSafeInteger(version) ? version : undefined,
    uid: textAt(metadata, "uid"),
    owner: ownerOf(metadata),
    terminating: textAt(metadata, "deletionTimestamp") !== undefined,
    pod: apiVersion === "v1" && kind === "Pod" ? podStatus(root) : undefined,
  };
}

function textAt(value: Value | undefined, ...path: readonly string[]): string | undefined {
  return valueOf(textOf(memberAt(value, ...path)));
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
