/**
 * What reaches each object of a unit of all that its kustomizations change, in the order in which kustomize works: what is
 * built below, then components, then a kustomization's own transformers. A component works on everything that the
 * kustomization which uses it has gathered (kustomize.config.k8s.io/v1alpha1 Component).
 */
import { firstAndRest, query, type Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { type FileId, fileId, rootOf } from "../../value/file.ts";
import { identifiedBy, identitiesOf, isObject } from "../identities.ts";
import { mayBuild, type UnitId } from "../unit.ts";
import { unitOf } from "../worlds.ts";
import { after, both, type Effect, NO_EFFECT } from "./effect.ts";
import { type Graph, type Kustomization, kustomizationsIn } from "./graph.ts";
import { patchesFor, touchOn } from "./patched.ts";
import { type Transforms, transformsOf } from "./transforms.ts";

type Effects = ReadonlyMap<DocId, Effect>;

/** Kustomizations built on each other deeper than this are a cycle, or nobody's. */
const DEEPEST = 64;

/** By unit; empty for one that is not built of kustomizations. */
export const effectsIn = query<Effects>("effects", (db, id: UnitId) => {
  const tops = db.get(unitOf, id)?.kustomizations ?? [];
  if (tops.length === 0) return new Map();
  const build: Build = { db, graph: db.get(kustomizationsIn, rootOf(id)), built: new Map() };
  return tops.map((top) => built(build, top, 0)).reduce(merged);
});

const effects = query<Effect>("effect", (db, key) => {
  const [unit, id] = firstAndRest(key);
  return db.get(effectsIn, unit).get(id) ?? NO_EFFECT;
});

/** Whether a unit is built of kustomizations at all: in any other, nothing needs to be remembered of each object. */
const isBuilt = query<boolean>(
  "isBuilt",
  (db, id: UnitId) => (db.get(unitOf, id)?.kustomizations ?? []).length > 0,
);

/** What changes an object, by (unit, DocId). */
export function effectOn(db: Reader, key: string): Effect {
  const [unit] = firstAndRest(key);
  return mayBuild(unit) && db.get(isBuilt, unit) ? db.get(effects, key) : NO_EFFECT;
}

interface Build {
  readonly db: Reader;
  readonly graph: Graph;
  /** Kustomizations that were built already: several overlays of one unit may share a base. */
  readonly built: Map<FileId, Effects>;
}

function built(build: Build, file: FileId, depth: number): Effects {
  const before = build.built.get(file);
  if (before) return before;
  // What uses itself finds nothing here, as kustomize refuses it.
  build.built.set(file, new Map());
  const effects = gather(build, file, new Map(), depth);
  build.built.set(file, effects);
  return effects;
}

/** What a kustomization makes of its own resources and of what was gathered before it; that is something for components. */
function gather(build: Build, file: FileId, before: Effects, depth: number): Effects {
  const kustomization = build.graph.get(file);
  if (!kustomization || depth > DEEPEST) return before;
  const components = kustomization.uses.filter((each) => build.graph.get(each)?.component);
  const bases = kustomization.uses.filter((each) => !components.includes(each));
  const below = bases.map((each) => built(build, each, depth + 1));
  const gathered = [before, ownObjects(build.db, kustomization), ...below].reduce(merged);
  const worked = components.reduce((effects, each) => gather(build, each, effects, depth + 1), gathered);
  const transforms = build.db.get(transformsOf, file);
  return transforms ? transformed(build.db, worked, transforms, file) : worked;
}

function ownObjects(db: Reader, { files }: Kustomization): Effects {
  const objects = files.flatMap((file) => db.get(identitiesOf, file).resources.filter(isObject));
  return new Map(objects.map(({ id }) => [id, NO_EFFECT]));
}

function transformed(db: Reader, effects: Effects, transforms: Transforms, file: FileId): Effects {
  const patches = patchesFor(db, transforms.targets, (path) => fileId(rootOf(file), path));
  return new Map(
    [...effects].map(([id, effect]) => {
      const identity = db.get(identifiedBy, id);
      return [
        id,
        identity ? after(effect, transforms, identity, touchOn(patches, identity, effect)) : effect,
      ];
    }),
  );
}

function merged(a: Effects, b: Effects): Effects {
  const sum = new Map(a);
  for (const [id, effect] of b) {
    const other = sum.get(id);
    sum.set(id, other ? both(other, effect) : effect);
  }
  return sum;
}
