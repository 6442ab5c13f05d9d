import type { Resource } from "../resources/resource.ts";
import { webService } from "./apiFaultExamples.ts";
import { refusalFixes, refusals } from "./apiFaults.ts";
import { rule } from "./rule.ts";
import { isAny } from "./subjects.ts";

export const duplicateEntry = rule<Resource>({
  code: "PTL807",
  name: "duplicate-entry",
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
  summary: "Two entries of a list that may not be the same.",
  why: `The ports of a Service differ in their names, and in protocol or number
([ServicePort](https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceSpec)); so do address families and the ports
of an EndpointSlice. The API server refuses the second of two: \`Duplicate value\`.`,
  remedy: `Remove one of the two, or give it what was meant.`,
  examples: {
    bad: [
      {
        yaml: webService(
          "    - name: http\n      port: 80\n    - name: web\n      port: 80\n      targetPort: 8080",
        ),
        note: "Port 80 twice.",
      },
    ],
    good: [
      {
        yaml: webService("    - name: http\n      port: 80\n    - name: web\n      port: 8080"),
        note: "Two numbers.",
      },
    ],
  },
  check: (subject, net) => refusals(subject, net, "PTL807"),
  fixes: refusalFixes,
});
