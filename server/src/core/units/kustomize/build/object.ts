/**
 * What a kustomization builds: objects as plain values, each with the document it began as and, sparsely, where a patch,
 * transformer or generator set something. Positions are absent; rules read the values and nothing else.
 */
import type { DocId, Identity } from "../../../resources/identity.ts";
import type { FileId } from "../../../value/file.ts";
import type { Path } from "../../../value/path.ts";
import type { Mapping } from "../../../value/value.ts";

export interface BuiltObject {
  readonly value: Mapping;
  /** The document it began as; undefined for a generated object. */
  readonly source: DocId | undefined;
  /** The generator that made it: a kustomization's `configMapGenerator[0]`, or a generator's own document. */
  readonly generator?: At;
  /**
   * What it was called before, oldest first: kustomize finds patch targets, replacements and references by the first name,
   * the present one and those between. Empty while nothing has renamed it.
   */
  readonly previous: readonly Identity[];
  /** Prefixes and suffixes that it was given, innermost first: they tell referents of one name apart. */
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
  /** The name is to be given the hash of the content when everything else is done. */
  readonly needsHash: boolean;
  /** Names of `vars` that stand for a field of it. */
  readonly variables?: readonly string[];
  /** Only its apiVersion, kind and metadata were read: a definition, large and without a bearing on networking. */
  readonly outline?: true;
  /** Only paths that a patch, transformer, generator or replacement set, in the order in which that happened. */
  readonly touched: readonly Touched[];
}

/** A place in a document; `within` leads on into YAML that is embedded in the text at `path`. */
export interface At {
  readonly document: DocId;
  readonly path: Path;
  readonly within?: Path;
  /** Which of several documents of that text, counted from 0 without empty ones; absent for the first. */
  readonly nth?: number;
}

export interface Touched {
  /** In the built object. What lies below it was set with it; a later one that is the same or deeper wins. */
  readonly path: Path;
  readonly by: "patch" | "transformer" | "generator";
  readonly at: At;
  /** A name that somebody wrote became longer, or a reference followed one that did: its author is who wrote it. */
  readonly renames?: true;
}

/** Why kustomize refuses to build. */
export type FaultTopic =
  | "missing-file"
  | "unreadable-file"
  | "outside"
  | "cycle"
  | "not-a-kustomization"
  | "component"
  | "duplicate-object"
  | "generator"
  | "patch"
  | "patch-target"
  | "replacement"
  | "variable"
  | "transformer"
  | "field";

/** Where there is one, `build` fails in kustomize; the objects beside it are the best that can be said. */
export interface BuildFault {
  readonly topic: FaultTopic;
  /** In the kustomization, or in what it names, whose author can mend it. */
  readonly at: At;
  /** What is wrong, in words for a person. */
  readonly message: string;
}

/** Something that cannot be known without running a program or fetching a file: nothing missing proves anything. */
export interface Incomplete {
  readonly reason: "remote" | "outside" | "plugin" | "helm" | "openapi" | "unreadable" | "too-deep";
  /** For people: `kustomization.yaml runs the plugin exec/Foo`. */
  readonly detail: string;
  /** The file that asks for it. */
  readonly file: FileId;
}

export interface Built {
  /** In the order in which kustomize prints them. */
  readonly objects: readonly BuiltObject[];
  readonly faults: readonly BuildFault[];
  readonly incomplete: readonly Incomplete[];
  /** Targets of patches that select no object: kustomize passes over them without a word. */
  readonly idle: readonly At[];
}
