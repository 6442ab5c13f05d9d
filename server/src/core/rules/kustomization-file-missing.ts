import type { Resource } from "../resources/resource.ts";
import { isNone, SETTINGS } from "./kustomizeExamples.ts";
import { rule } from "./rule.ts";

export const kustomizationFileMissing = rule<Resource>({
  code: "PTL920",
  name: "kustomization-file-missing",
  severity: "error",
  levels: [
    { severity: "error", when: "kustomize refuses to build" },
    {
      severity: "warning",
      when: "what a Secret or environment file is made of, often kept apart; a file outside the folder; test data",
    },
    { severity: "silent", when: "an address, or a path that leads out of the workspace folder" },
  ],
  subject: isNone,
  summary: "A kustomization names a file or folder that is not there, cannot be read, or lies outside.",
  why: `Everything that a [kustomization](https://kubernetes.io/docs/tasks/manage-kubernetes-objects/kustomization/) names must be there, parse, and hold
objects with \`kind\` and \`metadata.name\`; otherwise nothing at all is built. Files must lie in the folder of the kustomization or below it, unless
kustomize is told otherwise (\`--load-restrictor LoadRestrictionsNone\`; Flux does); other folders are named as bases. Absolute paths are refused.`,
  remedy: `Correct the path, or take the entry out. A file elsewhere is reached through a kustomization of its own folder:
name that folder. What a pipeline puts there only later can be left out with a comment: \`# portolan-ignore PTL920: made by CI\`.`,
  examples: {
    bad: [
      {
        file: "kustomization.yaml",
        yaml: "resources:\n  - deployment.yaml\n",
        note: "There is no such file.",
      },
      { file: "kustomization.yaml", yaml: "resources:\n  - /etc/base\n", note: "An absolute path." },
    ],
    good: [{ file: "kustomization.yaml", yaml: SETTINGS, note: "Nothing is named that is not there." }],
  },
  *check() {},
});
