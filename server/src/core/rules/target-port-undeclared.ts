import type { Net, PodPort, PortTarget, Service, Workload } from "../network/net.ts";
import { protocolOf } from "../resources/workload.ts";
import { valueOf } from "../value/known.ts";
import { type DeclaredPort, declaredPorts, declaredWords, portWords, referenceTo } from "./containerPorts.ts";
import { type At, type Change, type Finding, type Fix, rule } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called, listed, quoted } from "./words.ts";

const manifests = (port: string) => `apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector:
    app: cart
  ports:
    ${port}
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
            - name: http
              containerPort: 8080
`;

export const targetPortUndeclared = rule<Service>({
  code: "PTL202",
  name: "target-port-undeclared",
  severity: "warning",
  levels: [
    {
      severity: "warning",
      when: "the only port that the pods declare is another one, or `port` and `targetPort` look swapped",
    },
    {
      severity: "hint",
      when: "the pods declare several ports, none of them this one, or one for another protocol; or only some of the pods declare it; or the Service sends to several numbers that they do not declare",
    },
    {
      severity: "silent",
      when: "a selected pod declares no ports at all, or not all of its ports are known, or its arguments or variables say the number",
    },
  ],
  subject: isService,
  summary:
    "A Service sends traffic to a port number that its pods do not declare, though they declare others.",
  why: `Traffic goes to the number in \`targetPort\` (or to that of \`port\`, when there is no \`targetPort\`), whether or not a container
declares it: [\`containerPort\`](https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports) is
information. But if nothing listens on that number, every connection is refused. Pods that declare exactly one port and a
Service that sends to another are nearly always a slip.`,
  remedy: `Send to a port that the container declares, best by its name. If the container does listen on this number, declare it;
then the next reader knows, too.`,
  examples: {
    bad: [
      {
        yaml: manifests("- port: 80\n      targetPort: 8000"),
        note: "The container declares 8080 alone: connections to 8000 are refused.",
      },
      { yaml: manifests("- port: 80"), note: "Without `targetPort`, port 80 leads to port 80 of the pods." },
      {
        yaml: manifests("- port: 8080\n      targetPort: 80"),
        note: "`port` is what clients dial, `targetPort` where the container listens: here they look swapped.",
      },
    ],
    good: [
      { yaml: manifests("- port: 80\n      targetPort: 8080"), note: "80 in front, 8080 in the container." },
    ],
  },
  *check(subject, net) {
    for (const target of net.targets(subject.id)) {
      const problem = problemOf(subject, target, net);
      if (problem) yield finding(subject, target, problem);
    }
  },
  fixes(finding, subject, net) {
    const index = finding.at.path[2];
    const target = typeof index === "number" ? targetAt(net.targets(subject.id), index) : undefined;
    const problem = target && problemOf(subject, target, net);
    return target && problem ? fixesFor(subject, target, problem) : [];
  },
});

interface Problem {
  readonly kind: "only-other" | "swapped" | "undeclared";
  readonly number: number;
  /** The Service's own `port`. */
  readonly front: number | undefined;
  /** The Service's own; undefined when it cannot be known. */
  readonly protocol: string | undefined;
  readonly workloads: readonly Workload[];
  /** Selected pods that do declare it. */
  readonly others: readonly Workload[];
}

function problemOf(subject: Service, target: PortTarget, net: Net): Problem | undefined {
  const number = target.target;
  const missing = target.pods.filter(({ answer }) => answer.kind === "undeclared" && !answer.isSpoken);
  const workloads = missing.map((pod) => pod.workload);
  if (typeof number !== "number" || workloads.length === 0) return undefined;
  if (workloads.some((workload) => declaredPorts(workload).length === 0)) return undefined;
  const port = subject.spec.ports[target.index];
  const front = valueOf(port?.port);
  const protocol = port && valueOf(protocolOf(port));
  const others = target.pods.filter((pod) => !missing.includes(pod)).map((pod: PodPort) => pod.workload);
  const kind =
    others.length > 0 ? "undeclared" : kindOf({ workloads, front, protocol }, isAlone(subject, net));
  return { kind, number, front, protocol, workloads, others };
}

function isUndeclared({ answer }: PodPort): boolean {
  return answer.kind === "undeclared";
}

/** Of thousands of ports, too, each is found at once: there is one answer a port, in order. */
function targetAt(targets: readonly PortTarget[], index: number): PortTarget | undefined {
  const there = targets[index];
  return there?.index === index ? there : targets.find((each) => each.index === index);
}

/** One port can be mistaken for the one that is declared; of several, some are served without being declared. */
function isAlone(subject: Service, net: Net): boolean {
  const lacking = new Set<PortTarget["target"]>();
  for (const { target, pods } of net.targets(subject.id)) {
    if (pods.some(isUndeclared)) lacking.add(target);
    if (lacking.size > 1) return false;
  }
  return lacking.size === 1;
}

type Ends = Pick<Problem, "workloads" | "front" | "protocol">;

function kindOf({ workloads, front, protocol }: Ends, isAlone: boolean): Problem["kind"] {
  const numbers = workloads.map((each) => new Set(meantPorts(each, protocol).map((port) => port.number)));
  if (numbers.every((each) => front !== undefined && each.has(front))) return "swapped";
  return isAlone && numbers.every((each) => each.size === 1) ? "only-other" : "undeclared";
}

/** What is declared for another protocol was not meant. */
function meantPorts(workload: Workload, protocol: string | undefined): readonly DeclaredPort[] {
  return declaredPorts(workload).filter(
    (port) => port.protocol === undefined || protocol === undefined || port.protocol === protocol,
  );
}

/** A `targetPort` that was left out copies `port`, so that is where the number stands. */
function placeOf(subject: Service, target: PortTarget): At {
  const written = subject.spec.ports[target.index]?.targetPort !== undefined;
  return {
    id: subject.id,
    path: ["spec", "ports", target.index, written ? "targetPort" : "port"],
    part: "value",
  };
}

function finding(subject: Service, target: PortTarget, problem: Problem): Finding {
  const related = problem.workloads.flatMap((workload) =>
    declaredPorts(workload).map((port) => ({
      at: { id: workload.id, path: [...port.path, "containerPort"], part: "value" as const },
      message: `container ${port.container} of ${called(workload)} declares ${portWords(port)}`,
    })),
  );
  return {
    at: placeOf(subject, target),
    message: messageOf(subject, target, problem),
    severity: problem.kind === "undeclared" ? "hint" : "warning",
    related: related.slice(0, 4),
  };
}

function messageOf(subject: Service, target: PortTarget, problem: Problem): string {
  const { kind, number, front, workloads, others } = problem;
  const names = listed(workloads.map(called));
  if (kind === "swapped") {
    return `port ${front} and targetPort ${number} look swapped: ${names} declares ${front}, not ${number}.`;
  }
  const written = subject.spec.ports[target.index]?.targetPort !== undefined;
  const goes = written
    ? `targetPort ${number} is declared by no container of ${names}`
    : `Without a targetPort, port ${number} leads to port ${number} of the pods, which no container of ${names} declares`;
  const declared = new Set(workloads.map(declaredWords));
  const same = declared.size === 1 ? `; ${[...declared].join()}${kind === "only-other" ? " only" : ""}` : "";
  const some = others.length > 0 ? ` ${listed(others.map(called))} may serve it.` : "";
  return `${goes}${same}. Connections are refused unless something listens there.${some}`;
}

function fixesFor(subject: Service, target: PortTarget, problem: Problem): readonly Fix[] {
  const path = ["spec", "ports", target.index, "targetPort"];
  const [workload, ...rest] = problem.workloads;
  if (!workload) return [];
  const { protocol } = problem;
  const shared = meantPorts(workload, protocol).filter((port) =>
    rest.every((other) =>
      meantPorts(other, protocol).some((each) => referenceTo(each) === referenceTo(port)),
    ),
  );
  const ranked = shared.toSorted((a, b) => rank(b, problem) - rank(a, problem));
  const set = (port: DeclaredPort): Fix => ({
    title: `Set targetPort to ${portWords(port)}`,
    safety: "suggestion",
    changes: [{ type: "set", id: subject.id, path, value: referenceTo(port) }],
  });
  return [
    ...ranked.slice(0, 3).map(set),
    ...swap(subject, target, problem),
    ...declare(subject, target, problem),
  ];
}

function rank(port: DeclaredPort, problem: Problem): number {
  return Number(port.number === problem.front);
}

function swap(subject: Service, target: PortTarget, { kind, number, front }: Problem): readonly Fix[] {
  if (kind !== "swapped" || front === undefined || front === number) return [];
  const at = ["spec", "ports", target.index];
  return [
    {
      title: `Swap port and targetPort: ${number} in front, ${front} in the pods`,
      safety: "suggestion",
      changes: [
        { type: "set", id: subject.id, path: [...at, "port"], value: number },
        { type: "set", id: subject.id, path: [...at, "targetPort"], value: front },
      ],
    },
  ];
}

/** Only where it is plain which container is meant. */
function declare(subject: Service, target: PortTarget, problem: Problem): readonly Fix[] {
  const [workload, ...rest] = problem.workloads;
  const [container, ...others] = workload?.spec.containers ?? [];
  const protocol = subject.spec.ports[target.index]?.protocol;
  if (!workload || !container || rest.length > 0 || others.length > 0) return [];
  const port = { containerPort: problem.number };
  const value = valueOf(protocol);
  if (protocol !== undefined && value === undefined) return [];
  const change: Change = {
    type: "insert",
    id: workload.id,
    path: [...workload.spec.podPath, "spec", container.list, container.index, "ports"],
    value: value === undefined || value === "TCP" ? port : { ...port, protocol: value },
  };
  const title = `Add ${quoted(`containerPort: ${problem.number}`)} to container ${valueOf(container.name) ?? "0"} of ${called(workload)}`;
  return [{ title, safety: "suggestion", changes: [change] }];
}
