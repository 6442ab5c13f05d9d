/** What files of the workspace say about the cluster itself, each with the place where it stands. */
import type { DocId } from "../../resources/identity.ts";
import type { Path } from "../../value/path.ts";
import type { ClusterSettings } from "../settings.ts";

export type FactKey = keyof ClusterSettings;

/** One thing that an object or a configuration file says. */
export type Fact = { readonly [K in FactKey]-?: FactOf<K> }[FactKey];

interface FactOf<K extends FactKey> {
  readonly key: K;
  readonly value: NonNullable<ClusterSettings[K]>;
  /** In the object; what stands in a text inside it (`config.conf` of a ConfigMap) is at that text. */
  readonly path: Path;
  /** It follows from something else that is said; whoever says it plainly is right. */
  readonly implied?: true;
}

export interface FactPlace {
  readonly id: DocId;
  readonly path: Path;
}

/** Who says what the cluster is like. */
export type FactOrigin =
  /** `.portolan.yaml`, an environment of it, or the editor's settings. */
  | { readonly kind: "configured" }
  /** A file of the workspace; the first of those that say the same. */
  | { readonly kind: "file"; readonly at: FactPlace }
  /** Nobody: what holds where nobody says anything. */
  | { readonly kind: "default" };

/** Files that say different things, none of which is nearer than the others: none of them counts. */
export interface FactConflict {
  readonly key: FactKey;
  readonly places: readonly FactPlace[];
}

export interface ClusterKnowledge {
  readonly settings: ClusterSettings;
  /** Keys that nobody gives, and that have no value then, are left out. */
  readonly origins: Readonly<Partial<Record<FactKey, FactOrigin>>>;
  readonly conflicts: readonly FactConflict[];
}

/** A fact, typed by its key. */
export function fact<K extends FactKey>(
  key: K,
  value: NonNullable<ClusterSettings[K]>,
  path: Path,
): FactOf<K> {
  return { key, value, path };
}
