import type { Resource } from "../resources/resource.ts";
import { webDeployment } from "./apiFaultExamples.ts";
import { refusalFixes, refusals } from "./apiFaults.ts";
import { rule } from "./rule.ts";
import { isAny } from "./subjects.ts";

export const apiVersionNotServed = rule<Resource>({
  code: "PTL810",
  name: "api-version-not-served",
  severity: "error",
  levels: [
    { severity: "error", when: "always: the server does not know the kind in this version" },
    { severity: "warning", when: "in a folder of test data, where much is wrong on purpose" },
    {
      severity: "silent",
      when: "the configured `cluster.kubernetesVersion` still serves it, or the group is not Kubernetes' own",
    },
  ],
  subject: isAny,
  summary: "An apiVersion that does not have the kind, or has it no more; or a kind in the wrong letters.",
  why: `Kubernetes serves each kind in few versions, and gives up old ones
([deprecated API migration guide](https://kubernetes.io/docs/reference/using-api/deprecation-guide/)): \`extensions/v1beta1\` and
\`networking.k8s.io/v1beta1\` Ingresses are gone since 1.22, \`apps/v1beta1\` and \`apps/v1beta2\` since 1.16. kubectl answers \`no matches for kind\`. It answers the same to
\`kind: service\` or \`kind: Statefulset\`: capitals count.`,
  remedy: `Write the version that the message names. The fields of an Ingress are others in v1: \`serviceName\` and \`servicePort\` became
\`service.name\` and \`service.port\`, and each path has a \`pathType\`. For an older cluster set \`cluster.kubernetesVersion\`.`,
  examples: {
    bad: [
      { yaml: webDeployment("replicas: 2", "apps/v1beta2"), note: "Gone since 1.16." },
      { yaml: webDeployment("replicas: 2").replace("kind: D", "kind: d"), note: "It is spelt `Deployment`." },
    ],
    good: [{ yaml: webDeployment("replicas: 2"), note: "Served since 1.9." }],
  },
  check: (subject, net) => refusals(subject, net, "PTL810"),
  fixes: refusalFixes,
});
