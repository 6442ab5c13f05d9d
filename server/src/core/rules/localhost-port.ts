import type { Workload } from "../network/net.ts";
import { declaredWords } from "./containerPorts.ts";
import { atStretch, hostNamings } from "./hostNames.ts";
import { rule } from "./rule.ts";
import { isWorkload } from "./subjects.ts";
import { called } from "./words.ts";

const manifests = (port: number) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example.com/web:1
      ports:
        - containerPort: 8080
      env:
        - name: CACHE_URL
          value: redis://localhost:${port}
    - name: cache
      image: redis:7
      ports:
        - containerPort: 6379
`;

export const localhostPort = rule<Workload>({
  code: "PTL526",
  name: "localhost-port",
  severity: "hint",
  levels: [
    { severity: "hint", when: "every container of the pod declares ports, and none declares this one" },
    {
      severity: "silent",
      when: "a container declares no ports, another value speaks of the port, or the pod is in its node's network",
    },
  ],
  subject: isWorkload,
  summary: "A value dials a port of the pod itself that none of its containers declares.",
  why: `\`localhost\` is [the pod itself](https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking): all its containers, and
nothing else. What runs in another pod, or on the node, is not there.`,
  remedy: `Write the name of the Service if another pod is meant. If a container of this pod does listen there, declare the port: that
changes nothing for the cluster, and tells the next reader.`,
  examples: {
    bad: [{ yaml: manifests(6380), note: "The cache listens on 6379." }],
    good: [{ yaml: manifests(6379), note: "A port that a container of the pod declares." }],
  },
  *check(subject, net) {
    for (const naming of hostNamings(subject, net)) {
      const { answer, mention, index } = naming;
      if (answer.kind !== "local" || answer.declared !== "no") continue;
      yield {
        at: atStretch(subject, naming, mention.port?.at ?? mention.at),
        message:
          `${mention.host} is the pod itself, and no container of ${called(subject)} declares port ${answer.port}: ` +
          `${declaredWords(subject)}.`,
        data: index,
        related: [],
      };
    }
  },
});
