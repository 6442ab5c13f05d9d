import type { Resource } from "../resources/resource.ts";
import { webService } from "./apiFaultExamples.ts";
import { refusalFixes, refusals } from "./apiFaults.ts";
import { rule } from "./rule.ts";
import { isAny } from "./subjects.ts";

export const unsupportedValue = rule<Resource>({
  code: "PTL805",
  name: "unsupported-value",
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
  summary: "A value that is none of those which the field can have.",
  why: `Some fields have a fixed set of values, and upper and lower case count: \`protocol\` is \`TCP\`, \`UDP\` or \`SCTP\`
([protocols for Services](https://kubernetes.io/docs/reference/networking/service-protocols/)), \`type\` is \`ClusterIP\`, \`NodePort\`, \`LoadBalancer\` or
\`ExternalName\`. The API server refuses any other: \`Unsupported value\`.`,
  remedy: `Take one of the values that the message lists. The quick fix corrects the case.`,
  examples: {
    bad: [{ yaml: webService("    - port: 80\n      protocol: tcp"), note: "It is `TCP`." }],
    good: [{ yaml: webService("    - port: 80\n      protocol: TCP"), note: "In capitals." }],
  },
  check: (subject, net) => refusals(subject, net, "PTL805"),
  fixes: refusalFixes,
});
