/** The Gateway API: what section 3 of its semantics says that the API refuses, and nothing beyond. */
import { refuses, takes } from "../../support/judging.ts";

const gateway = (...listeners: string[]) => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge }
spec: { gatewayClassName: example, listeners: [${listeners.map((each) => `{ ${each} }`).join(", ")}] }
`;
const CERTIFICATE = "certificateRefs: [{ name: edge }]";
const LIST = "spec.listeners: Invalid value:";

takes(
  "3.2: protocols",
  gateway(
    "name: a, port: 80, protocol: HTTP, hostname: a.com",
    `name: b, port: 443, protocol: HTTPS, tls: { ${CERTIFICATE} }`,
    "name: c, port: 8443, protocol: TLS, tls: { mode: Passthrough }",
    "name: d, port: 53, protocol: UDP",
    "name: e, port: 53, protocol: TCP",
    "name: f, port: 1, protocol: example.com/x, tls: {}",
  ),
);
takes(
  "3.2: a protocol that is filled in later",
  gateway("name: a, port: 80, protocol: '${PROTOCOL}', tls: {}"),
);
takes(
  "3.2: fields that another version of the definition has",
  gateway("name: a, port: 80, protocol: HTTP, novel: { a: b }"),
);
refuses(
  "3.2: a listener's name twice",
  gateway("name: a, port: 80, protocol: HTTP", "name: a, port: 81, protocol: HTTP"),
  ['spec.listeners[1]: Duplicate value: "a"'],
  { at: ["spec.listeners[1].name"] },
);
refuses(
  "3.2: port, protocol and hostname twice",
  gateway("name: a, port: 80, protocol: HTTP", "name: b, port: 80, protocol: HTTP"),
  [`${LIST} Combination of port, protocol and hostname must be unique for each listener`],
  { at: ["spec.listeners[1].port"] },
);
takes(
  "3.2: one port, several hosts",
  gateway(
    "name: a, port: 80, protocol: HTTP, hostname: a.com",
    "name: b, port: 80, protocol: HTTP",
    "name: c, port: 80, protocol: HTTP, hostname: c.com",
  ),
);
for (const protocol of ["HTTP", "TCP", "UDP"]) {
  refuses(
    `3.2: tls on ${protocol}`,
    gateway(`name: a, port: 80, protocol: ${protocol}, tls: { ${CERTIFICATE} }`),
    [`${LIST} tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']`],
    { at: ["spec.listeners[0].tls"] },
  );
}
for (const protocol of ["TCP", "UDP"]) {
  refuses(
    `3.2: hostname on ${protocol}`,
    gateway(`name: a, port: 80, protocol: ${protocol}, hostname: a.com`),
    [`${LIST} hostname must not be specified for protocols ['TCP', 'UDP']`],
    { at: ["spec.listeners[0].hostname"] },
  );
}
refuses(
  "3.2: HTTPS passed through",
  gateway("name: a, port: 443, protocol: HTTPS, tls: { mode: Passthrough }"),
  [`${LIST} tls mode must be Terminate for protocol HTTPS`],
  { at: ["spec.listeners[0].tls.mode"] },
);
refuses(
  "3.2: TLS without tls",
  gateway("name: a, port: 443, protocol: TLS"),
  [`${LIST} tls mode must be set for protocol TLS`],
  { at: ["spec.listeners[0].tls"] },
);
takes(
  "3.2: TLS, ended here by default",
  gateway(`name: a, port: 443, protocol: TLS, tls: { ${CERTIFICATE} }`),
);
takes(
  "3.2: options instead of certificates",
  gateway("name: a, port: 443, protocol: HTTPS, tls: { options: { example.com/a: b } }"),
);
takes("3.2: HTTPS without tls", gateway("name: a, port: 443, protocol: HTTPS"));
refuses(
  "3.2: ended here without a certificate",
  gateway("name: a, port: 443, protocol: HTTPS, tls: { mode: Terminate }"),
  [
    "spec.listeners[0].tls: Invalid value: certificateRefs or options must be specified when mode is Terminate",
  ],
);

const route = (spec: string, kind = "HTTPRoute", version = "v1") => `
apiVersion: gateway.networking.k8s.io/${version}
kind: ${kind}
metadata: { name: cart }
spec: ${spec}
`;
const parents = (...refs: string[]) =>
  route(`{ parentRefs: [${refs.map((each) => `{ ${each} }`).join(", ")}] }`);
const rule = (fields: string) => route(`{ rules: [{ ${fields} }] }`);
const SEVERAL = "when parentRefs includes 2 or more references to the same parent";

takes(
  "3.3: parents",
  parents(
    "name: edge",
    "name: inner",
    "name: edge, namespace: infra",
    "name: edge, kind: Service, group: ''",
  ),
);
takes("3.3: sections of one parent", parents("name: edge, sectionName: a", "name: edge, sectionName: b"));
takes(
  "3.3: told apart by ports, as some definitions allow",
  parents("name: edge, port: 80", "name: edge, port: 443"),
);
refuses(
  "3.3: one parent twice",
  parents("name: edge", "name: edge"),
  [`spec.parentRefs: Invalid value: sectionName must be unique ${SEVERAL}`],
  { at: ["spec.parentRefs[1].sectionName"] },
);
refuses(
  "3.3: one section twice",
  parents("name: edge, sectionName: a", "name: edge, sectionName: a, kind: Gateway"),
  [`spec.parentRefs: Invalid value: sectionName must be unique ${SEVERAL}`],
  { at: ["spec.parentRefs[1].sectionName"] },
);
refuses(
  "3.3: one with a section, one without",
  parents("name: edge, sectionName: a", "name: edge"),
  [`spec.parentRefs: Invalid value: sectionName must be specified ${SEVERAL}`],
  { at: ["spec.parentRefs[1].sectionName"] },
);

takes("3.5: a Service with a port", rule("backendRefs: [{ name: cart, port: 80 }]"));
takes(
  "3.5: another kind without a port",
  rule("backendRefs: [{ name: cart, kind: Backend, group: example.com }]"),
);
takes("3.5: a backend that is filled in later", rule("backendRefs: ['{{ . }}']"));
refuses(
  "3.5: a Service without a port",
  rule("backendRefs: [{ name: cart, weight: 1 }]"),
  ["spec.rules[0].backendRefs[0]: Invalid value: Must have port for Service reference"],
  { at: ["spec.rules[0].backendRefs[0].port"] },
);
refuses(
  "3.5: a mirror without a port",
  rule("filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: cart } } }]"),
  ["spec.rules[0].filters[0].requestMirror.backendRef: Invalid value: Must have port for Service reference"],
  { at: ["spec.rules[0].filters[0].requestMirror.backendRef.port"] },
);
for (const kind of ["GRPCRoute", "TCPRoute", "UDPRoute"]) {
  refuses(
    `3.5: a Service without a port behind a ${kind}`,
    route("{ rules: [{ backendRefs: [{ name: cart }] }] }", kind),
    ["spec.rules[0].backendRefs[0]: Invalid value: Must have port for Service reference"],
    { at: ["spec.rules[0].backendRefs[0].port"] },
  );
}
const REDIRECT = "{ type: RequestRedirect, requestRedirect: { scheme: https } }";
const REWRITE = "{ type: URLRewrite, urlRewrite: { hostname: a.com } }";
takes("3.5: a redirect alone", rule(`filters: [${REDIRECT}]`));
takes(
  "3.5: a rewrite before a backend",
  rule(`filters: [${REWRITE}], backendRefs: [{ name: cart, port: 80 }]`),
);
refuses(
  "3.5: a redirect before a backend",
  rule(`filters: [${REDIRECT}], backendRefs: [{ name: cart, port: 80 }]`),
  ["spec.rules[0]: Invalid value: RequestRedirect filter must not be used together with backendRefs"],
  { at: ["spec.rules[0].backendRefs"] },
);
refuses(
  "3.5: a redirect and a rewrite",
  rule(`filters: [${REDIRECT}, ${REWRITE}]`),
  [
    "spec.rules[0].filters: Invalid value: May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both",
  ],
  { at: ["spec.rules[0].filters[1].type"] },
);

takes("3.4: a TLSRoute with hostnames", route("{ hostnames: [a.com], rules: [] }", "TLSRoute"));
refuses("3.4: a TLSRoute without hostnames", route("{ rules: [{ name: a }] }", "TLSRoute"), [
  "spec.hostnames: Required value",
]);
takes(
  "3.4: a TLSRoute of v1alpha2 without hostnames",
  route("{ rules: [{ name: a }] }", "TLSRoute", "v1alpha2"),
);
takes("3.4: an HTTPRoute without hostnames", rule("backendRefs: [{ name: cart, port: 80 }]"));
takes("patches of a TLSRoute", route("{ parentRefs: [{ name: edge }] }", "TLSRoute"));
