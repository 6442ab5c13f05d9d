import type { Resource } from "../resources/resource.ts";
import { webService } from "./apiFaultExamples.ts";
import { refusalFixes, refusals } from "./apiFaults.ts";
import { rule } from "./rule.ts";
import { isAny } from "./subjects.ts";

export const forbiddenField = rule<Resource>({
  code: "PTL806",
  name: "forbidden-field",
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
  summary: "A field that may not be set beside what else is written.",
  why: `Some fields belong to one type of object: node ports to \`NodePort\` and \`LoadBalancer\`
([Service types](https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types)), source ranges to
\`LoadBalancer\`, no \`clusterIP\` to \`ExternalName\`. Set anywhere else the API server refuses them: \`Forbidden\`.`,
  remedy: `Remove the field, or choose the type that it belongs to; the quick fixes do either.`,
  examples: {
    bad: [
      {
        yaml: webService("    - port: 80\n      nodePort: 30080"),
        note: "A Service without `type` is a ClusterIP.",
      },
    ],
    good: [
      {
        yaml: webService("    - port: 80\n      nodePort: 30080", "  type: NodePort\n"),
        note: "A NodePort has node ports.",
      },
    ],
  },
  check: (subject, net) => refusals(subject, net, "PTL806"),
  fixes: refusalFixes,
});
