import type { NearMiss, Net, Selection, Service } from "../network/net.ts";
import type { Label } from "../resources/labels.ts";
import { folderOf } from "../value/file.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { graded } from "./grade.ts";
import { type At, type Change, type Finding, type Fix, type Related, rule, type Severity } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called, inNamespace, listed, nameOf, pair, quoted } from "./words.ts";

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
    if (!isEmpty(selection)) return;
    const near = foremost(net.nearMisses(subject.id));
    const best = near[0];
    const severity = best && severityOf(subject, near, selection, net);
    if (best && severity) yield finding(subject, near, best, severity, selection, net);
  },
  fixes(_finding, subject, net) {
    const near = foremost(net.nearMisses(subject.id)).filter((miss) => miss.kind !== "shares-key");
    const isPlain = near.length === 1 && near.every(isStrong) && near.every(hasAnswer);
    const safe = isPlain && net.complete && net.selection(subject.id).provablyEmpty;
    return near.slice(0, 3).flatMap((miss) => fix(subject, miss, safe ? "safe" : "suggestion"));
  },
});

/** Nothing is selected here; what is selected in another namespace is PTL102's to tell. */
function isEmpty(selection: Selection): boolean {
  if (selection.kind === "none" || selection.elsewhere.length > 0) return false;
  if (selection.certain.length > 0 || selection.possible.length > 0) return false;
  return selection.provablyEmpty || selection.excuse !== undefined;
}

function isStrong(miss: NearMiss): boolean {
  return miss.kind === "same-name" || miss.kind === "one-pair-differs";
}

/** The near misses of the best level present; of several strong ones the one that is plainly meant. */
function foremost(misses: readonly NearMiss[]): readonly NearMiss[] {
  const strong = misses.filter(isStrong);
  const meant = plainlyMeant(strong);
  const levels = [meant ? [meant] : strong, misses.filter((miss) => miss.kind !== "shares-key"), misses];
  return levels.find((level) => level.length > 0) ?? [];
}

/** The only one, or the only one of the right name, if no other fits better. */
function plainlyMeant(strong: readonly NearMiss[]): NearMiss | undefined {
  const named = strong.filter((miss) => miss.kind === "same-name");
  const [first, ...rivals] = named.length > 0 ? named : strong;
  if (!first || rivals.length > 0) return undefined;
  return strong.every((miss) => miss.differing.length >= first.differing.length) ? first : undefined;
}

/** For every pair that differs there is a label that was probably meant. */
function hasAnswer(miss: NearMiss): boolean {
  return miss.differing.every(({ instead }) => instead !== undefined);
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
    at: placeOf(subject, best),
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

/** `Deployment cart has `app: cart`` */
function offer(miss: NearMiss): string {
  const has = miss.differing.flatMap(({ instead }) => (instead ? [pair(instead)] : []));
  const lacks = miss.differing.filter(({ instead }) => !instead).map((differing) => differing.pair.key);
  const parts = [
    ...(has.length > 0 ? [`has ${listed(has)}`] : []),
    ...(lacks.length > 0 ? [`has no label ${listed(lacks.map(quoted), "or")}`] : []),
  ];
  return parts.length === 0
    ? `${called(miss.workload)} is near`
    : `${called(miss.workload)} ${listed(parts)}`;
}

/** The first pair that differs: its value, or its key when the key is what is wrong. */
function placeOf(subject: Service, best: NearMiss): At {
  const first = best.differing[0];
  if (!first) return { id: subject.id, path: ["spec", "selector"], part: "key" };
  const sameKey = first.instead === undefined || first.instead.key === first.pair.key;
  return { id: subject.id, path: pathOf(first.pair), part: sameKey ? "value" : "key" };
}

function pathOf(label: Label): Path {
  return ["spec", "selector", label.key];
}

function otherSide(miss: NearMiss): Related {
  const labels = [...miss.workload.spec.podPath, "metadata", "labels"];
  const label = miss.differing.find(({ instead }) => instead)?.instead;
  return {
    at: label
      ? { id: miss.workload.id, path: [...labels, label.key], part: "value" }
      : { id: miss.workload.id, path: labels, part: "key" },
    message: `the pods of ${called(miss.workload)}`,
  };
}

function fix(subject: Service, miss: NearMiss, safety: Fix["safety"]): readonly Fix[] {
  const steps = stepsTo(subject, miss);
  const empties = (subject.spec.selector?.pairs.length ?? 0) === steps.filter((step) => step.removes).length;
  if (steps.length === 0 || empties) return [];
  const [first = "", ...others] = steps.map((step) => step.words);
  const title = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  return [
    {
      title: `${listed([title, ...others])} (${called(miss.workload)})`,
      safety,
      changes: steps.flatMap((step) => step.changes),
    },
  ];
}

interface Step {
  readonly words: string;
  readonly removes: boolean;
  readonly changes: readonly Change[];
}

/** What to do to each pair that differs, without writing one key twice. */
function stepsTo(subject: Service, miss: NearMiss): readonly Step[] {
  const differing = new Set(miss.differing.map((each) => each.pair.key));
  const taken = new Set(
    subject.spec.selector?.pairs.map((each) => each.key).filter((key) => !differing.has(key)),
  );
  return miss.differing.map((each) => {
    const path = pathOf(each.pair);
    const value = valueOf(each.instead?.value);
    if (!each.instead || value === undefined || taken.has(each.instead.key)) {
      const changes: readonly Change[] = [{ type: "remove", id: subject.id, path }];
      return { words: `remove ${pair(each.pair)}`, removes: true, changes };
    }
    const { key } = each.instead;
    taken.add(key);
    const rename: readonly Change[] =
      key === each.pair.key ? [] : [{ type: "rename", id: subject.id, path, key }];
    const set: readonly Change[] =
      value === valueOf(each.pair.value) ? [] : [{ type: "set", id: subject.id, path, value }];
    const words = `change ${pair(each.pair)} to ${pair(each.instead)}`;
    return { words, removes: false, changes: [...rename, ...set] };
  });
}
