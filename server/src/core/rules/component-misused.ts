import { isKustomization, KUSTOMIZE_LEVELS, type Kustomization, SETTINGS } from "./kustomizeExamples.ts";
import { rule } from "./rule.ts";

const TRACING = `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
${SETTINGS}`;

export const componentMisused = rule<Kustomization>({
  code: "PTL922",
  name: "component-misused",
  severity: "error",
  levels: KUSTOMIZE_LEVELS,
  subject: isKustomization,
  summary: "A Component stands under `resources`, a Kustomization under `components`, or a folder holds two.",
  why: `A [Component](https://kubectl.docs.kubernetes.io/guides/config_management/components/) works on what the kustomization that uses it has gathered,
so it is named under \`components\`; a Kustomization is built on its own, and named under \`resources\`. Kustomize refuses the one in the place of the
other, and a folder that holds several kustomization files.`,
  remedy: `Move the entry to the other list; the quick fix does.`,
  examples: {
    bad: [
      {
        file: "overlay/kustomization.yaml",
        yaml: "resources:\n  - ../tracing\n",
        note: "Tracing is a Component.",
        beside: { file: "tracing/kustomization.yaml", yaml: TRACING },
      },
    ],
    good: [
      {
        file: "overlay/kustomization.yaml",
        yaml: "components:\n  - ../tracing\n",
        note: "Named where Components are named.",
        beside: { file: "tracing/kustomization.yaml", yaml: TRACING },
      },
    ],
  },
  *check() {},
  fixes({ at, data }, subject) {
    const [from, index] = at.path;
    if (typeof index !== "number" || data !== "misplaced") return [];
    const entry = subject.spec.resources.find(({ path }) => path[0] === from && path[1] === index)?.text;
    const to = from === "components" ? "resources" : "components";
    if (entry === undefined || at.path.length !== 2) return [];
    return [
      {
        title: `Name ${entry} under \`${to}\``,
        safety: "suggestion",
        changes: [
          { type: "insert", id: subject.id, path: [to], value: entry },
          { type: "remove", id: subject.id, path: at.path },
        ],
      },
    ];
  },
});
