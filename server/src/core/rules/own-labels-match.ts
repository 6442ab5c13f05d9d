import { carries } from "../network/matching.ts";
import type { Net, Service, Workload } from "../network/net.ts";
import { type Label, noLabels } from "../resources/labels.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { type Change, type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { selectorFix, templateLabels } from "./selectorFix.ts";
import { isService } from "./subjects.ts";
import { called, listed, nameOf, pair } from "./words.ts";

const manifests = (template: string) => `apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector:
    tier: shop
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  labels:
    tier: shop
spec:
  selector:
    matchLabels:
      app: cart
  template:
    metadata:
      labels:
        app: cart${template}
    spec:
      containers:
        - name: web
          image: example.com/cart:1
`;

export const ownLabelsMatch = rule<Service>({
  code: "PTL103",
  name: "own-labels-match",
  severity: "error",
  levels: [
    {
      severity: "error",
      when: "exactly one workload carries the labels so, or the one of the Service's name",
    },
    { severity: "warning", when: "several workloads carry them" },
    {
      severity: "hint",
      when: "an operator may make the pods. Where something of the unit is missing, an error is a warning and a warning a hint",
    },
    { severity: "silent", when: "some pod does carry all the labels" },
  ],
  subject: isService,
  summary: "A Service's selector fits the labels of a workload itself, not those of its pods.",
  why: `A Service selects pods, and pods bear the labels of the pod *template* (\`spec.template.metadata.labels\`). Labels under the
\`metadata\` of a Deployment are the Deployment's own: they serve to find *it*, and are not handed down to its pods
([labels and selectors](https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/)). The Service has no
endpoints, though each object looks right by itself.`,
  remedy: `Add the label to the pod template: the quick fix does, and the pods are replaced once by such with the label. Or select by
labels that the template has already. The workload's own \`spec.selector\` need not name the new label.`,
  examples: {
    bad: [{ yaml: manifests(""), note: "`tier: shop` is a label of the Deployment alone." }],
    good: [{ yaml: manifests("\n        tier: shop"), note: "The template has the label, too." }],
  },
  *check(subject, net) {
    const workloads = meantWorkloads(subject, net);
    const severity = workloads.length > 0 ? severityOf(subject, workloads, net) : undefined;
    if (severity) yield finding(subject, workloads, severity, net);
  },
  fixes(_finding, subject, net) {
    return meantWorkloads(subject, net)
      .slice(0, 2)
      .flatMap((workload) => [
        ...addToTemplate(subject, workload),
        ...selectOtherwise(subject, workload, net),
      ]);
  },
});

/** The one of the Service's name, else all. */
function meantWorkloads(subject: Service, net: Net): readonly Workload[] {
  const misplaced = net.misplaced(subject.id);
  if (misplaced?.kind !== "own-labels") return [];
  const named = misplaced.workloads.filter((workload) => nameOf(workload) === nameOf(subject));
  return named.length === 1 ? named : misplaced.workloads;
}

function severityOf(subject: Service, workloads: readonly Workload[], net: Net): Severity | undefined {
  if (net.selection(subject.id).excuse !== undefined) return "hint";
  return graded(workloads.length === 1 ? "error" : "warning", net);
}

/** The pairs that the pods do not carry. */
function lackedPairs(subject: Service, workload: Workload): readonly Label[] {
  const pairs = subject.spec.selector?.pairs ?? [];
  return pairs.filter((each) => carries(workload.spec.podLabels, each) !== "yes");
}

function finding(subject: Service, workloads: readonly Workload[], severity: Severity, net: Net): Finding {
  const [first] = workloads;
  const lacked = first ? lackedPairs(subject, first) : [];
  const { excuse } = net.selection(subject.id);
  const names = listed(workloads.map(called));
  const are = lacked.length > 1 ? "are labels" : "is a label";
  const theirs = workloads.length > 1 ? "their pod templates lack" : "its pod template lacks";
  return {
    at: { id: subject.id, path: ["spec", "selector", lacked[0]?.key ?? ""], part: "value" },
    message:
      `${listed(lacked.map(pair))} ${are} of ${names} alone: ${theirs} ${lacked.length > 1 ? "them" : "it"}, and ` +
      `a Service selects pods. ${excuse ? `It may be meant so: ${excuse.reason}.` : `Service ${nameOf(subject)} has no endpoints.`}`,
    severity,
    related: workloads.slice(0, 3).map((workload) => ({
      at: { id: workload.id, path: templateLabels(workload), part: "key" },
      message: `the labels of the pods of ${called(workload)}`,
    })),
  };
}

/** Only where the template has nothing under these keys: another value there is what its own selector asks for. */
function addToTemplate(subject: Service, workload: Workload): readonly Fix[] {
  const lacked = lackedPairs(subject, workload);
  const taken = new Set(workload.spec.podLabels.pairs.map(({ key }) => key));
  if (lacked.some(({ key }) => taken.has(key))) return [];
  const changes = lacked.flatMap(({ key, value }): readonly Change[] =>
    isKnown(value)
      ? [{ type: "set", id: workload.id, path: [...templateLabels(workload), key], value: value.value }]
      : [],
  );
  const title = `Add ${listed(lacked.map(pair))} to the pod template of ${called(workload)}`;
  return [{ title, safety: "suggestion", changes }];
}

function selectOtherwise(subject: Service, workload: Workload, net: Net): readonly Fix[] {
  const miss = net.nearMisses(subject.id).find((each) => each.workload.id === workload.id);
  const isSure = miss?.differing.some(({ instead }) => valueOf(instead?.value) !== undefined);
  const place = { id: subject.id, path: ["spec", "selector"], labels: subject.spec.selector ?? noLabels };
  return miss && isSure ? selectorFix(place, miss, "suggestion") : [];
}
