import type { Net, Service, Workload } from "../network/net.ts";
import type { ServicePort } from "../resources/service.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { type Finding, rule } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called, listed, nameOf, quoted } from "./words.ts";

const manifests = (clusterIP: string) => `apiVersion: v1
kind: Service
metadata:
  name: prices
spec:${clusterIP}
  selector:
    app: prices
  ports:
    - name: grpc
      port: 50051
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: prices
spec:
  replicas: 3
  selector:
    matchLabels:
      app: prices
  template:
    metadata:
      labels:
        app: prices
    spec:
      containers:
        - name: prices
          image: example.com/prices:1
          ports:
            - name: grpc
              containerPort: 50051
`;

export const grpcBalancedPerConnection = rule<Service>({
  code: "PTL401",
  name: "grpc-balanced-per-connection",
  severity: "information",
  levels: [
    {
      severity: "information",
      when: "a port is certainly gRPC (by `appProtocol`, its name, or a GRPCRoute), and the pods are known to be several",
    },
    {
      severity: "silent",
      when: "the Service is headless, there is one pod, nobody wrote how many there are, or the unit shows a service mesh",
    },
  ],
  subject: isService,
  summary: "A gRPC port behind a cluster IP: each client's requests all go to one pod.",
  why: `kube-proxy chooses a pod when a connection is opened, and never again
([virtual IPs](https://kubernetes.io/docs/reference/networking/virtual-ips/)). A gRPC client opens one HTTP/2 connection and keeps it: all
its requests go to the pod that it got first, and pods that are added later get none until somebody connects anew. With
few clients some pods stay idle while others are overloaded. Plain HTTP has it less, since its clients open many connections.`,
  remedy: `Let the clients balance: make the Service headless (the quick fix, where nothing else depends on its address) and have them resolve
\`dns:///name:port\` with the \`round_robin\` policy. Or put a proxy that balances requests between them: a service mesh, or a
Gateway with a GRPCRoute. Or limit how long the server keeps a connection.`,
  examples: {
    bad: [{ yaml: manifests(""), note: "Of three pods each client uses one." }],
    good: [
      {
        yaml: manifests("\n  clusterIP: None"),
        note: "The name resolves to all pods: the client spreads its requests.",
      },
    ],
  },
  *check(subject, net) {
    const port = grpcPort(subject, net);
    const crowd = port && net.selection(subject.id).certain.filter(isSeveral);
    if (port && crowd && crowd.length > 0 && !net.isMeshed()) yield finding(subject, port, crowd);
  },
  fixes(_finding, subject) {
    if (!isPlain(subject)) return [];
    return [
      {
        title: `Make Service ${nameOf(subject)} headless (\`clusterIP: None\`)`,
        safety: "suggestion",
        changes: [{ type: "set", id: subject.id, path: ["spec", "clusterIP"], value: "None" }],
      },
    ];
  },
});

/** The first port that certainly speaks gRPC; undefined for a Service that is headless, or may be. */
function grpcPort(subject: Service, net: Net): ServicePort | undefined {
  const { clusterIP, ports } = subject.spec;
  if (valueOf(clusterIP) === "None" || (clusterIP !== undefined && !isKnown(clusterIP))) return undefined;
  return ports.find(isGrpc) ?? (isRouted(subject, net) && ports.length === 1 ? ports[0] : undefined);
}

function isGrpc(port: ServicePort): boolean {
  const protocol = valueOf(port.appProtocol);
  if (protocol !== undefined) return protocol === "grpc" || protocol === "kubernetes.io/h2c";
  return (
    port.appProtocol === undefined &&
    /^grpc($|-)/.test(valueOf(port.name) ?? "") &&
    !/web/.test(valueOf(port.name) ?? "")
  );
}

function isRouted(subject: Service, net: Net): boolean {
  return net
    .referrers(subject.id)
    .some(({ resource, certainty }) => certainty === "yes" && resource.identity.kind === "GRPCRoute");
}

function isSeveral({ spec }: Workload): boolean {
  return (valueOf(spec.replicas) ?? 0) > 1;
}

function finding(subject: Service, port: ServicePort, crowd: readonly Workload[]): Finding {
  const count = crowd.reduce((sum, { spec }) => sum + (valueOf(spec.replicas) ?? 0), 0);
  const part = port.appProtocol ? "appProtocol" : port.name ? "name" : "port";
  const name = valueOf(port.name);
  const number = name === undefined ? (valueOf(port.port) ?? port.index) : quoted(name);
  const speaks = valueOf(port.appProtocol) === "kubernetes.io/h2c" ? "HTTP/2" : "gRPC";
  return {
    at: { id: subject.id, path: ["spec", "ports", port.index, part], part: "value" },
    message:
      `Port ${number} is ${speaks}, and Service ${nameOf(subject)} chooses a pod once a connection: a client that dials it keeps one ` +
      `connection, so all its requests go to one of the ${count} pods of ${listed(crowd.map(called))}. ` +
      "A headless Service or a mesh spreads requests.",
    related: crowd.slice(0, 3).map((workload) => ({
      at: { id: workload.id, path: ["spec", "replicas"], part: "value" },
      message: `${called(workload)} runs ${valueOf(workload.spec.replicas)} pods`,
    })),
  };
}

/** Nothing needs its address, and clients that dial `port` at a pod find the program there. */
function isPlain({ spec }: Service): boolean {
  const isClusterIP = spec.type === undefined || valueOf(spec.type) === "ClusterIP";
  const isSame = spec.ports.every(
    (port) => port.targetPort === undefined || valueOf(port.targetPort) === valueOf(port.port),
  );
  return isClusterIP && isSame && spec.clusterIP === undefined && spec.externalIPs.length === 0;
}
