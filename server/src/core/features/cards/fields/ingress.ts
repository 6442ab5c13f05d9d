/** Ingress (networking.k8s.io/v1). `backend` stands for any backend, the default one too. */
import {
  defaultBackendPage,
  hostsOfIngressPage,
  ingressClassPage,
  ingressPage,
  ingressRulesPage,
  pathTypesPage,
  resourceBackendPage,
  tlsPage,
} from "../pages.ts";
import type { FieldTexts } from "./text.ts";

const OLD = "gone since 1.22; in `networking.k8s.io/v1` it is";

const backendTexts: FieldTexts = {
  backend: {
    answer: "Where these requests go: a port of a Service in this namespace",
    mind: [
      "most controllers dial the Service's pods themselves: its clusterIP, traffic policy and affinity are passed by",
    ],
    page: ingressRulesPage,
  },
  "backend.service": { answer: "A Service of this namespace, and one of its ports", page: ingressRulesPage },
  "backend.service.name": {
    answer: "The Service, always of the Ingress's own namespace",
    values: "the name of a Service; one that begins with a digit since 1.36",
    before: { 36: { values: "the name of a Service, which begins with a letter" } },
    mind: ["one that does not exist is accepted; most controllers then answer 503"],
    page: ingressRulesPage,
  },
  "backend.service.port": {
    answer: "A port of the Service, by number or by name",
    values: "exactly one of `number` and `name`",
    page: ingressRulesPage,
  },
  "backend.service.port.number": {
    answer: "The Service's `port`",
    values: "1 to 65535",
    mind: ["neither its `targetPort` nor its `nodePort`, nor a port of the pods"],
    page: ingressRulesPage,
  },
  "backend.service.port.name": {
    answer: "The `name` of a port of the Service",
    mind: ["not the name of a container's port; 15 characters at most, though a Service's may have 63"],
    page: ingressRulesPage,
  },
  "backend.resource": {
    answer: "An object in place of a Service, such as a bucket, if the controller knows its kind",
    mind: ["not together with `service`"],
    page: resourceBackendPage,
  },
  "backend.resource.apiGroup": {
    answer: "The group of the object's kind, without a version",
    fallback: "the core group",
    page: resourceBackendPage,
  },
  "backend.resource.kind": {
    answer: "The kind of the object, if the controller knows it",
    page: resourceBackendPage,
  },
  "backend.resource.name": {
    answer: "The object, of the Ingress's own namespace",
    page: resourceBackendPage,
  },
  "backend.serviceName": { answer: `The old name of a field: ${OLD} \`service.name\``, page: ingressPage },
  "backend.servicePort": {
    answer: `The old name of a field: ${OLD} \`service.port.number\` or \`service.port.name\``,
    page: ingressPage,
  },
};

export const ingressTexts: FieldTexts = {
  "metadata.annotations[kubernetes.io/ingress.class]": {
    answer: "The old way to choose a controller: `spec.ingressClassName` follows it",
    mind: ["deprecated, most controllers still read it; where both are written they must say the same"],
    page: ingressClassPage,
  },
  "spec.ingressClassName": {
    answer: "Which controller takes this Ingress: the one of this IngressClass",
    values: "the name of an IngressClass, never empty",
    fallback: "the class that is marked as the default, if there is exactly one",
    mind: ["a class that nobody has is accepted, and the Ingress then does nothing at all"],
    page: ingressClassPage,
  },
  "spec.rules": {
    answer: "Which hosts and paths lead to which Service",
    mind: ["what no rule takes goes to `defaultBackend`"],
    page: ingressRulesPage,
  },
  "spec.rules[].host": {
    answer: "Requests for this host, as the client writes it in `Host`",
    values: "a DNS name without port, or `*.` and a name",
    fallback: "every host",
    mind: [
      "`*.example.com` takes one label only: neither `a.b.example.com` nor `example.com`",
      "nobody makes the name: DNS outside must lead it to the controller",
    ],
    page: hostsOfIngressPage,
  },
  "spec.rules[].http": {
    answer: "The paths of this host",
    mind: ["a host without it goes to the default backend, whatever the path"],
    page: ingressRulesPage,
  },
  "spec.rules[].http.paths": {
    answer: "The longest path that fits wins; of two alike `Exact` wins over `Prefix`",
    page: pathTypesPage,
  },
  "spec.rules[].http.paths[].path": {
    answer: "The path of the requests that are meant, read as `pathType` says",
    values: "it begins with `/`; for `Exact` and `Prefix` without `//`, `/./`, `/../` and `%2F`",
    mind: ["the pods get the same path: who wants it cut off needs an annotation of the controller"],
    page: pathTypesPage,
  },
  "spec.rules[].http.paths[].pathType": {
    answer: "How `path` is compared",
    values: "`Exact`, `Prefix`, `ImplementationSpecific`; it must be written",
    page: pathTypesPage,
    when: {
      Exact: { answer: "This very path, to the letter; a slash at the end makes another one" },
      Prefix: {
        answer: "This path and all below it, element by element; a slash at the end does not matter",
      },
      ImplementationSpecific: {
        answer: "As the controller likes: some take it for a prefix, some for a regular expression",
      },
    },
  },
  "spec.defaultBackend": {
    answer: "Where requests go that no rule takes",
    fallback: "the controller's own answer, often 404",
    mind: ["needed where there are no rules"],
    page: defaultBackendPage,
  },
  "spec.backend": { answer: `The old name of a field: ${OLD} \`defaultBackend\``, page: defaultBackendPage },
  "spec.tls": {
    answer: "For which hosts the controller ends TLS, and with which certificate",
    mind: ["behind the controller the pods get plain HTTP, unless it is told otherwise"],
    page: tlsPage,
  },
  "spec.tls[].hosts": {
    answer: "Hosts of this certificate: they should be hosts of rules, too",
    fallback: "left to the controller",
    mind: ["nothing is served under a host that no rule has"],
    page: tlsPage,
  },
  "spec.tls[].secretName": {
    answer: "The Secret with the certificate, of this namespace",
    values: "a Secret of type `kubernetes.io/tls` with `tls.crt` and `tls.key`",
    fallback: "the controller's own certificate",
    mind: ["one that does not exist is accepted; most controllers then show a certificate of their own"],
    page: tlsPage,
  },
  ...backendTexts,
};
