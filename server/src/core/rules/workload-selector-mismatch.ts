import { carries } from "../network/matching.ts";
import type { Workload } from "../network/net.ts";
import { selects } from "../network/selectors.ts";
import { groupOf } from "../resources/identity.ts";
import type { Expression } from "../resources/labelSelector.ts";
import { type Label, noLabels } from "../resources/labels.ts";
import { isFamily, type Resource } from "../resources/resource.ts";
import { isKnown } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { type Change, type Finding, type Fix, rule } from "./rule.ts";
import { selectorWords, templateLabels } from "./selectorFix.ts";
import { called, listed, pair } from "./words.ts";

const manifest = (selector: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  selector:
    matchLabels:
      app: ${selector}
  template:
    metadata:
      labels:
        app: cart
    spec:
      containers:
        - name: web
          image: example.com/cart:1
`;

export const workloadSelectorMismatch = rule<Workload>({
  code: "PTL106",
  name: "workload-selector-mismatch",
  severity: "error",
  levels: [
    { severity: "error", when: "always: the API server refuses it" },
    { severity: "silent", when: "a label or the selector is filled in later, or a patch may change it" },
  ],
  subject: selectsPods,
  summary: "A workload's selector does not match the labels of its own pod template.",
  why: `A Deployment, ReplicaSet, StatefulSet, DaemonSet or Job finds its pods by \`spec.selector\`, so the pods that it makes have to
match it: \`spec.template.metadata.labels\` must carry every pair of \`matchLabels\` and meet every one of \`matchExpressions\`
([selector](https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector)). If they do not, the API server
refuses the object ("\`selector\` does not match template \`labels\`").`,
  remedy: `Make both say the same; which of the two is wrong, the Services that select these pods may tell. Of a workload that is in a cluster
already, change the template: \`spec.selector\` is immutable in \`apps/v1\`.`,
  examples: {
    bad: [
      {
        yaml: manifest("basket"),
        note: "The selector asks for `app: basket`, the template has `app: cart`.",
      },
    ],
    good: [{ yaml: manifest("cart"), note: "The template carries what the selector asks for." }],
  },
  *check(subject, net) {
    if (net.selectsOwnPods(subject.id) === "no") yield finding(subject);
  },
  fixes(_finding, subject) {
    return [...changeTemplate(subject, unmet(subject)), ...changeSelector(subject, unmet(subject))];
  },
});

const KINDS: Readonly<Record<string, readonly string[]>> = {
  apps: ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"],
  batch: ["Job"],
  "": ["ReplicationController"],
};

function selectsPods(resource: Resource): resource is Workload {
  const { apiVersion, kind } = resource.identity;
  return isFamily(resource, "workload") && (KINDS[groupOf(apiVersion)] ?? []).includes(kind);
}

/** The pairs of `matchLabels` that the template does not carry. */
function unmet({ spec }: Workload): readonly Label[] {
  return (spec.selector?.pairs ?? []).filter((label) => carries(spec.podLabels, label) === "no");
}

/** Where the pairs are: a ReplicationController has them right below `selector`. */
function pairsPath({ identity }: Workload): Path {
  return identity.kind === "ReplicationController"
    ? ["spec", "selector"]
    : ["spec", "selector", "matchLabels"];
}

function inTemplate({ spec }: Workload, key: string): Label | undefined {
  return spec.podLabels.pairs.find((label) => label.key === key);
}

/** The first of `matchExpressions` that the template does not meet. */
function unmetExpression({ spec }: Workload): Expression | undefined {
  return spec.selectorExpressions.find(
    (each) => selects({ matchLabels: noLabels, expressions: [each] }, spec.podLabels) === "no",
  );
}

function finding(subject: Workload): Finding {
  const pairs = unmet(subject);
  const [first] = pairs;
  const expression = first ? undefined : unmetExpression(subject);
  const expressions = expression ? [expression] : [];
  const asked = selectorWords({ matchLabels: { pairs, open: false }, expressions });
  const has = [...pairs, ...expressions].flatMap(({ key = "" }) => inTemplate(subject, key) ?? []);
  const but = has.length > 0 ? `has ${listed(has.map(pair))}` : "has no such label";
  return {
    at: first
      ? { id: subject.id, path: [...pairsPath(subject), first.key], part: "value" }
      : {
          id: subject.id,
          path: ["spec", "selector", "matchExpressions", expression?.index ?? 0],
          part: "item",
        },
    message:
      `The selector of ${called(subject)} asks for ${asked}, but its own pod template ${but}. ` +
      "The API server refuses a workload that does not select its own pods.",
    apiError: "Invalid",
    related: [
      {
        at: { id: subject.id, path: templateLabels(subject), part: "key" },
        message: "the labels of the pods that it would make",
      },
    ],
  };
}

function changeTemplate(subject: Workload, pairs: readonly Label[]): readonly Fix[] {
  const changes = pairs.flatMap(({ key, value }): readonly Change[] =>
    isKnown(value)
      ? [{ type: "set", id: subject.id, path: [...templateLabels(subject), key], value: value.value }]
      : [],
  );
  if (pairs.length === 0 || changes.length < pairs.length) return [];
  const taken = pairs.some(({ key }) => inTemplate(subject, key) !== undefined);
  const title = taken
    ? `Write ${listed(pairs.map(pair))} into the pod template`
    : `Add ${listed(pairs.map(pair))} to the pod template`;
  return [{ title, safety: "suggestion", changes }];
}

/** Only where the template has other values under the same keys. */
function changeSelector(subject: Workload, pairs: readonly Label[]): readonly Fix[] {
  const others = pairs.flatMap(({ key }) => inTemplate(subject, key) ?? []);
  const changes = others.flatMap(({ key, value }): readonly Change[] =>
    isKnown(value)
      ? [{ type: "set", id: subject.id, path: [...pairsPath(subject), key], value: value.value }]
      : [],
  );
  if (pairs.length === 0 || changes.length < pairs.length) return [];
  return [{ title: `Write ${listed(others.map(pair))} into the selector`, safety: "suggestion", changes }];
}
