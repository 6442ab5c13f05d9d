/** A built object in the words of patch arithmetic. */
import { groupOf, type Identity } from "../../../resources/identity.ts";
import type { Named, ObjectName } from "../patch/identified.ts";
import { currentId, isClusterScopedId, previousIds } from "./identity.ts";
import type { BuiltObject } from "./object.ts";

export function namedOf(object: BuiltObject): Named {
  return {
    value: object.value,
    current: nameOf(currentId(object)),
    previous: previousIds(object).map(nameOf),
  };
}

export function nameOf({ apiVersion, kind, namespace, name }: Identity): ObjectName {
  return {
    group: groupOf(apiVersion),
    version: apiVersion.slice(apiVersion.indexOf("/") + 1),
    kind,
    namespace,
    name,
    clusterScoped: isClusterScopedId({ apiVersion, kind }),
  };
}
