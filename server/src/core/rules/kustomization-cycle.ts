import type { Resource } from "../resources/resource.ts";
import { isNone, KUSTOMIZE_LEVELS, SETTINGS } from "./kustomizeExamples.ts";
import { rule } from "./rule.ts";

export const kustomizationCycle = rule<Resource>({
  code: "PTL921",
  name: "kustomization-cycle",
  severity: "error",
  levels: KUSTOMIZE_LEVELS,
  subject: isNone,
  summary: "A kustomization is built on itself, or on a folder above it.",
  why: `A [kustomization](https://kubernetes.io/docs/tasks/manage-kubernetes-objects/kustomization/#bases-and-overlays) may build on others, never on
itself, and neither on one that builds on it. Kustomize takes a folder above its own for such a circle, too.`,
  remedy: `Move what both need into a folder beside them, and name that one.`,
  examples: {
    bad: [
      {
        file: "kustomization.yaml",
        yaml: "resources:\n  - .\n",
        note: "The folder of the kustomization itself.",
      },
    ],
    good: [{ file: "kustomization.yaml", yaml: SETTINGS, note: "Built on nothing." }],
  },
  *check() {},
});
