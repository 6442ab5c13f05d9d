import type { Resource } from "../resources/resource.ts";
import { webDeployment } from "./apiFaultExamples.ts";
import { refusalFixes, refusals } from "./apiFaults.ts";
import { rule } from "./rule.ts";
import { isAny } from "./subjects.ts";

export const wrongType = rule<Resource>({
  code: "PTL801",
  name: "wrong-type",
  severity: "error",
  levels: [
    { severity: "error", when: "always: the server cannot read the object, and says no more of it" },
    { severity: "warning", when: "in a folder of test data, where much is wrong on purpose" },
    {
      severity: "silent",
      when: "the value comes from a template or a placeholder; or kustomize writes it otherwise (the values of labels and annotations)",
    },
  ],
  subject: isAny,
  summary: "A value has a type that its field does not have.",
  why: `The API server reads every field as one type: a text, a number, \`true\` or \`false\`, a list, a mapping. kubectl reads YAML 1.1 before that, in which
\`yes\`, \`on\` and \`y\` without quotes are booleans, \`010\` is 8, and \`1.20\` is a number
([Kubernetes objects](https://kubernetes.io/docs/concepts/overview/working-with-objects/)). At the first value that does not fit the server stops
and answers \`cannot unmarshal …\`; nothing else of the object is looked at.`,
  remedy: `Put texts in quotes, and leave numbers and booleans without; the quick fix does where only that can be meant.`,
  examples: {
    bad: [{ yaml: webDeployment('replicas: "2"'), note: "In quotes it is a text." }],
    good: [{ yaml: webDeployment("replicas: 2"), note: "A number." }],
  },
  check: (subject, net) => refusals(subject, net, "PTL801"),
  fixes: refusalFixes,
});
