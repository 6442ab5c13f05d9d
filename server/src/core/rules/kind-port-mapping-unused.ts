import { isKindCluster, type PortMapping } from "../network/kindPorts.ts";
import type { Resource } from "../resources/resource.ts";
import { type Finding, rule } from "./rule.ts";
import { listed, quoted } from "./words.ts";

const kind = (port: number) => `kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
nodes:
  - role: control-plane
    extraPortMappings:
      - containerPort: ${port}
        hostPort: 8080
`;

const web = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector:
    app: web
  ports:
    - port: 80
      nodePort: 30080
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: web
      image: example.com/web:1
      ports:
        - containerPort: 80
`;

export const kindPortMappingUnused = rule<Resource>({
  code: "PTL309",
  name: "kind-port-mapping-unused",
  severity: "information",
  levels: [
    {
      severity: "information",
      when: "Services here pin node ports, and none of them this one",
    },
    {
      severity: "silent",
      when: "no Service here pins any, a container declares the port, or charts and files that cannot be read may hold Services",
    },
  ],
  subject: isKind,
  summary: "A kind cluster maps a node port to this machine that no Service pins.",
  why: `kind runs its nodes in containers, so that a node port is reachable from the machine only through
[\`extraPortMappings\`](https://kind.sigs.k8s.io/docs/user/configuration/#nodeport-with-port-mappings): \`containerPort\` has to be the \`nodePort\` of a
Service, and it can be set only when the cluster is made.`,
  remedy: `Write the \`nodePort\` of the Service that is meant, or pin this number in the Service.`,
  examples: {
    bad: [
      {
        yaml: kind(30800),
        note: "30800, and the Service pins 30080.",
        beside: { file: "web.yaml", yaml: web },
      },
    ],
    good: [{ yaml: kind(30080), note: "The Service's number.", beside: { file: "web.yaml", yaml: web } }],
  },
  *check(subject, net) {
    for (const mapping of net.unusedMappings(subject.id)) yield finding(subject, mapping);
  },
});

function isKind(resource: Resource): resource is Resource {
  return isKindCluster(resource.identity);
}

function finding(subject: Resource, { path, containerPort, hostPort, pinned }: PortMapping): Finding {
  const where = hostPort === undefined ? "a port of this machine" : `port ${hostPort} of this machine`;
  const numbers = listed(pinned.map(quoted));
  return {
    at: { id: subject.id, path, part: "value" },
    message: `No Service here pins node port ${containerPort}, which this maps to ${where}: nobody answers there. Pinned ${pinned.length === 1 ? "is" : "are"} ${numbers}.`,
    related: [],
  };
}
