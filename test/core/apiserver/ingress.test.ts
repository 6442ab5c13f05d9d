/** Ingress and IngressClass: section 10 of what the API server checks, with 1, 2, 6 and 15. */
import { refuses, takes, warns } from "../../support/judging.ts";

const ingress = (spec: string, annotations = "{}") => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, annotations: ${annotations} }
spec: ${spec}
`;
const CART = "service: { name: cart, port: { number: 80 } }";
const host = (text: string) => ingress(`{ rules: [{ host: ${text} }] }`);
const path = (fields: string) => ingress(`{ rules: [{ http: { paths: [{ ${fields} }] } }] }`);
const prefix = (text: string) => path(`path: ${text}, pathType: Prefix, backend: { ${CART} }`);
const backend = (fields: string) => path(`path: /, pathType: Prefix, backend: { ${fields} }`);
const port = (fields: string) => backend(`service: { name: cart, port: { ${fields} } }`);
const tls = (fields: string) => ingress(`{ defaultBackend: { ${CART} }, tls: [{ ${fields} }] }`);

const PATH = "spec.rules[0].http.paths[0]";
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const WILDCARD =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character";

takes("10: a default backend alone", ingress(`{ defaultBackend: { ${CART} } }`));
takes("10: rules alone", prefix("/"));
refuses("10: neither rules nor defaultBackend", ingress("{}"), [
  "spec: Invalid value: either `defaultBackend` or `rules` must be specified",
]);
refuses("10: rules of nothing", ingress("{ rules: [] }"), [
  "spec: Invalid value: either `defaultBackend` or `rules` must be specified",
]);

for (const right of ["example.com", "'*.example.com'", "a", "1.example.com", "''"])
  takes(`10: host ${right}`, host(right));
takes("10: a host that is filled in later", host("'{{ .Values.host }}'"));
takes("10: duplicate hosts", ingress("{ rules: [{ host: a.com }, { host: a.com }] }"));
refuses("10: host is an address", host("10.0.0.1"), [
  'spec.rules[0].host: Invalid value: "10.0.0.1": must be a DNS name, not an IP address',
]);
refuses("10: host in upper case", host("Shop.example.com"), [
  `spec.rules[0].host: Invalid value: "Shop.example.com": ${SUBDOMAIN}`,
]);
refuses("10: host with a port", host("'shop.example.com:8080'"), [
  `spec.rules[0].host: Invalid value: "shop.example.com:8080": ${SUBDOMAIN}`,
]);
refuses("10: host with a star in the middle", host("shop.*.com"), [
  `spec.rules[0].host: Invalid value: "shop.*.com": ${WILDCARD}`,
]);
refuses("10: host is a star", host("'*'"), [`spec.rules[0].host: Invalid value: "*": ${WILDCARD}`]);

takes("10: a rule without http", ingress("{ rules: [{ host: a.com }] }"));
refuses("10: http without paths", ingress("{ rules: [{ http: { paths: [] } }] }"), [
  "spec.rules[0].http.paths: Required value",
]);

for (const type of ["Exact", "Prefix"])
  takes(`10: pathType ${type}`, path(`path: /a, pathType: ${type}, backend: { ${CART} }`));
takes(
  "10: ImplementationSpecific without a path",
  path(`pathType: ImplementationSpecific, backend: { ${CART} }`),
);
takes(
  "10: a regular expression",
  path(`path: '/(a|b)(/|$)(.*)', pathType: ImplementationSpecific, backend: { ${CART} }`),
);
refuses("10: no pathType, the rest of the path skipped", path("path: nonsense, backend: {}"), [
  `${PATH}.pathType: Required value: pathType must be specified`,
]);
refuses("10: pathType in lower case", path(`path: /, pathType: prefix, backend: { ${CART} }`), [
  `${PATH}.pathType: Unsupported value: "prefix": supported values: "Exact", "ImplementationSpecific", "Prefix"`,
]);

for (const right of ["/", "/a/b", "/a.b", "/a/..b", "/.well-known"])
  takes(`10: path ${right}`, prefix(right));
refuses("10: a path without a slash", prefix("cart"), [
  `${PATH}.path: Invalid value: "cart": must be an absolute path`,
]);
refuses("10: no path for Prefix", path(`pathType: Prefix, backend: { ${CART} }`), [
  `${PATH}.path: Invalid value: "": must be an absolute path`,
]);
refuses(
  "10: ImplementationSpecific without a slash",
  path(`path: cart, pathType: ImplementationSpecific, backend: { ${CART} }`),
  [`${PATH}.path: Invalid value: "cart": must be an absolute path`],
);
for (const part of ["//", "/./", "/../", "%2f", "%2F"]) {
  refuses(`10: a path with ${part}`, prefix(`"/a${part}b"`), [
    `${PATH}.path: Invalid value: "/a${part}b": must not contain '${part}'`,
  ]);
}
for (const end of ["/..", "/."]) {
  refuses(`10: a path that ends with ${end}`, prefix(`/a${end}`), [
    `${PATH}.path: Invalid value: "/a${end}": cannot end with '${end}'`,
  ]);
}

takes("10: a resource", backend("resource: { apiGroup: example.com, kind: Bucket, name: pictures }"));
refuses(
  "10: service and resource",
  backend(`${CART}, resource: { kind: Bucket, name: pictures }`),
  [`${PATH}.backend: Invalid value: cannot set both resource and service backends`],
  { at: [`${PATH}.backend.resource`] },
);
refuses("10: neither service nor resource", backend(""), [
  `${PATH}.backend: Invalid value: resource or service backend is required`,
]);
refuses("10: the default backend is judged alike", ingress("{ defaultBackend: {} }"), [
  "spec.defaultBackend: Invalid value: resource or service backend is required",
]);
refuses("10: resource without kind and name", backend("resource: { apiGroup: Example }"), [
  `${PATH}.backend.resource.apiGroup: Invalid value: "Example": ${SUBDOMAIN}`,
  `${PATH}.backend.resource.kind: Required value`,
  `${PATH}.backend.resource.name: Required value`,
]);
refuses("10: resource of a name with a slash", backend("resource: { kind: Bucket, name: a/b }"), [
  `${PATH}.backend.resource.name: Invalid value: "a/b": may not contain '/'`,
]);

refuses("10: service without a name", backend("service: { port: { number: 80 } }"), [
  `${PATH}.backend.service.name: Required value`,
]);
const digit = backend("service: { name: 1cart, port: { number: 80 } }");
takes("15: a Service whose name begins with a digit, since 1.36", digit);
refuses(
  "15: a Service whose name begins with a digit, before",
  digit,
  [
    `${PATH}.backend.service.name: Invalid value: "1cart": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character`,
  ],
  { version: "1.35" },
);
refuses("10: service with dots", backend("service: { name: cart.shop, port: { number: 80 } }"), [
  `${PATH}.backend.service.name: Invalid value: "cart.shop": must not contain dots`,
]);

takes("10: a port by name", port("name: http"));
takes("10: a port by number", port("number: 65535"));
takes("10: a port that is filled in later", port("number: '${PORT}'"));
refuses(
  "10, 1: name and number",
  port("name: http, number: 80"),
  [`${PATH}.backend: Invalid value: cannot set both port name & port number`],
  { at: [`${PATH}.backend.service.port`] },
);
refuses(
  "10, 1: neither name nor number",
  backend("service: { name: cart }"),
  [`${PATH}.backend: Required value: port name or number is required`],
  { at: [`${PATH}.backend.service.port`] },
);
refuses(
  "10: number 0 is none",
  port("number: 0"),
  [`${PATH}.backend: Required value: port name or number is required`],
  { at: [`${PATH}.backend.service.port`] },
);
refuses("10: a port's name that a Service's port may have", port("name: very-long-port-name-1"), [
  `${PATH}.backend.service.port.name: Invalid value: "very-long-port-name-1": must be no more than 15 characters`,
]);
refuses("10: number beyond the range", port("number: 70000"), [
  `${PATH}.backend.service.port.number: Invalid value: 70000: must be between 1 and 65535, inclusive`,
]);

takes("10: tls", tls("hosts: [a.com, '*.b.com'], secretName: certificate"));
takes("10: tls for an address", tls("hosts: [10.0.0.1]"));
takes("10: tls without anything, and hosts that no rule has", tls(""));
refuses("10: a tls host", tls("hosts: [A.com, 'a.*.com']"), [
  `spec.tls[0].hosts[0]: Invalid value: "A.com": ${SUBDOMAIN}`,
  `spec.tls[0].hosts[1]: Invalid value: "a.*.com": ${WILDCARD}`,
]);
refuses("10: a tls secret", tls("secretName: shop/certificate"), [
  `spec.tls[0].secretName: Invalid value: "shop/certificate": ${SUBDOMAIN}`,
]);

const classed = (name: string, annotation: string) =>
  ingress(
    `{ ingressClassName: ${name}, defaultBackend: { ${CART} } }`,
    `{ kubernetes.io/ingress.class: ${annotation} }`,
  );
takes("10: ingressClassName", ingress(`{ ingressClassName: nginx, defaultBackend: { ${CART} } }`));
refuses("10: ingressClassName of nothing", ingress(`{ ingressClassName: "", defaultBackend: { ${CART} } }`), [
  `spec.ingressClassName: Invalid value: "": ${SUBDOMAIN}`,
]);
takes("10: class and annotation alike", classed("nginx", "nginx"));
refuses(
  "10, 1: class and annotation differ",
  classed("nginx", "traefik"),
  [
    'annotations.kubernetes.io/ingress.class: Invalid value: "traefik": must match `ingressClassName` when both are specified',
  ],
  { at: ["metadata.annotations[kubernetes.io/ingress.class]"] },
);
warns(
  "6: the old annotation alone",
  ingress(`{ defaultBackend: { ${CART} } }`, "{ kubernetes.io/ingress.class: nginx }"),
  [`annotation "kubernetes.io/ingress.class" is deprecated, please use 'spec.ingressClassName' instead`],
  { at: ["metadata.annotations[kubernetes.io/ingress.class]"] },
);

refuses(
  "10: the fields of v1beta1",
  backend("serviceName: cart, servicePort: 80"),
  [
    `strict decoding error: unknown field "${PATH}.backend.serviceName"`,
    `strict decoding error: unknown field "${PATH}.backend.servicePort"`,
  ],
  { at: [`${PATH}.backend.serviceName`, `${PATH}.backend.servicePort`] },
);

const ingressClass = (spec: string) => `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: ${spec}
`;
const parameters = (fields: string) =>
  ingressClass(`{ controller: k8s.io/ingress-nginx, parameters: { ${fields} } }`);

takes("10: controller", ingressClass("{ controller: k8s.io/ingress-nginx }"));
takes("10: a controller of several parts", ingressClass("{ controller: example.com/a/b_c~d }"));
refuses("10: no controller", ingressClass("{}"), ["spec.controller: Required value"]);
refuses("10: controller without a domain", ingressClass("{ controller: nginx }"), [
  'spec.controller: Invalid value: "nginx": must be a domain-prefixed path (such as "acme.io/foo")',
]);
refuses("10: a controller of 251 characters", ingressClass(`{ controller: a.io/${"b".repeat(246)} }`), [
  "spec.controller: Too long: may not be more than 250 bytes",
]);
takes("4, 10: parameters of the cluster, by default", parameters("kind: Options, name: shared"));
takes(
  "10: parameters of a namespace",
  parameters("kind: Options, name: shared, scope: Namespace, namespace: shop"),
);
refuses("10: parameters without kind and name", parameters("apiGroup: example.com"), [
  "spec.parameters.kind: Required value",
  "spec.parameters.name: Required value",
]);
refuses("10: scope", parameters("kind: Options, name: shared, scope: cluster"), [
  'spec.parameters.scope: Unsupported value: "cluster": supported values: "Cluster", "Namespace"',
]);
refuses("10: scope Namespace without one", parameters("kind: Options, name: shared, scope: Namespace"), [
  "spec.parameters.namespace: Required value: `parameters.scope` is set to 'Namespace'",
]);
refuses(
  "10: scope Cluster, by default, with a namespace",
  parameters("kind: Options, name: shared, namespace: shop"),
  ["spec.parameters.namespace: Forbidden: `parameters.scope` is set to 'Cluster'"],
);
// The validation table forbids it, but the server empties the field of kinds without namespaces before it validates.
takes(
  "2: an IngressClass with a namespace",
  ingressClass("{ controller: a.io/b }").replace("name: nginx", "name: nginx, namespace: shop"),
);

const annotated = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, annotations: { example.com/a: b } }
`;
takes("patches of annotations", annotated);
takes("patches of tls", ingress("{ tls: [{ hosts: [A.com] }] }"));
takes("patches of an IngressClass", annotated.replace("kind: Ingress", "kind: IngressClass"));
