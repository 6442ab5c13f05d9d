import type { Resource } from "../resources/resource.ts";
import { isNone, KUSTOMIZE_LEVELS, SETTINGS } from "./kustomizeExamples.ts";
import { rule } from "./rule.ts";

const replacement = (path: string) => `${SETTINGS}  - name: others
    literals:
      - mode=slow
replacements:
  - source:
      kind: ConfigMap
      name: settings
      fieldPath: data.mode
    targets:
      - select:
          kind: ConfigMap
          name: others
        fieldPaths:
          - ${path}
`;

export const transformerRefused = rule<Resource>({
  code: "PTL929",
  name: "transformer-refused",
  severity: "error",
  levels: KUSTOMIZE_LEVELS,
  subject: isNone,
  summary: "A replacement, a variable, `replicas` or another transformer cannot do what it is told.",
  why: `A [replacement](https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/) needs exactly one source, a field there, and a
field in each object that it is for, unless it may \`create\` one. \`replicas\` needs a workload of the name. Where something is missing, kustomize
builds nothing rather than leaving it undone.`,
  remedy: `Correct the name or the path that the message names. \`options: {create: true}\` makes a field that is not there; \`reject\` leaves
objects out that do not have it.`,
  examples: {
    bad: [
      { file: "kustomization.yaml", yaml: replacement("data.speed"), note: "The target has no such key." },
    ],
    good: [{ file: "kustomization.yaml", yaml: replacement("data.mode"), note: "It has this one." }],
  },
  *check() {},
});
