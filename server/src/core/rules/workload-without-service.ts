import type { Workload } from "../network/net.ts";
import { isKnown } from "../value/known.ts";
import { declaredPorts, portWords } from "./containerPorts.ts";
import { type Finding, rule } from "./rule.ts";
import { isWorkload } from "./subjects.ts";
import { called, listed } from "./words.ts";

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
          ports:
            - containerPort: 8080
`;

const service = `---
apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector:
    app: cart
  ports:
    - port: 80
      targetPort: 8080
`;

export const workloadWithoutService = rule<Workload>({
  code: "PTL904",
  name: "workload-without-service",
  severity: "information",
  offByDefault: true,
  levels: [
    { severity: "information", when: "always in a complete unit" },
    { severity: "silent", when: "the pods declare no ports, use the node's network, or belong to a Job" },
  ],
  subject: isWorkload,
  summary: "Pods that listen on ports are behind no Service.",
  why: `Pods come and go, and their addresses with them. A [Service](https://kubernetes.io/docs/concepts/services-networking/service/) gives them a name and one address
that stay. A workload that declares ports and has no Service can be reached by the addresses of its pods only; often the Service was
forgotten, or selects others. Agents that are only scraped, and workers that only ask, need none.`,
  remedy: "Write a Service for it, or correct the one that was meant for it.",
  examples: {
    bad: [{ yaml: deployment, note: "Nothing selects the pods of `cart`." }],
    good: [{ yaml: `${deployment}${service}`, note: "`cart` has a name that stays." }],
  },
  *check(subject, net) {
    if (net.complete && isServer(subject) && net.isUnserved(subject.id)) yield finding(subject);
  },
});

function isServer(subject: Workload): boolean {
  const { kind } = subject.identity;
  const { hostNetwork } = subject.spec;
  const isOwn = hostNetwork === undefined || (isKnown(hostNetwork) && !hostNetwork.value);
  return kind !== "Job" && kind !== "CronJob" && isOwn && declaredPorts(subject).length > 0;
}

function finding(subject: Workload): Finding {
  const ports = declaredPorts(subject);
  return {
    at: { id: subject.id, path: ["metadata", "name"], part: "value" },
    message: `No Service selects the pods of ${called(subject)}, which listen on ${listed(ports.map(portWords))}: they have no name, and no address that stays.`,
    related: ports.slice(0, 2).map((port) => ({
      at: { id: subject.id, path: [...port.path, "containerPort"], part: "value" },
      message: `container ${port.container} declares ${portWords(port)}`,
    })),
  };
}
