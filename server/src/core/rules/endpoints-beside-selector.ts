import type { EndpointsObject, Net, Service } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { type At, type Finding, rule } from "./rule.ts";
import { isEndpoints } from "./subjects.ts";
import { called } from "./words.ts";

const manifests = (selector: string) => `apiVersion: v1
kind: Service
metadata:
  name: db
spec:${selector}
  ports:
    - port: 5432
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: IPv4
ports:
  - port: 5432
endpoints:
  - addresses:
      - 192.0.2.10
---
apiVersion: v1
kind: Pod
metadata:
  name: db
  labels:
    app: db
spec:
  containers:
    - name: postgres
      image: postgres:17
      ports:
        - containerPort: 5432
`;

export const endpointsBesideSelector = rule<EndpointsObject>({
  code: "PTL512",
  name: "endpoints-beside-selector",
  severity: "warning",
  levels: [
    { severity: "warning", when: "the Service has a selector" },
    { severity: "silent", when: "the Service has none, is an ExternalName, or cannot be read" },
  ],
  subject: isEndpoints,
  summary: "Endpoints are written by hand for a Service that has a selector.",
  why: `For a Service with a selector, controllers keep its endpoints:
[Endpoints](https://kubernetes.io/docs/concepts/services-networking/service/#endpoints) of its name are overwritten with the pods that are
selected, within seconds. An EndpointSlice of your own is left alone, and its addresses get traffic *beside* the pods: both are mixed
behind one name.`,
  remedy: `Remove the selector if the addresses are all that is meant, or remove the endpoints if the pods are.`,
  examples: {
    bad: [
      {
        yaml: manifests("\n  selector:\n    app: db"),
        note: "Half of the connections go to the pod, half to 192.0.2.10.",
      },
    ],
    good: [{ yaml: manifests(""), note: "Without a selector, the slice alone counts." }],
  },
  *check(subject, net) {
    const service = selectingService(subject, net);
    if (service) yield finding(subject, service);
  },
  fixes(_finding, subject, net) {
    const service = selectingService(subject, net);
    // Pods that are there are meant.
    if (!service || net.selection(service.id).certain.length > 0) return [];
    return [
      {
        title: `Remove the selector of ${called(service)}`,
        safety: "suggestion",
        changes: [{ type: "remove", id: service.id, path: ["spec", "selector"] }],
      },
    ];
  },
});

function selectingService(subject: EndpointsObject, net: Net): Service | undefined {
  const owner = net.ownerOf(subject.id);
  const isSelecting = owner.kind === "found" && net.selection(owner.service.id).kind === "pods";
  return isSelecting ? owner.service : undefined;
}

function finding(subject: EndpointsObject, service: Service): Finding {
  const isSlice = subject.identity.kind === "EndpointSlice";
  const pods = podsOf(service);
  const follows = isSlice
    ? `traffic goes to these addresses as well as to ${pods}`
    : `its controller replaces these addresses by those of ${pods}`;
  const at: At = isSlice
    ? { id: subject.id, path: ["metadata", "labels", "kubernetes.io/service-name"], part: "value" }
    : { id: subject.id, path: ["metadata", "name"], part: "value" };
  return {
    at,
    message: `${called(service)} has a selector: ${follows}.`,
    related: [
      {
        at: { id: service.id, path: ["spec", "selector"], part: "key" },
        message: `what ${called(service)} selects`,
      },
    ],
  };
}

function podsOf({ spec }: Service): string {
  const [first] = spec.selector?.pairs ?? [];
  const value = first && valueOf(first.value);
  return first && value !== undefined && spec.selector?.pairs.length === 1
    ? `the pods with \`${first.key}: ${value}\``
    : "the pods that it selects";
}
