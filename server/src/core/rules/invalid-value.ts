import type { Resource } from "../resources/resource.ts";
import { webService } from "./apiFaultExamples.ts";
import { refusalFixes, refusals } from "./apiFaults.ts";
import { rule } from "./rule.ts";
import { isAny } from "./subjects.ts";

export const invalidValue = rule<Resource>({
  code: "PTL804",
  name: "invalid-value",
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
  summary: "A value that the API server does not take: a port, a name, an address, a label.",
  why: `Values have a form: ports are numbers from 1 to 65535, names are
[DNS labels](https://kubernetes.io/docs/concepts/overview/working-with-objects/names/), label values have 63 characters at most, addresses and CIDRs are
written out without leading zeros, and some values only go with others. The API server checks all of them and refuses the object: \`Invalid value\`.`,
  remedy: `Write a value as the message says; the path in it is the one that kubectl prints. Where one answer is right the quick fix gives it.`,
  examples: {
    bad: [{ yaml: webService("    - name: http\n      port: 80000"), note: "There is no port 80000." }],
    good: [{ yaml: webService("    - name: http\n      port: 80"), note: "A port." }],
  },
  check: (subject, net) => refusals(subject, net, "PTL804"),
  fixes: refusalFixes,
});
