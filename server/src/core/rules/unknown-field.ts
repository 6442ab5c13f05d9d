import type { Resource } from "../resources/resource.ts";
import { webService } from "./apiFaultExamples.ts";
import { refusalFixes, refusals } from "./apiFaults.ts";
import { rule } from "./rule.ts";
import { isAny } from "./subjects.ts";

export const unknownField = rule<Resource>({
  code: "PTL802",
  name: "unknown-field",
  severity: "error",
  levels: [
    { severity: "error", when: "always: kubectl asks the server to refuse unknown fields" },
    { severity: "warning", when: "in a folder of test data, where much is wrong on purpose" },
    {
      severity: "silent",
      when: "the value comes from a template or a placeholder, the document is a patch, or a kustomization changes the object",
    },
  ],
  subject: isAny,
  summary: "A field that the kind does not have: misspelt, or in the wrong place.",
  why: `Field names are exact, upper and lower case included. kubectl asks for
[strict validation](https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level), so that the API server refuses
what it does not know (\`strict decoding error: unknown field\`); tools that ask for less drop the field and say nothing, and the Service does not do
what stands there.`,
  remedy: `Correct the name, or move the field to where it belongs. The quick fix writes the field that is spelt nearly so.`,
  examples: {
    bad: [{ yaml: webService("    - port: 80\n      targetport: 8080"), note: "The field is `targetPort`." }],
    good: [
      { yaml: webService("    - port: 80\n      targetPort: 8080"), note: "Spelt as the API spells it." },
    ],
  },
  check: (subject, net) => refusals(subject, net, "PTL802"),
  fixes: refusalFixes,
});
