import type { DeprecatedField } from "../resources/deprecatedFields.ts";
import { isKustomization, type Kustomization, SETTINGS } from "./kustomizeExamples.ts";
import { type Change, type Finding, type Fix, rule } from "./rule.ts";
import { quoted } from "./words.ts";

export const kustomizationFieldDeprecated = rule<Kustomization>({
  code: "PTL927",
  name: "kustomization-field-deprecated",
  severity: "information",
  levels: [
    { severity: "information", when: "`vars`, which have no simple successor" },
    { severity: "hint", when: "a field that can be moved to its successor" },
  ],
  subject: isKustomization,
  summary: "A kustomization uses a field that kustomize has replaced by another.",
  why: `\`bases\`, \`commonLabels\`, \`patchesStrategicMerge\`, \`patchesJson6902\`, \`imageTags\` and \`vars\` are
[deprecated](https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/): they work in kustomize 5, which warns of them at every build,
and are gone from the next version of the kustomization API.`,
  remedy: `The quick fix moves what stands there: \`commonLabels\` becomes an entry of \`labels\` with \`includeSelectors: true\`, \`bases\` go to
\`resources\`, patches to \`patches\`. One thing changes with it: entries of \`patchesJson6902\` are applied after names, namespace and labels are set,
those of \`patches\` before. \`kustomize edit fix\` does the same. For \`vars\` there is
[\`replacements\`](https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/), which says of each field what goes into it.`,
  examples: {
    bad: [
      {
        file: "kustomization.yaml",
        yaml: `${SETTINGS}commonLabels:\n  app: shop\n`,
        note: "Labels that are set on selectors, too.",
      },
    ],
    good: [
      {
        file: "kustomization.yaml",
        yaml: `${SETTINGS}labels:\n  - pairs:\n      app: shop\n    includeSelectors: true\n`,
        note: "The same, in today's words.",
      },
    ],
  },
  *check({ id, spec }) {
    for (const deprecated of spec.deprecated) yield finding(id, deprecated);
  },
  fixes({ at }, { id, spec }) {
    const deprecated = spec.deprecated.find(({ field }) => field === at.path[0]);
    return deprecated ? fixesOf(id, deprecated) : [];
  },
});

function finding(id: string, { field }: DeprecatedField): Finding {
  return {
    at: { id, path: [field], part: "key" },
    message: `${quoted(field)} is deprecated; ${INSTEAD[field] ?? ""}.`,
    ...(field === "vars" ? {} : { severity: "hint" }),
    related: [],
  };
}

const INSTEAD: Readonly<Record<string, string>> = {
  bases: "name folders under `resources`",
  commonLabels: "write `labels` with `includeSelectors: true`",
  patchesStrategicMerge: "write `patches`, each with `path` or `patch`",
  patchesJson6902: "write `patches`, which take a `target`, too",
  imageTags: "write `images`",
  vars: "`replacements` say of each field what goes into it",
};

function fixesOf(id: string, { field, successor, isRename }: DeprecatedField): readonly Fix[] {
  if (!successor) return [];
  const rename: Change = { type: "rename", id, path: [field], key: successor.field };
  // One by one: the successor may have entries already.
  const move: readonly Change[] = [
    ...successor.items.map((value) => ({ type: "insert", id, path: [successor.field], value }) as const),
    { type: "remove", id, path: [field] },
  ];
  return [
    {
      title: `Write ${quoted(successor.field)} instead of ${quoted(field)}`,
      safety: field === "bases" && isRename ? "safe" : "suggestion",
      changes: isRename ? [rename] : move,
    },
  ];
}
