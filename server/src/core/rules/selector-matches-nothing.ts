import type { NearMiss, Net, Selection, Service } from "../network/net.ts";
import { noLabels } from "../resources/labels.ts";
import { folderOf } from "../value/file.ts";
import { graded } from "./grade.ts";
import { type Finding, rule, type Severity } from "./rule.ts";
import {
  foremost,
  hasAnswer,
  isStrong,
  offer,
  otherSide,
  placeOf,
  type SelectorPlace,
  selectorFix,
} from "./selectorFix.ts";
import { isService } from "./subjects.ts";
import { inNamespace, listed, nameOf, pair } from "./words.ts";

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  selector:
    matchLabels:
      app: cart
  template:
    metadata:
      labels:
        app: cart
    spec:
      containers:
        - name: web
          image: example.com/cart:1
`;

const service = (selector: string) => `apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector:
    ${selector}
  ports:
    - port: 80
---
${deployment}`;

export const selectorMatchesNothing = rule<Service>({
  code: "PTL101",
  name: "selector-matches-nothing",
  severity: "error",
  levels: [
    {
      severity: "error",
      when: "exactly one workload nearly fits: it bears the Service's name or a selector value as its name, or all labels but one agree (of several such, the one of that name, if no other fits better)",
    },
    {
      severity: "warning",
      when: "several workloads nearly fit so, and none is plainly meant; or the value stands under another key, or a value of the same key is at least 75 % alike; or an operator is about, but one workload of the Service's own folder is plainly meant",
    },
    {
      severity: "hint",
      when: "a workload only shares a key or part of a name; or an operator may make the pods. Where something of the unit is missing, an error is a warning, a warning a hint, and a hint is not said",
    },
    {
      severity: "silent",
      when: "nothing is near: the pods may live in another repository; or the label that no pod has is set while the cluster runs",
    },
  ],
  subject: isService,
  summary: "A Service's selector fits no pod template, though one nearly does.",
  why: `A Service sends traffic to the pods in its namespace that carry **every** pair of \`spec.selector\`. If no pod does, the
Service has a name and an address, but no endpoints: connections are refused or time out, and nothing says why.

What counts are the labels of the pod *template* (\`spec.template.metadata.labels\`), not those of the Deployment itself.
The API server accepts any selector, since pods may come later
([Services without a match](https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/#does-the-service-have-any-endpointslices)).`,
  remedy: `Use the labels that the pods carry. The quick fix changes the pairs that differ; it counts as safe when only one
workload can be meant. Changing the pod template instead is rarely right: a workload's own selector cannot be changed later.`,
  examples: {
    bad: [
      { yaml: service("app: crat"), note: "Two letters changed places: no pod has `app: crat`." },
      { yaml: service("run: cart"), note: "The right value under another key." },
    ],
    good: [{ yaml: service("app: cart"), note: "The pair stands on the pod template." }],
  },
  *check(subject, net) {
    const selection = net.selection(subject.id);
    // Labels that are in sight but misplaced are told by PTL103, PTL104 and PTL106.
    if (!isEmpty(selection) || net.misplaced(subject.id)) return;
    const near = foremost(net.nearMisses(subject.id));
    const best = near[0];
    const severity = best && severityOf(subject, near, selection, net);
    if (best && severity) yield finding(subject, near, best, severity, selection, net);
  },
  fixes(_finding, subject, net) {
    const near = foremost(net.nearMisses(subject.id)).filter((miss) => miss.kind !== "shares-key");
    const isPlain = near.length === 1 && near.every(isStrong) && near.every(hasAnswer);
    const safe = isPlain && net.complete && net.selection(subject.id).provablyEmpty;
    return near
      .slice(0, 3)
      .flatMap((miss) => selectorFix(selectorOf(subject), miss, safe ? "safe" : "suggestion"));
  },
});

/** Nothing is selected here; what is selected in another namespace is PTL102's to tell. */
function isEmpty(selection: Selection): boolean {
  if (selection.kind === "none" || selection.certain.length > 0 || selection.possible.length > 0)
    return false;
  if (selection.elsewhere.length > 0) return false;
  return selection.provablyEmpty || selection.excuse !== undefined;
}

function severityOf(
  subject: Service,
  near: readonly NearMiss[],
  selection: Selection,
  net: Net,
): Severity | undefined {
  const isFar = near.every((miss) => miss.kind === "shares-key");
  if (selection.excuse !== undefined) {
    if (isFar || !near.some(hasAnswer)) return undefined;
    return selection.excuse.isVague && isBeside(subject, near) ? "warning" : "hint";
  }
  if (isFar) return graded("hint", net);
  return graded(near.length === 1 && near.every(isStrong) ? "error" : "warning", net);
}

/** One workload alone is meant, and stands in the Service's own folder: more than an operator's pods could explain. */
function isBeside({ file }: Service, near: readonly NearMiss[]): boolean {
  return (
    near.length === 1 &&
    near.every((miss) => isStrong(miss) && hasAnswer(miss) && folderOf(miss.workload.file) === folderOf(file))
  );
}

function finding(
  subject: Service,
  near: readonly NearMiss[],
  best: NearMiss,
  severity: Severity,
  selection: Selection,
  net: Net,
): Finding {
  const pairs = listed(best.differing.map((differing) => pair(differing.pair)));
  const verb = best.differing.length === 1 ? "matches" : "together match";
  const where = inNamespace(net.namespaceOf(subject.id));
  const sentences = [
    `${pairs || "The selector"} ${verb} no pod template${where}; ${listed(near.map(offer))}.`,
    consequence(subject, severity, selection, net),
  ];
  return {
    at: placeOf(selectorOf(subject), best),
    message: sentences.join(" "),
    severity,
    related: near.slice(0, 3).map(otherSide),
  };
}

function consequence(subject: Service, severity: Severity, selection: Selection, net: Net): string {
  if (selection.excuse !== undefined) return `It may be meant so: ${selection.excuse.reason}.`;
  if (severity === "hint") return "Its pods may live outside the workspace.";
  const unless = net.complete ? "" : ", unless its pods come from what cannot be read here";
  return `Service ${nameOf(subject)} has no endpoints${unless}.`;
}

function selectorOf({ id, spec }: Service): SelectorPlace {
  return { id, path: ["spec", "selector"], labels: spec.selector ?? noLabels };
}
