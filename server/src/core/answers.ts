/**
 * The shapes in which core answers its printers (language server, command line, chart). Plain data; positions are
 * zero-based and count UTF-16 code units, as in LSP; files are FileIds, which the host turns into URIs or paths.
 */
import type { AnyRule, ApiError, Severity } from "./rules/rule.ts";
import type { Range } from "./text/lines.ts";
import type { FileId } from "./value/file.ts";
import type { Json } from "./value/json.ts";

export interface Location {
  readonly file: FileId;
  readonly range: Range;
}

/** What a finding is about, as kubectl would name it. */
export interface ResourceName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A finding, joined with its place in the text and merged over units. */
export interface Diagnostic extends Location {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly resource: ResourceName | undefined;
  /** The Kubernetes field path: `spec.ports[0].nodePort`. */
  readonly path: string;
  readonly apiError?: ApiError;
  /** Names of the units that have it, sorted. */
  readonly units: readonly string[];
  readonly related: readonly (Location & {
    readonly message: string;
    readonly resource: ResourceName | undefined;
    readonly path: string;
  })[];
  readonly fixes: readonly { readonly title: string; readonly safe: boolean }[];
  /** Dead text that an editor may fade. */
  readonly unnecessary?: boolean;
}

export interface FileDiagnostics {
  /** Sorted by position, then code. Hints are among them; printers leave them out where they must. */
  readonly shown: readonly Diagnostic[];
  /** How many were silenced by comments or configuration. */
  readonly suppressed: number;
}

export interface Hover {
  readonly range: Range;
  /** Markdown; at most twelve lines, the first a bold one-line answer. */
  readonly markdown: string;
}

/** A field or a value that may be written where something is empty or misspelt. */
export interface Completion {
  /** What it replaces; one line. */
  readonly range: Range;
  readonly label: string;
  /** `file` and `object` stand in kustomizations. */
  readonly kind: "field" | "value" | "file" | "object";
  /** What kind of value a field has; `default` for the value that holds when nothing is written. */
  readonly detail: string;
  readonly insert: string;
  /** The word that it is offered for, where the label does not resemble it to an editor. */
  readonly filter?: string;
}

/** One line above a resource. */
export interface Lens {
  readonly range: Range;
  readonly title: string;
  /** What a click shows: places to peek at; none when there is nothing to show. */
  readonly targets: readonly Location[];
  /** What a click opens or does instead, for the resource on this line. */
  readonly action?: "chart" | "names" | "expose";
  /** The title where nothing can be clicked. */
  readonly plainTitle?: string;
}

/** All names, records, endpoints and variables of a Service, to read and to copy from. */
export interface NamesSheet {
  /** Names the Service when it is asked about again; opaque. */
  readonly resource: string;
  /** `cart.shop`. */
  readonly title: string;
  /** Plain text; its first line says what it is. */
  readonly text: string;
}

export interface EditInFile {
  readonly file: FileId;
  readonly edits: readonly { readonly range: Range; readonly text: string }[];
}

export interface CodeAction {
  readonly title: string;
  readonly kind: "quickfix" | "source.fixAll.portolan";
  /** Safe and single: the one that Auto Fix takes. */
  readonly preferred: boolean;
  /** The diagnostics it answers, by code and range. */
  readonly answers: readonly { readonly code: string; readonly range: Range }[];
  readonly edits: readonly EditInFile[];
}

/** A change that somebody asked for by a command. */
export interface TitledEdits {
  readonly title: string;
  readonly edits: readonly EditInFile[];
}

export interface Summary {
  readonly files: number;
  readonly documents: number;
  readonly resources: number;
  /** Objects that were dumped from a cluster and count: pods, Services, endpoints, nodes, outside of test data. */
  readonly observed: number;
  readonly units: readonly string[];
  /** Files of which something could not be read, and why; sorted by file. */
  readonly skipped: readonly { readonly file: FileId; readonly reason: string }[];
}

export type * from "./descriptions.ts";
export type { AnyRule, ApiError, FileId, Range, Severity };

/** The C libraries, and the resolver of Go, whose ways with a name differ. */
export type ResolverLibrary = "glibc" | "musl" | "go";

/** What a program's resolver does with a name, query by query, and what the cluster's DNS answers. */
export interface ResolverCourse {
  readonly queries: readonly ResolutionQuery[];
  /** What would be asked after the last of them, if that one, which lies outside, does not exist. */
  readonly otherwise: readonly ResolutionQuery[];
  readonly outcome: "found" | "absent" | "stopped" | "external" | "literal" | "hosts" | "invalid";
  readonly addresses: readonly {
    readonly family: "IPv4" | "IPv6";
    readonly text: string;
    /** Made up: the cluster has yet to give one out. */
    readonly example: boolean;
  }[];
  /** The names that aliases lead over, in order. */
  readonly cname: readonly string[];
  /** Whose name it is. */
  readonly service: (ResourceName & Location) | undefined;
}

export interface NameResolution extends ResolverCourse {
  /** As it was asked for. */
  readonly name: string;
  readonly from: ResourceName & Location;
  /** The pod that asks: `Deployment/cart#0`. */
  readonly pod: string;
  /** The unit's name. */
  readonly unit: string;
  readonly libc: ResolverLibrary;
  /** The image from whose name that was guessed. */
  readonly guessedFrom: string | undefined;
  /** What the other libraries do where they do otherwise; those that do alike stand together. */
  readonly others: readonly (ResolverCourse & { readonly libcs: readonly ResolverLibrary[] })[];
  readonly resolvConf: {
    readonly nameservers: readonly string[];
    readonly search: readonly string[];
    readonly options: readonly string[];
  };
  /** What follows, and what to do; sentences for people. */
  readonly remarks: readonly string[];
  readonly certainty: "certain" | "unknown" | "depends";
}

/** Who may look a name up. */
export interface Askers {
  /** The name under the cursor, or that of the Service that is there. */
  readonly name: string | undefined;
  /** The likeliest first. */
  readonly workloads: readonly Asker[];
}

/** A workload of a unit, whose pods look names up. */
export interface Asker {
  /** To ask on with. */
  readonly resource: string;
  readonly unit: string;
  readonly unitName: string;
  readonly kind: string;
  /** Empty when it cannot be known. */
  readonly namespace: string;
  readonly name: string;
  /** It stands under the cursor, or reads the ConfigMap that does. */
  readonly near: boolean;
}

/** A name in a value, and whose pods would look it up. */
export interface ResolvableName {
  readonly title: string;
  readonly name: string;
  readonly from: string;
  readonly unit: string;
}

/** A line of a report, in stretches: a printer may put colours on them. */
export type ReportLine = readonly ReportStretch[];

export interface ReportStretch {
  readonly text: string;
  readonly tone?: "strong" | "quiet" | "good" | "doubt" | "bad" | "elsewhere";
}

export interface ResolutionQuery {
  /** Absolute, with its final dot; asked for A and AAAA. */
  readonly name: string;
  readonly status: "OK" | "NXDOMAIN" | "NODATA" | "EXTERNAL";
  readonly certainty: "certain" | "unknown";
}

/** An object of a unit, as `TYPE/NAME` chooses it. */
export interface NamedObject extends ResourceName, Location {
  /** To ask on with. */
  readonly resource: string;
  /** Of the unit. */
  readonly unit: string;
  readonly unitName: string;
}

/** An object that was dumped from a cluster, and that no manifest makes. */
export interface DumpedManifest extends ResourceName, Location {
  /** A YAML document that would make it, without `---`. */
  readonly yaml: string;
}

/** What a kustomization builds. */
export interface BuildAnswer {
  /** In the order in which they would be applied. */
  readonly objects: readonly {
    /** As the API server would be sent it. */
    readonly json: Json;
    /** The same as a YAML document, without `---`. */
    readonly yaml: string;
    /** Where it is written, path "", then what was set in it by something else, one a path. */
    readonly origins: readonly BuiltOrigin[];
  }[];
  /** Why kustomize would build nothing; then the objects are the best that can be said. */
  readonly refused: readonly {
    readonly message: string;
    readonly file: FileId;
    readonly range?: Range | undefined;
  }[];
  /** What is not here: what it would add or change is missing in the objects. */
  readonly incomplete: readonly { readonly reason: string; readonly detail: string; readonly file: FileId }[];
}

export interface BuiltOrigin {
  /** The Kubernetes field path in the built object; empty for the whole of it. */
  readonly path: string;
  readonly by: "source" | "patch" | "transformer" | "generator";
  readonly file: FileId;
  /** Undefined in a file that is no manifest. */
  readonly range?: Range | undefined;
}
