import type { Resource } from "../resources/resource.ts";
import { isNone, KUSTOMIZE_LEVELS, SETTINGS } from "./kustomizeExamples.ts";
import { rule } from "./rule.ts";

export const duplicateObject = rule<Resource>({
  code: "PTL923",
  name: "duplicate-object",
  severity: "error",
  levels: KUSTOMIZE_LEVELS,
  subject: isNone,
  summary: "A kustomization gathers the same object twice.",
  why: `Objects are one when group, version, kind, namespace and name agree. Kustomize refuses the second
([\`may not add resource with an already registered id\`](https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resources/)), also when
two bases bring the same third one, or a namespace that is set for all makes two objects one.`,
  remedy: `Take one of the two out: mostly a file is named that a base names already. What an overlay changes is a patch; a generated
ConfigMap or Secret is changed with \`behavior: merge\` or \`replace\`.`,
  examples: {
    bad: [
      {
        file: "kustomization.yaml",
        yaml: `${SETTINGS}  - name: settings\n    literals:\n      - mode=slow\n`,
        note: "Two ConfigMaps of one name.",
      },
    ],
    good: [
      {
        file: "kustomization.yaml",
        yaml: `${SETTINGS}  - name: others\n    literals:\n      - mode=slow\n`,
        note: "Each has a name of its own.",
      },
    ],
  },
  *check() {},
});
