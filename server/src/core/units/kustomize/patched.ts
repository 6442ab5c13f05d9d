/** Which objects the patches of a kustomization are for. */
import type { Reader } from "../../query/query.ts";
import type { FileId } from "../../value/file.ts";
import { type Identified, identitiesOf } from "../identities.ts";
import type { Effect } from "./effect.ts";
import type { Target } from "./transforms.ts";

export interface Patched {
  readonly all: boolean;
  /** Names by kind; an undefined kind or name may be any. */
  readonly named: readonly { readonly kind: string | undefined; readonly name: string | undefined }[];
}

export function patchedBy(db: Reader, targets: readonly Target[], fileAt: (path: string) => FileId): Patched {
  const named = targets.flatMap((target): Patched["named"] => {
    if (target.type === "named") return [target];
    return target.type === "file" ? db.get(identitiesOf, fileAt(target.path)).resources : [];
  });
  const unclear = targets.some(
    (target) => target.type === "file" && db.get(identitiesOf, fileAt(target.path)).resources.length === 0,
  );
  return {
    all: unclear || targets.some((target) => target.type === "all"),
    named: named.map(({ kind, name }) => ({ kind, name })),
  };
}

/** Patches name an object as it was written or as it has become, with prefix and suffix. */
export function isPatched({ all, named }: Patched, { kind, name }: Identified, { renamed }: Effect): boolean {
  if (all) return true;
  return named.some((target) => {
    if (target.kind !== undefined && target.kind !== kind) return false;
    if (target.name === undefined || name === undefined || target.name === name) return true;
    return renamed && target.name.includes(name);
  });
}
