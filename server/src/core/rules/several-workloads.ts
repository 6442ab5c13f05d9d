import type { Crowd } from "../network/misfits.ts";
import type { Service } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { type Finding, rule } from "./rule.ts";
import { templateLabels } from "./selectorFix.ts";
import { isService } from "./subjects.ts";
import { called, listed, nameOf, pair } from "./words.ts";

const deployment = (name: string) => `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector:
    matchLabels:
      app: shop
      component: ${name}
  template:
    metadata:
      labels:
        app: shop
        component: ${name}
    spec:
      containers:
        - name: main
          image: example.com/${name}:1
`;

const manifests = (more: string) => `apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector:
    app: shop${more}
  ports:
    - port: 80
${deployment("cart")}${deployment("orders")}`;

export const severalWorkloads = rule<Service>({
  code: "PTL105",
  name: "several-workloads",
  severity: "information",
  levels: [
    {
      severity: "information",
      when: "the Service bears the name of one workload, and selects others of another name, image and label besides; or the pods of a Job",
    },
    {
      severity: "silent",
      when: "the others are versions, canaries or replicas of the same thing, share its image or part of its name, or no label tells them apart; and for headless Services, by which peers find one another",
    },
  ],
  subject: isService,
  summary: "A Service named after one workload selects the pods of others, too.",
  why: `A selector is met by every pod that carries its pairs, whatever else the pod is
([\`spec.selector\`](https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service)). With a label that several
applications share, each connection lands on the pods of any of them. For versions of one application that is the point; for different ones
part of the requests goes to a program that does not know them.`,
  remedy: `Add the label that tells the workloads apart to the selector, as the quick fix does. Clients of this Service then reach only the
pods of its name; whatever relied on the others through it needs a Service of theirs.`,
  examples: {
    bad: [{ yaml: manifests(""), note: "Every request to `cart` has an even chance to land on `orders`." }],
    good: [{ yaml: manifests("\n    component: cart"), note: "Only the pods of `cart` carry both." }],
  },
  *check(subject, net) {
    const crowd = net.crowd(subject.id);
    if (crowd) yield finding(subject, crowd);
  },
  fixes(_finding, subject, net) {
    const apart = net.crowd(subject.id)?.apart;
    const value = valueOf(apart?.value);
    if (!apart || value === undefined) return [];
    return [
      {
        title: `Add ${pair(apart)} to the selector of Service ${nameOf(subject)}`,
        safety: "suggestion",
        changes: [{ type: "set", id: subject.id, path: ["spec", "selector", apart.key], value }],
      },
    ];
  },
});

function finding(subject: Service, { own, strangers, apart }: Crowd): Finding {
  const others = listed(strangers.map(called));
  const shared = listed((subject.spec.selector?.pairs ?? []).map(pair));
  const have = strangers.length > 1 ? "have" : "has";
  return {
    at: { id: subject.id, path: ["spec", "selector"], part: "key" },
    message:
      `Service ${nameOf(subject)} sends traffic to ${listed(own.map(called))} and to ${others}, which ${have} ${shared}, too. ` +
      `${pair(apart)} would tell them apart; ${others} would then get nothing from here.`,
    related: [...own, ...strangers].slice(0, 4).map((workload) => ({
      at: { id: workload.id, path: templateLabels(workload), part: "key" },
      message: `the labels of the pods of ${called(workload)}`,
    })),
  };
}
