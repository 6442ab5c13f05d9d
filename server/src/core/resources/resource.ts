/**
 * A resource as a file states it: facts without positions. Adding a comment, a blank line or another document changes no
 * fact. Facts are what the manifest says; what follows from them in a cluster is decided in units and network.
 */
import { declared } from "../query/query.ts";
import type { FileId } from "../value/file.ts";
import type { Known } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import type { Value } from "../value/value.ts";
import type { EndpointsFacts } from "./endpoints.ts";
import type { GatewayFacts } from "./gateway.ts";
import type { GrantFacts } from "./grant.ts";
import type { DocId, Identity } from "./identity.ts";
import type { IngressFacts } from "./ingress.ts";
import type { KustomizationFacts } from "./kustomization.ts";
import type { LabelMap } from "./labels.ts";
import type { MonitorFacts } from "./monitor.ts";
import type { NetworkPolicyFacts } from "./networkPolicy.ts";
import type { Observation } from "./observation.ts";
import type { ServiceReference } from "./reference.ts";
import type { RouteFacts } from "./route.ts";
import type { ServiceFacts } from "./service.ts";
import type { ServiceEntryFacts } from "./serviceEntry.ts";
import type { Text } from "./texts.ts";
import type { WorkloadFacts } from "./workload.ts";

export type SpecFacts =
  | ServiceFacts
  | WorkloadFacts
  | IngressFacts
  | EndpointsFacts
  | KustomizationFacts
  | NetworkPolicyFacts
  | MonitorFacts
  | GrantFacts
  | ServiceEntryFacts
  | GatewayFacts
  | RouteFacts
  | { readonly family: "namespace" }
  /** Known by identity only: a kind without networking facts. */
  | { readonly family: "other" }
  /** A document that does not parse, holds templates, or is too large: identity by a look at its lines, the rest unknown. */
  | { readonly family: "opaque"; readonly reason: "template" | "unparsable" | "too-large" };

export interface Resource {
  readonly id: DocId;
  readonly file: FileId;
  readonly identity: Identity;
  readonly name: Known<string> | undefined;
  /** `metadata.namespace` as written; undefined when absent. */
  readonly namespace: Known<string> | undefined;
  readonly labels: LabelMap;
  readonly annotations: LabelMap;
  /** Dumped from a cluster (it bears a uid, resourceVersion or status): an observation, never judged as a manifest. */
  readonly observed: boolean;
  /** What the cluster knew of it besides; of observations only. */
  readonly observation?: Observation;
  readonly spec: SpecFacts;
  /** Every place in it that names a Service, in the order of the manifest. */
  readonly references: readonly ServiceReference[];
  /** Texts in which a Service may be named: environment values, arguments, ConfigMap data. */
  readonly texts: readonly Text[];
  /** Keys written twice in one mapping, each where the later one stands; kubectl silently keeps that one. */
  readonly duplicateKeys: readonly Path[];
}

/** What one file holds. */
export interface FileFacts {
  readonly resources: readonly Resource[];
  /** Why some of the file could not be read; empty for a file that was read whole. */
  readonly unreadable: readonly {
    /** `closed`: a file, or the folder that stands for it, that the host could not read at all. */
    readonly reason: "template" | "unparsable" | "too-large" | "closed";
    readonly detail: string;
  }[];
}

/** The facts of one file, by FileId. Given its function by the analysis, which alone may look at syntax. */
export const factsOf = declared<FileFacts>("facts");

/** A resource's whole plain value with the raw text and style of its scalars, by DocId. */
export const valueOfDocument = declared<Value | undefined>("value");

/**
 * What stands for a resource's text, by DocId: it changes with the text of the resource's own document and with nothing else.
 * Undefined for one of which only an earlier text could be read.
 */
export const contentOf = declared<string | undefined>("content");

/** The plain value behind such a key. Whoever remembers an answer by it is not woken by edits around the document. */
export const valueOfContent = declared<Value | undefined>("valueOfContent");

/**
 * Asked by (apiVersion, kind, content) when a document has just been read: who will need the plain value looks at it now,
 * and remembers what it saw. Reading a workspace's documents a second time costs more.
 */
export const seenAtReading = declared<undefined>("seenAtReading");

export type ResourceOf<F extends SpecFacts["family"]> = Resource & {
  readonly spec: Extract<SpecFacts, { family: F }>;
};

export function isFamily<F extends SpecFacts["family"]>(
  resource: Resource,
  family: F,
): resource is ResourceOf<F> {
  return resource.spec.family === family;
}
