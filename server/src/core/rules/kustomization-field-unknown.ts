import type { Path } from "../value/path.ts";
import { isKustomization, KUSTOMIZE_LEVELS, type Kustomization, SETTINGS } from "./kustomizeExamples.ts";
import { type Fix, rule } from "./rule.ts";

export const kustomizationFieldUnknown = rule<Kustomization>({
  code: "PTL926",
  name: "kustomization-field-unknown",
  severity: "error",
  levels: KUSTOMIZE_LEVELS,
  subject: isKustomization,
  summary: "A kustomization holds a field that kustomize does not know, or a value of another type.",
  why: `Kustomize reads [kustomizations](https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/) strictly: a field that is misspelt, stands
in the wrong place or holds another type ends the build. YAML 1.1 is spoken here: \`yes\` and \`on\` are true, \`1.10\` is a number, and either is no text
without quotes.`,
  remedy: `Correct the field; quick fixes write the one that is spelt nearly so, and put a text in quotes.`,
  examples: {
    bad: [
      {
        file: "kustomization.yaml",
        yaml: `${SETTINGS}nameprefixes: a-\n`,
        note: "The field is `namePrefix`.",
      },
      {
        file: "kustomization.yaml",
        yaml: `${SETTINGS}images:\n  - name: web\n    newTag: 1.10\n`,
        note: "A number, where a text belongs.",
      },
    ],
    good: [
      {
        file: "kustomization.yaml",
        yaml: `${SETTINGS}images:\n  - name: web\n    newTag: "1.10"\n`,
        note: "In quotes it is a text.",
      },
    ],
  },
  *check() {},
  fixes({ at, data }, subject) {
    const [before, meant] = [at.path.at(-1), textIn(data, "meant")];
    const unquoted = textIn(data, "unquoted");
    if (unquoted !== undefined) return [quote(subject.id, at.path, unquoted)];
    if (meant === undefined) return [];
    return [
      {
        title: `Change \`${before}\` to \`${meant}\``,
        safety: "suggestion",
        changes: [{ type: "rename", id: subject.id, path: at.path, key: meant }],
      },
    ];
  },
});

function quote(id: string, path: Path, value: string): Fix {
  return { title: `Put \`${value}\` in quotes`, safety: "safe", changes: [{ type: "set", id, path, value }] };
}

function textIn(data: unknown, key: string): string | undefined {
  const found: unknown = typeof data === "object" && data !== null ? Reflect.get(data, key) : undefined;
  return typeof found === "string" ? found : undefined;
}
