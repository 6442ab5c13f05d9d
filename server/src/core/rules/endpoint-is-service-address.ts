import type { EndpointsObject, Service } from "../network/net.ts";
import type { EndpointAddress } from "../resources/endpoints.ts";
import { valueOf } from "../value/known.ts";
import { type Finding, rule } from "./rule.ts";
import { isEndpoints } from "./subjects.ts";
import { called, nameOf } from "./words.ts";

const manifests = (address: string) => `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: 10.96.0.20
  selector:
    app: web
  ports:
    - port: 80
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
---
apiVersion: v1
kind: Service
metadata:
  name: front
spec:
  ports:
    - port: 80
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: front-1
  labels:
    kubernetes.io/service-name: front
addressType: IPv4
ports:
  - port: 80
endpoints:
  - addresses:
      - ${address}
`;

export const endpointIsServiceAddress = rule<EndpointsObject>({
  code: "PTL513",
  name: "endpoint-is-service-address",
  severity: "warning",
  levels: [
    { severity: "warning", when: "a Service of the unit has this very address as its `clusterIP`" },
    { severity: "silent", when: "the address belongs to no Service that is seen, or is filled in later" },
  ],
  subject: isEndpoints,
  summary: "An endpoint's address is the clusterIP of a Service.",
  why: `The addresses of endpoints [cannot be the cluster IPs of other Services](https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors):
such an address is virtual, a rule by which kube-proxy picks a pod, and the rules are not applied a second time to what they
have picked. Connections go to an address at which nobody is.`,
  remedy: `For a second name of a Service, use a Service of type ExternalName, or give this one the selector of the other.`,
  examples: {
    bad: [{ yaml: manifests("10.96.0.20"), note: "10.96.0.20 is Service `web`, no machine." }],
    good: [{ yaml: manifests("192.0.2.10"), note: "The address of a host outside." }],
  },
  *check(subject, net) {
    if (valueOf(subject.spec.addressType) === "FQDN") return;
    const endpoints = subject.spec.subsets.flatMap((subset) => subset.endpoints);
    for (const each of endpoints.flatMap(({ addresses }) => addresses)) {
      const address = valueOf(each.address);
      const service = address === undefined ? undefined : net.serviceAt(address);
      if (service) yield finding(subject, each, service);
    }
  },
});

function finding(subject: EndpointsObject, { path, address }: EndpointAddress, service: Service): Finding {
  const lead = subject.identity.kind === "EndpointSlice" ? "the slice leads" : "these Endpoints lead";
  return {
    at: { id: subject.id, path, part: "value" },
    message:
      `${valueOf(address)} is the clusterIP of ${called(service)}, behind which kube-proxy does not look a second time: ` +
      `${lead} to nothing. For another name of it, use an ExternalName Service; for its pods, the selector of ${nameOf(service)}.`,
    related: [
      {
        at: { id: service.id, path: ["spec", "clusterIP"], part: "value" },
        message: `the address of ${called(service)}`,
      },
    ],
  };
}
