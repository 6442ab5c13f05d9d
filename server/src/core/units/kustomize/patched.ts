/** Which objects the patches of a kustomization are for, and what they change of each. */
import type { Reader } from "../../query/query.ts";
import { valueOfDocument } from "../../resources/resource.ts";
import type { FileId } from "../../value/file.ts";
import { type Identified, identitiesOf } from "../identities.ts";
import type { Effect } from "./effect.ts";
import { EVERYTHING, eitherTouch, NO_TOUCH, type Touch, touchOf } from "./touch.ts";
import type { Target } from "./transforms.ts";

export interface Patch {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly touch: Touch;
}

export function patchesFor(
  db: Reader,
  targets: readonly Target[],
  fileAt: (path: string) => FileId,
): readonly Patch[] {
  return targets.flatMap(({ objects, by }) => {
    const inFile = "path" in by ? patchesIn(db, fileAt(by.path)) : [];
    if (objects === "file") return inFile;
    const touch = "path" in by ? inFile.map((each) => each.touch).reduce(eitherTouch) : by;
    return [{ ...objects, touch }];
  });
}

/** A file of merge patches. One that holds no object (a list of operations, or none is there) may be for anything. */
function patchesIn(db: Reader, file: FileId): readonly Patch[] {
  const { resources, unreadable } = db.get(identitiesOf, file);
  if (resources.length === 0 || unreadable.length > 0)
    return [{ kind: undefined, name: undefined, touch: EVERYTHING }];
  return resources.map(({ id, kind, name }) => {
    const value = db.get(valueOfDocument, id);
    return { kind, name, touch: value ? touchOf(value, kind) : EVERYTHING };
  });
}

/** What all patches that are for an object change of it. They name it as it was written, or as it is called by now. */
export function touchOn(patches: readonly Patch[], { kind, name }: Identified, { renamed }: Effect): Touch {
  const fits = (patch: Patch) => {
    if (patch.kind !== undefined && patch.kind !== kind) return false;
    if (patch.name === undefined || name === undefined || patch.name === name) return true;
    return renamed && patch.name.includes(name);
  };
  return patches
    .filter(fits)
    .map(({ touch }) => touch)
    .reduce(eitherTouch, NO_TOUCH);
}
