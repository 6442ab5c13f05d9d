/** What the rules about kustomizations have in common. */
import { isFamily, type Resource, type ResourceOf } from "../resources/resource.ts";
import type { Severity } from "./rule.ts";

export type Kustomization = ResourceOf<"kustomization">;

/** For rules that mend what they do not find themselves. */
export function isKustomization(resource: Resource): resource is Kustomization {
  return isFamily(resource, "kustomization");
}

/** They are told by features/kustomizations.ts, which knows the builds: no unit holds a kustomization. */
export function isNone(_resource: Resource): _resource is Resource {
  return false;
}

export const KUSTOMIZE_LEVELS: readonly { readonly severity: Severity | "silent"; readonly when: string }[] =
  [
    { severity: "error", when: "always: kustomize refuses to build" },
    { severity: "warning", when: "in a folder of test data, where much is wrong on purpose" },
    { severity: "silent", when: "the answer may lie in what is remote, or is made by a plugin or by Helm" },
  ];

export const SETTINGS = `configMapGenerator:
  - name: settings
    literals:
      - mode=fast
`;
