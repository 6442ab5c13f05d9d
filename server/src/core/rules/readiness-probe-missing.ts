import type { Net, Workload } from "../network/net.ts";
import { type Finding, rule } from "./rule.ts";
import { isWorkload } from "./subjects.ts";
import { called, listed, nameOf } from "./words.ts";

const manifests = (probe: string) => `apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector:
    app: cart
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: apps/v1
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
          ports:
            - containerPort: 8080${probe}
`;

export const readinessProbeMissing = rule<Workload>({
  code: "PTL902",
  name: "readiness-probe-missing",
  severity: "information",
  offByDefault: true,
  levels: [
    { severity: "information", when: "a Service selects the pods, and no container has one" },
    {
      severity: "silent",
      when: "no Service selects them, they are those of a Job, or some container has one",
    },
  ],
  subject: isWorkload,
  summary: "Pods behind a Service have no readiness probe.",
  why: `A pod gets traffic once it is *ready*. Without a
[readiness probe](https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#readiness-probe) it is ready as soon as its
containers have started: before the program listens, while it loads, and when it can no longer answer. Each rollout then drops some
requests.`,
  remedy:
    "Add a `readinessProbe` that asks what the program itself can answer. No quick fix: which path that is, only you know.",
  examples: {
    bad: [{ yaml: manifests(""), note: "Requests come in before the program listens." }],
    good: [
      {
        yaml: manifests(
          "\n          readinessProbe:\n            httpGet:\n              path: /ready\n              port: 8080",
        ),
        note: "Traffic waits for the program.",
      },
    ],
  },
  *check(subject, net) {
    const isJob = subject.identity.kind === "Job" || subject.identity.kind === "CronJob";
    if (!isJob && hasNone(subject) && net.servicesOf(subject.id).length > 0) yield finding(subject, net);
  },
});

function hasNone({ spec }: Workload): boolean {
  const { containers, open } = spec;
  return (
    !open &&
    containers.length > 0 &&
    containers.every(({ probes }) => probes.every(({ field }) => field !== "readinessProbe"))
  );
}

function finding(subject: Workload, net: Net): Finding {
  const { podPath } = subject.spec;
  const services = net.servicesOf(subject.id);
  const word = services.length === 1 ? "Service" : "Services";
  return {
    at: { id: subject.id, path: [...podPath, "spec", "containers", 0, "name"], part: "value" },
    message: `${called(subject)} has no readinessProbe: ${word} ${listed(services.map(nameOf))} sends its pods traffic as soon as they start, whether or not the program answers yet.`,
    related: [],
  };
}
