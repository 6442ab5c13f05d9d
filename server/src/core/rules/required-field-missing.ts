import type { Resource } from "../resources/resource.ts";
import { webService } from "./apiFaultExamples.ts";
import { refusalFixes, refusals } from "./apiFaults.ts";
import { rule } from "./rule.ts";
import { isAny } from "./subjects.ts";

export const requiredFieldMissing = rule<Resource>({
  code: "PTL803",
  name: "required-field-missing",
  severity: "error",
  levels: [
    { severity: "error", when: "always: the API server refuses it" },
    { severity: "warning", when: "in a folder of test data, where much is wrong on purpose" },
    {
      severity: "silent",
      when: "the value comes from a template or a placeholder, the document is a patch, or a kustomization changes the object",
    },
  ],
  subject: isAny,
  summary: "A field is missing that the API server requires.",
  why: `Most fields have defaults; those that have none must be there. Of several ports each needs a name
([multi-port Services](https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services)), an Ingress path needs its
\`pathType\`, a workload its \`selector\`. The API server refuses the object: \`Required value\`.`,
  remedy: `Write the field. The quick fix names a port after what usually listens on its number.`,
  examples: {
    bad: [
      {
        yaml: webService("    - name: http\n      port: 80\n    - port: 443"),
        note: "The second of two ports has no name.",
      },
    ],
    good: [
      {
        yaml: webService("    - name: http\n      port: 80\n    - name: https\n      port: 443"),
        note: "Each has one.",
      },
    ],
  },
  check: (subject, net) => refusals(subject, net, "PTL803"),
  fixes: refusalFixes,
});
