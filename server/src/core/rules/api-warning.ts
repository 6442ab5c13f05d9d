import type { ApiWarning } from "../apiserver/fault.ts";
import type { Net } from "../network/net.ts";
import type { Resource } from "../resources/resource.ts";
import { webService } from "./apiFaultExamples.ts";
import { isSamePlace, toFix } from "./apiFaults.ts";
import { warningWords } from "./apiFaultWords.ts";
import { type Finding, rule } from "./rule.ts";
import { isAny } from "./subjects.ts";
import { isWarnedOf } from "./voices.ts";

const manifest = (distribution: string) =>
  webService("    - port: 80", `  trafficDistribution: ${distribution}\n`);

export const apiWarning = rule<Resource>({
  code: "PTL809",
  name: "api-warning",
  severity: "warning",
  levels: [
    { severity: "warning", when: "the API server of the configured version warns of it" },
    {
      severity: "silent",
      when: "the object is refused for something else, or another rule says the same and more",
    },
  ],
  subject: isAny,
  summary: "The API server accepts the object, but warns of something in it.",
  why: `Beside its answer the API server may send warnings, which kubectl prints and most pipelines swallow
([warning mechanism](https://kubernetes.io/blog/2020/09/03/warnings/)): a field that is ignored here, a field or a version that goes away, ports that
collide, an address in an odd form. Which there are depends on the version (\`cluster.kubernetesVersion\`, 1.36 if nothing is set).`,
  remedy: "Do what the warning asks for; where it names what to write instead, the quick fix writes it.",
  examples: {
    bad: [{ yaml: manifest("PreferClose"), note: "Deprecated since 1.35 for a name that says more." }],
    good: [{ yaml: manifest("PreferSameZone"), note: "The new name." }],
  },
  *check(subject, net) {
    for (const warning of warnings(subject, net)) yield finding(subject, warning);
  },
  fixes({ at }, subject, net) {
    return warnings(subject, net).flatMap((warning) =>
      warning.fix && isSamePlace(warning.at, at) ? [toFix(warning.fix, subject.id)] : [],
    );
  },
});

function warnings(subject: Resource, net: Net): readonly ApiWarning[] {
  return net.verdict(subject.id).warnings.filter(isWarnedOf);
}

function finding(subject: Resource, warning: ApiWarning): Finding {
  return {
    at: { id: subject.id, path: warning.at.path, part: warning.at.part },
    message: warningWords(subject, warning),
    related: [],
  };
}
