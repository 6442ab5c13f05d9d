import type { Resource } from "../resources/resource.ts";
import { isNone, KUSTOMIZE_LEVELS, SETTINGS } from "./kustomizeExamples.ts";
import { rule } from "./rule.ts";

export const generatorRefused = rule<Resource>({
  code: "PTL928",
  name: "generator-refused",
  severity: "error",
  levels: KUSTOMIZE_LEVELS,
  subject: isNone,
  summary: "A ConfigMap or Secret cannot be generated.",
  why: `An entry of [\`configMapGenerator\` or \`secretGenerator\`](https://kubernetes.io/docs/tasks/manage-kubernetes-objects/kustomization/#generating-resources)
needs a name, literals of the form \`key=value\`, and every key once. \`behavior: merge\` and \`replace\` change an object that a base generates.`,
  remedy: `The message says what is wrong with the entry.`,
  examples: {
    bad: [
      {
        file: "kustomization.yaml",
        yaml: "configMapGenerator:\n  - name: settings\n    literals:\n      - fast\n",
        note: "The literal has no key.",
      },
    ],
    good: [{ file: "kustomization.yaml", yaml: SETTINGS, note: "A key and a value." }],
  },
  *check() {},
});
