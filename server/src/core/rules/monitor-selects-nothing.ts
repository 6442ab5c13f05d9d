import type { Monitor, Net } from "../network/net.ts";
import type { Monitored } from "../network/referenceAnswers.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { graded } from "./grade.ts";
import { type At, type Change, type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { isMonitor } from "./subjects.ts";
import { called, inNamespace, listed, nameOf, pair } from "./words.ts";

const manifests = (labels: string) => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: cart
spec:
  selector:
    matchLabels:
      app: cart
  endpoints:
    - port: metrics
---
apiVersion: v1
kind: Service
metadata:
  name: cart${labels}
spec:
  selector:
    app: cart
  ports:
    - name: metrics
      port: 9090
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  labels:
    app: cart
spec:
  containers:
    - name: web
      image: example.com/cart:1
`;

type Near = Monitored["near"][number];

export const monitorSelectsNothing = rule<Monitor>({
  code: "PTL603",
  name: "monitor-selects-nothing",
  severity: "warning",
  levels: [
    {
      severity: "warning",
      when: "it nearly fits: a Service selects pods by these labels but does not bear them itself, a label differs by a slip, it bears the monitor's name, or it is in a namespace where the monitor does not look",
    },
    {
      severity: "information",
      when: "nothing is near: what is to be scraped may belong to another release",
    },
    {
      severity: "hint",
      when: "either, where something of the unit is missing; or near, though an operator may make what is selected",
    },
    {
      severity: "silent",
      when: "no Service (or pod) is in sight in its namespaces, the labels are set while the cluster runs, or the selector is empty",
    },
  ],
  subject: isMonitor,
  summary: "A ServiceMonitor or PodMonitor selects nothing.",
  why: `A ServiceMonitor selects Services by the labels of the **Service itself**
([\`spec.selector\`](https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitorSpec)): those of the pods
and the Service's own selector do not count. A PodMonitor selects pods by theirs. Both look in their own namespace only, unless
\`namespaceSelector\` names others. What is not selected is not scraped, and Prometheus shows no target that could be down.`,
  remedy: `Give the Service the labels, or select by those that it has; the quick fixes do either. For another namespace list it in
\`namespaceSelector.matchNames\`.`,
  examples: {
    bad: [{ yaml: manifests(""), note: "The pods are labelled, the Service is not." }],
    good: [{ yaml: manifests("\n  labels:\n    app: cart"), note: "The Service bears the label." }],
  },
  *check(subject, net) {
    const monitored = net.monitored(subject.id);
    const severity = severityOf(monitored, net);
    if (severity) yield finding(subject, monitored, severity, net);
  },
  fixes(_finding, subject, net) {
    const { near, elsewhere } = net.monitored(subject.id);
    return [
      ...near.slice(0, 2).flatMap((each) => [...label(each), ...select(subject, each)]),
      ...widen(subject, elsewhere, net),
    ].slice(0, 4);
  },
});

function severityOf(
  { certain, possible, near, elsewhere, isProvablyEmpty }: Monitored,
  net: Net,
): Severity | undefined {
  if (certain.length + possible.length > 0) return undefined;
  if (elsewhere.length > 0) return graded("warning", net);
  if (near.length > 0) return isProvablyEmpty ? graded("warning", net) : "hint";
  return isProvablyEmpty ? graded("information", net) : undefined;
}

function finding(subject: Monitor, monitored: Monitored, severity: Severity, net: Net): Finding {
  const { near, elsewhere } = monitored;
  const [best] = near;
  const what = subject.spec.selects === "services" ? "Service" : "pod template";
  const pairs = subject.spec.selector?.matchLabels.pairs ?? [];
  const together = pairs.length > 1 ? " together" : "";
  const wanted = pairs.length > 0 ? `bears ${listed(pairs.map(pair))}${together}` : "fits the selector";
  const start = `No ${what}${placesOf(subject, net)} ${wanted}`;
  return {
    at: placeOf(subject, best),
    message: `${start}${instead(monitored, net)}. Prometheus gets no target.`,
    severity,
    related: [...near.map(({ target }) => target), ...elsewhere].slice(0, 3).map((target) => ({
      at: { id: target.id, path: ["metadata", "name"], part: "value" },
      message: called(target),
    })),
  };
}

/** ` in namespace shop` of its own or of those it lists. */
function placesOf(subject: Monitor, net: Net): string {
  const { namespaces } = subject.spec;
  if (namespaces === "any") return " here";
  const names = (namespaces ?? []).flatMap((each) => valueOf(each) ?? []);
  if (names.length > 0) return ` in ${names.length > 1 ? "namespaces" : "namespace"} ${listed(names, "or")}`;
  return inNamespace(net.namespaceOf(subject.id)) || " here";
}

function instead({ near, elsewhere }: Monitored, net: Net): string {
  const [best] = near;
  const [far] = elsewhere;
  if (far) {
    const where = inNamespace(net.namespaceOf(far.id));
    return `; ${called(far)}${where} does, but the monitor does not look there`;
  }
  if (!best) return "";
  const name = called(best.target);
  if (best.kind === "own-selector")
    return `; ${name} selects its pods by that, but is not labelled so itself`;
  const has = best.differing.map(({ pair: wanted, instead: other }) =>
    other ? `has ${pair(other)} instead of ${pair(wanted)}` : `lacks ${pair(wanted)}`,
  );
  return `; ${name} ${listed(has)}`;
}

const SELECTOR: Path = ["spec", "selector", "matchLabels"];

function placeOf(subject: Monitor, best: Near | undefined): At {
  const first = best?.differing[0]?.pair ?? subject.spec.selector?.matchLabels.pairs[0];
  if (!first) return { id: subject.id, path: ["spec", "selector"], part: "key" };
  const instead = best?.differing[0]?.instead;
  const isKey = instead !== undefined && instead.key !== first.key;
  return { id: subject.id, path: [...SELECTOR, first.key], part: isKey ? "key" : "value" };
}

/** The Service gets the labels that the monitor asks for. */
function label({ target, differing, kind }: Near): readonly Fix[] {
  if (kind === "slip" || target.spec.family !== "service") return [];
  const changes = differing.flatMap(({ pair: { key, value } }): readonly Change[] => {
    const text = valueOf(value);
    return text === undefined
      ? []
      : [{ type: "set", id: target.id, path: ["metadata", "labels", key], value: text }];
  });
  const words = listed(differing.map((each) => pair(each.pair)));
  return changes.length === 0
    ? []
    : [{ title: `Label ${called(target)} ${words}`, safety: "suggestion", changes }];
}

/** The monitor asks for the labels that its target has. */
function select(subject: Monitor, { target, differing, kind }: Near): readonly Fix[] {
  if (kind !== "slip") return [];
  const changes = differing.flatMap(({ pair: { key, value }, instead }): readonly Change[] => {
    const text = valueOf(instead?.value);
    if (!instead || text === undefined) return [];
    const path = [...SELECTOR, key];
    const rename: readonly Change[] =
      instead.key === key ? [] : [{ type: "rename", id: subject.id, path, key: instead.key }];
    const set: readonly Change[] =
      valueOf(value) === text ? [] : [{ type: "set", id: subject.id, path, value: text }];
    return [...rename, ...set];
  });
  const words = listed(differing.flatMap(({ instead }) => (instead ? [pair(instead)] : [])));
  return changes.length === 0
    ? []
    : [{ title: `Select ${words} (${nameOf(target)})`, safety: "suggestion", changes }];
}

function widen(subject: Monitor, elsewhere: Monitored["elsewhere"], net: Net): readonly Fix[] {
  const names = elsewhere.flatMap((each) => valueOf(net.namespaceOf(each.id).value) ?? []);
  return [...new Set(names)].slice(0, 2).map((name) => ({
    title: `Look in namespace ${name}`,
    safety: "suggestion",
    changes: [
      {
        type: "insert",
        id: subject.id,
        path: ["spec", "namespaceSelector", "matchNames"],
        value: name,
      },
    ],
  }));
}
