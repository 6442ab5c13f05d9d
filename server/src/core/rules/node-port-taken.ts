import type { Net, NodePortClaim, Service } from "../network/net.ts";
import { fileOf } from "../resources/identity.ts";
import { folderOf, pathOf } from "../value/file.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called, inNamespace, listed } from "./words.ts";

const manifests = (nodePort: number) => `apiVersion: v1
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
kind: Service
metadata:
  name: admin
spec:
  type: NodePort
  selector:
    app: admin
  ports:
    - port: 80
      nodePort: ${nodePort}
`;

const dns = `apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  type: NodePort
  selector:
    app: dns
  ports:
    - name: dns
      port: 53
      protocol: UDP
      nodePort: 30053
    - name: dns-tcp
      port: 53
      protocol: TCP
      nodePort: 30053
`;

export const nodePortTaken = rule<Service>({
  code: "PTL301",
  name: "node-port-taken",
  severity: "error",
  levels: [
    { severity: "error", when: "both stand in one folder, one kustomization or one configured environment" },
    {
      severity: "warning",
      when: "they stand in different folders, of which nothing says that they reach the same cluster",
    },
    {
      severity: "silent",
      when: "one Service shares it between protocols of the same `port`, or both are alternatives of the same Service",
    },
  ],
  subject: isService,
  summary: "Two Service ports pin the same nodePort.",
  why: `Node ports are one pool for the whole cluster, across namespaces and protocols
([\`nodePort\`](https://kubernetes.io/docs/concepts/services-networking/service/#nodeport-custom-port)). The API server accepts the first
Service and refuses the second: \`provided port is already allocated\`. Only one sharing is legal: entries of *one* Service
with the same \`port\` number and different protocols, as for DNS over UDP and TCP.`,
  remedy: `Choose another number; the quick fix takes the next one that no manifest pins. The lower end of the range is the safer choice: the
cluster hands out those numbers by itself only when the rest is used up
([KEP-3668](https://kubernetes.io/docs/concepts/services-networking/service/#avoid-nodeport-collisions)). Or leave \`nodePort\` out, and the cluster chooses one that is free.`,
  examples: {
    bad: [{ yaml: manifests(30080), note: "Whichever of the two comes second is refused." }],
    good: [
      { yaml: manifests(30081), note: "Two numbers." },
      { yaml: dns, note: "One Service, one `port`, two protocols: this one may be shared." },
    ],
  },
  *check(subject, net) {
    for (const port of subject.spec.ports) {
      const nodePort = valueOf(port.nodePort);
      if (nodePort === undefined) continue;
      const claims = net.nodePortClaims(nodePort);
      const own = claims.find((claim) => claim.service.id === subject.id && claim.index === port.index);
      const others = own ? claims.filter((claim) => clash(own, claim, net)) : [];
      if (own && others.length > 0) yield finding(own, others, net);
    }
  },
  fixes(finding, subject, net) {
    const { path } = finding.at;
    const taken = Number(finding.data);
    const free = net.freeNodePort(taken);
    const remove: Fix = {
      title: "Remove nodePort: the cluster chooses a free one",
      safety: "suggestion",
      changes: [{ type: "remove", id: subject.id, path }],
    };
    if (free === undefined) return [remove];
    const title = `Use free nodePort ${free}`;
    // Two Services mended at once would be given the same port, so this is never done unseen.
    return [
      { title, safety: "suggestion", changes: [{ type: "set", id: subject.id, path, value: free }] },
      remove,
    ];
  },
});

function clash(own: NodePortClaim, other: NodePortClaim, net: Net): boolean {
  if (own.service.id === other.service.id) {
    return own.index !== other.index && (own.port !== other.port || own.protocol === other.protocol);
  }
  return !isSameObject(own.service, other.service, net);
}

/** Two manifests of one Service are alternatives: the later one applied replaces the other. */
function isSameObject(a: Service, b: Service, net: Net): boolean {
  const [left, right] = [net.namespaceOf(a.id), net.namespaceOf(b.id)];
  const mayMeet = left.assumed || right.assumed || valueOf(left.value) === valueOf(right.value);
  return mayMeet && valueOf(a.name) === valueOf(b.name);
}

function finding(own: NodePortClaim, others: readonly NodePortClaim[], net: Net): Finding {
  const severity = others.map((other) => severityOf(own, other, net)).includes("error") ? "error" : "warning";
  const holders = others.map((other) => holder(own, other, net));
  const refused =
    severity === "error"
      ? "Node ports are one pool for the whole cluster, so the second to come is refused."
      : "If both reach one cluster, the second to come is refused.";
  const free = net.freeNodePort(own.nodePort);
  const hint = free === undefined ? "" : ` ${free} is free.`;
  return {
    at: { id: own.service.id, path: pathTo(own), part: "value" },
    message: `nodePort ${own.nodePort} is also pinned by ${listed([...new Set(holders)])}. ${refused}${hint}`,
    severity,
    data: own.nodePort,
    ...(severity === "error" ? { apiError: "Invalid" as const } : {}),
    related: others.slice(0, 5).map((other) => ({
      at: { id: other.service.id, path: pathTo(other), part: "value" as const },
      message: `${called(other.service)} pins it for port ${other.port ?? other.index}`,
    })),
  };
}

function holder(own: NodePortClaim, other: NodePortClaim, net: Net): string {
  if (own.service.id === other.service.id) return `port ${other.port ?? other.index} of the same Service`;
  return `${called(other.service)}${inNamespace(net.namespaceOf(other.service.id))}`;
}

/** Folders that only seem to belong together may never meet in one cluster. */
function severityOf(own: NodePortClaim, other: NodePortClaim, net: Net): Severity {
  if (net.unit.kind !== "plain") return "error";
  return folder(own.service) === folder(other.service) ? "error" : "warning";
}

function folder(service: Service): string {
  return folderOf(pathOf(fileOf(service.id)));
}

function pathTo(claim: NodePortClaim): Path {
  return ["spec", "ports", claim.index, "nodePort"];
}
