import type { Misplaced } from "../network/misfits.ts";
import type { NearMiss, Net, Service } from "../network/net.ts";
import { noLabels } from "../resources/labels.ts";
import { graded } from "./grade.ts";
import { type Finding, rule, type Severity } from "./rule.ts";
import {
  foremost,
  isStrong,
  placeOf,
  type SelectorPlace,
  selectorFix,
  templateLabels,
} from "./selectorFix.ts";
import { isService } from "./subjects.ts";
import { called, inNamespace, listed, nameOf, pair } from "./words.ts";

const deployment = (name: string, tier: string) => `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
        tier: ${tier}
    spec:
      containers:
        - name: web
          image: example.com/${name}:1
`;

const manifests = (tier: string) => `apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector:
    app: cart
    tier: ${tier}
  ports:
    - port: 80
${deployment("cart", "back")}${deployment("web", "front")}`;

export const noSinglePod = rule<Service>({
  code: "PTL104",
  name: "no-single-pod",
  severity: "warning",
  levels: [
    { severity: "warning", when: "always in a complete unit" },
    { severity: "hint", when: "something of the unit is missing, or an operator may make the pods" },
    { severity: "silent", when: "a pair is on no pod at all (PTL101 then tells which), or may be on one" },
  ],
  subject: isService,
  summary: "Every pair of a Service's selector is on some pod, but no pod has them all.",
  why: `A pod is selected when it carries **every** pair of \`spec.selector\`: the pairs are joined by *and*
([equality-based requirements](https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#equality-based-requirement)).
Here each pair by itself is met, so each looks right; but the pods that meet one do not meet the other. The Service has no
endpoints.`,
  remedy: `Take out or change the pair that does not belong to the pods that are meant. The quick fix makes the selector fit the
workload that is nearest. To reach several workloads by one Service, give their templates a label in common.`,
  examples: {
    bad: [
      {
        yaml: manifests("front"),
        note: "`app: cart` is on one workload's pods, `tier: front` on another's.",
      },
    ],
    good: [{ yaml: manifests("back"), note: "The pods of `cart` carry both." }],
  },
  *check(subject, net) {
    const misplaced = net.misplaced(subject.id);
    if (misplaced?.kind !== "apart") return;
    const excused = net.selection(subject.id).excuse !== undefined;
    const severity = excused ? "hint" : graded("warning", net);
    if (severity) yield finding(subject, misplaced, severity, net);
  },
  fixes(_finding, subject, net) {
    return nearestFit(subject, net)
      .slice(0, 3)
      .flatMap((miss) => selectorFix(selectorOf(subject), miss, "suggestion"));
  },
});

function nearestFit(subject: Service, net: Net): readonly NearMiss[] {
  return foremost(net.nearMisses(subject.id)).filter(isStrong);
}

function finding(
  subject: Service,
  { holders }: Extract<Misplaced, { kind: "apart" }>,
  severity: Severity,
  net: Net,
): Finding {
  const where = inNamespace(net.namespaceOf(subject.id));
  const held = holders.map((each) => `${pair(each.pair)} is on ${listed(each.workloads.map(called))}`);
  const [best, ...rivals] = nearestFit(subject, net);
  const { excuse } = net.selection(subject.id);
  return {
    at:
      best && rivals.length === 0
        ? placeOf(selectorOf(subject), best)
        : { id: subject.id, path: ["spec", "selector"], part: "key" },
    message:
      `No single pod${where} has all the labels that Service ${nameOf(subject)} asks for: ${listed(held)}. ` +
      (excuse
        ? `It may be meant so: ${excuse.reason}.`
        : "A pod must carry every pair, so it has no endpoints."),
    severity,
    related: holders.flatMap((each) =>
      each.workloads.slice(0, 1).map((workload) => ({
        at: { id: workload.id, path: [...templateLabels(workload), each.pair.key], part: "value" as const },
        message: `${called(workload)} has ${pair(each.pair)}`,
      })),
    ),
  };
}

function selectorOf({ id, spec }: Service): SelectorPlace {
  return { id, path: ["spec", "selector"], labels: spec.selector ?? noLabels };
}
