import type { Resource } from "../resources/resource.ts";
import { refusalFixes, refusals } from "./apiFaults.ts";
import { rule } from "./rule.ts";
import { isAny } from "./subjects.ts";

const slice = (count: number) => `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: IPv4
ports:
  - port: 5432
endpoints:
  - addresses: [${Array.from({ length: count }, (_, index) => `192.0.2.${index + 1}`).join(", ")}]
---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  ports:
    - port: 5432
`;

export const tooLong = rule<Resource>({
  code: "PTL808",
  name: "too-long",
  severity: "error",
  levels: [
    { severity: "error", when: "always: the API server refuses it" },
    { severity: "warning", when: "in a folder of test data, where much is wrong on purpose" },
    {
      severity: "silent",
      when: "the value comes from a template or a placeholder, the document is a patch, or a kustomization changes the object",
    },
  ],
  subject: isAny,
  summary: "A list has more entries, or a text more bytes, than the API takes.",
  why: `The API has limits: an EndpointSlice holds 1000 endpoints of 100 addresses each
([EndpointSlice](https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/)), the annotations of an object 256 KiB together.
The API server refuses what is beyond: \`Too many\`, \`Too long\`.`,
  remedy: `Divide it: a Service may have any number of EndpointSlices. What does not fit into annotations belongs into a ConfigMap.`,
  examples: {
    bad: [{ yaml: slice(101), note: "101 addresses of one endpoint; 100 are the most." }],
    good: [{ yaml: slice(2), note: "Few." }],
  },
  check: (subject, net) => refusals(subject, net, "PTL808"),
  fixes: refusalFixes,
});
