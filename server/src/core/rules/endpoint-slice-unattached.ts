import type { EndpointsObject, EndpointsOwner, Net, Service } from "../network/net.ts";
import { graded } from "./grade.ts";
import { type At, type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { isEndpointSlice } from "./subjects.ts";
import { called, inNamespace, listed, nameOf, quoted } from "./words.ts";

const manifests = (labels: string) => `apiVersion: v1
kind: Service
metadata:
  name: database
spec:
  ports:
    - port: 5432
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: database-1${labels}
addressType: IPv4
ports:
  - port: 5432
endpoints:
  - addresses:
      - 192.0.2.10
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
`;

const labelled = (service: string) => manifests(`\n  labels:\n    kubernetes.io/service-name: ${service}`);

export const endpointSliceUnattached = rule<EndpointsObject>({
  code: "PTL510",
  name: "endpoint-slice-unattached",
  severity: "warning",
  levels: [
    {
      severity: "warning",
      when: "the label is missing; or it names no Service, but one of a similar name is there, or one in another namespace",
    },
    { severity: "information", when: "the Service that it names is nowhere in sight" },
    {
      severity: "hint",
      when: "the same, in a unit of which something is missing (each level is milder there)",
    },
    { severity: "silent", when: "the Service cannot be read, or its name is changed by a transformer" },
  ],
  subject: isEndpointSlice,
  summary: "An EndpointSlice belongs to no Service.",
  why: `An [EndpointSlice](https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#ownership) belongs to the Service in its
label \`kubernetes.io/service-name\`, in its own namespace. Its own name says nothing. Without that label, or with the name of a Service
that does not exist, kube-proxy and DNS pass it over, and nobody says so.`,
  remedy: `Set the label to the Service's name. The quick fix takes the Service that is most likely meant.`,
  examples: {
    bad: [
      { yaml: manifests(""), note: "The name `database-1` binds it to nothing." },
      { yaml: labelled("databse"), note: "The Service is called `database`." },
    ],
    good: [{ yaml: labelled("database"), note: "The label names the Service." }],
  },
  *check(subject, net) {
    const owner = net.ownerOf(subject.id);
    if (owner.kind === "unlabelled") yield* unlabelled(subject, owner.candidates, net);
    if (owner.kind === "missing") yield* dangling(subject, owner, net);
  },
  fixes(_finding, subject, net) {
    return likely(subject, net.ownerOf(subject.id))
      .slice(0, 3)
      .map((service): Fix => {
        const value = nameOf(service);
        const title = `Set label ${LABEL} to ${quoted(value)}`;
        const changes = [{ type: "set" as const, id: subject.id, path: placeOf(subject).path, value }];
        return { title, safety: "suggestion", changes };
      });
  },
});

const LABEL = "kubernetes.io/service-name";

function placeOf(subject: EndpointsObject): At {
  return { id: subject.id, path: ["metadata", "labels", LABEL], part: "value" };
}

/** The Services that may be meant, those of whose name the slice's begins first. */
function likely(subject: EndpointsObject, owner: EndpointsOwner): readonly Service[] {
  if (owner.kind === "missing") return owner.alike;
  if (owner.kind !== "unlabelled") return [];
  const own = owner.candidates.filter((service) => nameOf(subject).startsWith(nameOf(service)));
  return own.length > 0 ? own : owner.candidates;
}

function* unlabelled(subject: EndpointsObject, candidates: readonly Service[], net: Net): Iterable<Finding> {
  const severity = graded("warning", net);
  if (!severity) return;
  const names = listed(
    likely(subject, { kind: "unlabelled", candidates })
      .slice(0, 3)
      .map((service) => quoted(nameOf(service))),
    "or",
  );
  const meant = names === "" ? "" : ` Is ${names} meant?`;
  yield {
    at: placeOf(subject),
    message: `${called(subject)} has no label ${quoted(LABEL)}: it belongs to no Service, whatever its own name.${meant}`,
    severity,
    related: [],
  };
}

function* dangling(
  subject: EndpointsObject,
  { name, alike, otherNamespace }: Extract<EndpointsOwner, { kind: "missing" }>,
  net: Net,
): Iterable<Finding> {
  const isNear = alike.length > 0 || otherNamespace.length > 0;
  const severity: Severity | undefined = graded(isNear ? "warning" : "information", net);
  if (!severity) return;
  const [elsewhere] = otherNamespace;
  const names = listed(
    alike.slice(0, 3).map((service) => quoted(nameOf(service))),
    "or",
  );
  const there = elsewhere ? `; the one${inNamespace(net.namespaceOf(elsewhere.id))} cannot have it` : "";
  const meant = names === "" ? there : `; did you mean ${names}?`;
  const where = inNamespace(net.namespaceOf(subject.id)) || " here";
  const end = meant.endsWith("?") ? "" : ".";
  yield {
    at: placeOf(subject),
    message: `No Service is called ${quoted(name)}${where}${meant}${end} The addresses of ${called(subject)} get no traffic.`,
    severity,
    related: [...alike, ...otherNamespace].slice(0, 3).map((service) => ({
      at: { id: service.id, path: ["metadata", "name"], part: "value" },
      message: called(service),
    })),
  };
}
