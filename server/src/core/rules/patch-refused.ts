import type { Resource } from "../resources/resource.ts";
import { isNone, KUSTOMIZE_LEVELS, SETTINGS } from "./kustomizeExamples.ts";
import { rule } from "./rule.ts";

const patch = (operation: string) => `${SETTINGS}patches:
  - target:
      kind: ConfigMap
    patch: |
      - op: ${operation}
        path: /data/speed
        value: slow
`;

export const patchRefused = rule<Resource>({
  code: "PTL925",
  name: "patch-refused",
  severity: "error",
  levels: KUSTOMIZE_LEVELS,
  subject: isNone,
  summary: "A patch cannot be applied, or is none.",
  why: `A merge patch must have the shape of the object that it is for. The operations of a JSON patch
([RFC 6902](https://datatracker.ietf.org/doc/html/rfc6902)) are applied one after the other, and when one of them cannot be, nothing is built: what is
removed, moved or tested must be there, and so must the way to what is added. \`replace\` sets a field that is not there, in kustomize.`,
  remedy: `The message says which operation, of which patch, fails on which object. A \`target\` that means several objects needs a patch that
suits each of them.`,
  examples: {
    bad: [{ file: "kustomization.yaml", yaml: patch("remove"), note: "There is no such key." }],
    good: [{ file: "kustomization.yaml", yaml: patch("add"), note: "What is added need not be there." }],
  },
  *check() {},
});
