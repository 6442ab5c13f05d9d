/** Gateway (gateway.networking.k8s.io). */
import { gatewayPage } from "../pages.ts";
import type { FieldTexts } from "./text.ts";

const LISTENERS = "spec.listeners[]";

export const gatewayTexts: FieldTexts = {
  "spec.gatewayClassName": {
    answer: "Which controller makes this Gateway: the one of this GatewayClass",
    mind: ["a class that nobody has is accepted, and nothing happens"],
    page: gatewayPage,
  },
  "spec.listeners": {
    answer: "Ports and hosts on which the Gateway takes traffic",
    mind: ["names are unique, and so is each combination of port, protocol and hostname"],
    page: gatewayPage,
  },
  [`${LISTENERS}.name`]: {
    answer: "What routes write as `sectionName` to mean this listener alone",
    page: gatewayPage,
  },
  [`${LISTENERS}.port`]: {
    answer: "The port on which clients arrive",
    values: "1 to 65535",
    page: gatewayPage,
  },
  [`${LISTENERS}.protocol`]: {
    answer: "What clients speak, and so which kinds of routes may attach",
    values: "`HTTP`, `HTTPS`, `TLS`, `TCP`, `UDP`; names with a domain are the controller's own",
    mind: ["HTTPRoute and GRPCRoute on HTTP and HTTPS, TLSRoute on TLS, TCPRoute on TCP, UDPRoute on UDP"],
    page: gatewayPage,
    when: {
      HTTP: { answer: "Plain HTTP, for HTTPRoutes and GRPCRoutes", mind: ["`tls` must be left out"] },
      HTTPS: {
        answer: "HTTP over TLS that ends here, for HTTPRoutes and GRPCRoutes",
        mind: ["`tls.mode: Passthrough` is refused: that is what `TLS` is for"],
      },
      TLS: { answer: "TLS, ended here or passed through by the name it asks for; `tls` must be written" },
      TCP: { answer: "Connections as they come, for TCPRoutes", mind: ["without `hostname` and `tls`"] },
      UDP: { answer: "Datagrams as they come, for UDPRoutes", mind: ["without `hostname` and `tls`"] },
    },
  },
  [`${LISTENERS}.hostname`]: {
    answer: "Only traffic for these hosts comes to this listener",
    values: "a DNS name, or `*.` and a name",
    fallback: "every host",
    mind: [
      "`*.example.com` covers `a.b.example.com`, too, but not `example.com`; a certificate covers one label only",
      "a route without a host in common does not attach; refused on TCP and UDP",
    ],
    page: gatewayPage,
  },
  [`${LISTENERS}.tls`]: {
    answer: "Whether TLS ends here, and with which certificate",
    mind: ["on HTTPS and TLS only"],
    page: gatewayPage,
  },
  [`${LISTENERS}.tls.mode`]: {
    answer: "Whether TLS ends here",
    values: "`Terminate`, `Passthrough`",
    fallback: "`Terminate`",
    page: gatewayPage,
    when: {
      Terminate: {
        answer: "TLS ends here; behind the Gateway traffic is plain unless a policy says otherwise",
        mind: ["it needs `certificateRefs`, or `options` of the controller"],
      },
      Passthrough: {
        answer: "TLS goes through to the backend, which has the certificate",
        mind: ["with protocol TLS only"],
      },
    },
  },
  [`${LISTENERS}.tls.certificateRefs`]: {
    answer: "The Secrets with the certificates",
    mind: ["one of another namespace needs a ReferenceGrant there, from kind Gateway to kind Secret"],
    page: gatewayPage,
  },
  [`${LISTENERS}.allowedRoutes`]: {
    answer: "Which routes may attach to this listener",
    fallback: "routes of this namespace, of the kinds that the protocol has",
    page: gatewayPage,
  },
  [`${LISTENERS}.allowedRoutes.namespaces.from`]: {
    answer: "From which namespaces routes may attach",
    values: "`Same`, `All`, `Selector`",
    fallback: "`Same`",
    page: gatewayPage,
    when: {
      Same: { answer: "Routes of the Gateway's own namespace may attach" },
      All: { answer: "Routes of every namespace may attach" },
      Selector: { answer: "Routes of the namespaces with the labels of `selector` may attach" },
    },
  },
};
