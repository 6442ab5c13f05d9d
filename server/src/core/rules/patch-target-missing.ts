import type { Resource } from "../resources/resource.ts";
import { isNone, KUSTOMIZE_LEVELS, SETTINGS } from "./kustomizeExamples.ts";
import { rule } from "./rule.ts";

const patch = (name: string) => `${SETTINGS}patches:
  - patch: |
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: ${name}
      data:
        mode: slow
`;

export const patchTargetMissing = rule<Resource>({
  code: "PTL924",
  name: "patch-target-missing",
  severity: "error",
  levels: KUSTOMIZE_LEVELS,
  subject: isNone,
  summary: "A patch is for an object that the kustomization does not gather.",
  why: `A merge patch without a \`target\` is for the one object whose apiVersion, kind, name and namespace it names
([patches](https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/)): as the object is called now, or was called before a prefix
or a namespace was set. When there is none, kustomize builds nothing. A \`target\` whose expressions are none is refused as well; one that merely
matches nothing is not.`,
  remedy: `Correct the name, kind, apiVersion or namespace in the patch, or give the patch a \`target\`.`,
  examples: {
    bad: [{ file: "kustomization.yaml", yaml: patch("setings"), note: "The ConfigMap is called settings." }],
    good: [
      { file: "kustomization.yaml", yaml: patch("settings"), note: "The name as it is before the hash." },
    ],
  },
  *check() {},
});
