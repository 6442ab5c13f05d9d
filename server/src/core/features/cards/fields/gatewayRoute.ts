/** Routes of the Gateway API (gateway.networking.k8s.io): HTTPRoute, GRPCRoute, TLSRoute, TCPRoute, UDPRoute. */
import { gatewayPage } from "../pages.ts";
import type { FieldTexts } from "./text.ts";

const PARENT = "spec.parentRefs[]";
const BACKEND = "spec.rules[].backendRefs[]";

const parentTexts: FieldTexts = {
  "spec.parentRefs": {
    answer: "To which Gateways the route attaches; one listener that takes it is enough",
    mind: ["two references to one parent must each name another `sectionName`"],
    page: gatewayPage,
  },
  [`${PARENT}.group`]: {
    answer: "The group of the parent's kind",
    fallback: "`gateway.networking.k8s.io`",
    page: gatewayPage,
  },
  [`${PARENT}.kind`]: {
    answer: "What the route attaches to",
    values: "`Gateway`; `Service`, with an empty group, for traffic inside a mesh",
    fallback: "`Gateway`",
    page: gatewayPage,
  },
  [`${PARENT}.namespace`]: {
    answer: "The namespace of the Gateway",
    fallback: "that of the route",
    mind: ["left out by mistake, the route waits for a Gateway that is not there, and nobody says so"],
    page: gatewayPage,
  },
  [`${PARENT}.name`]: { answer: "The Gateway that the route attaches to", page: gatewayPage },
  [`${PARENT}.sectionName`]: {
    answer: "The listener that is meant, by its name",
    fallback: "every listener that takes the route",
    page: gatewayPage,
  },
  [`${PARENT}.port`]: {
    answer: "Listeners on this port are meant",
    fallback: "those on every port",
    page: gatewayPage,
  },
};

const backendTexts: FieldTexts = {
  "spec.rules[].backendRefs": {
    answer: "Where matching traffic goes, shared out by `weight`",
    mind: ["none, and no redirect: requests are answered with 500"],
    page: gatewayPage,
  },
  [`${BACKEND}.group`]: {
    answer: "The group of the backend's kind",
    fallback: "the core group",
    page: gatewayPage,
  },
  [`${BACKEND}.kind`]: { answer: "What kind of object is meant", fallback: "`Service`", page: gatewayPage },
  [`${BACKEND}.namespace`]: {
    answer: "The namespace of the backend",
    fallback: "that of the route",
    mind: ["another namespace needs a ReferenceGrant there, or the requests are answered with 500"],
    page: gatewayPage,
  },
  [`${BACKEND}.name`]: {
    answer: "The Service that gets the traffic",
    mind: ["one that does not exist is accepted; its share of requests is answered with 500"],
    page: gatewayPage,
  },
  [`${BACKEND}.port`]: {
    answer: "The Service's `port`; a Service must have it written here",
    values: "1 to 65535",
    mind: ["not its `targetPort`"],
    page: gatewayPage,
  },
  [`${BACKEND}.weight`]: {
    answer: "Its share of the traffic, beside the weights of the other backends",
    fallback: "1",
    mind: ["0 gets none"],
    page: gatewayPage,
  },
};

export const gatewayRouteTexts: FieldTexts = {
  ...parentTexts,
  "spec.hostnames": {
    answer: "For which hosts the route is; only those that a listener has, too, count there",
    values: "DNS names, or `*.` and a name",
    fallback: "every host of the listener; a TLSRoute must have some",
    page: gatewayPage,
  },
  "spec.rules": {
    answer: "Which requests go where; of several that match, the most specific decides",
    page: gatewayPage,
  },
  "spec.rules[].matches[].path.type": {
    answer: "How `value` is compared",
    values: "`Exact`, `PathPrefix`, `RegularExpression`",
    fallback: "`PathPrefix`",
    page: gatewayPage,
    when: {
      Exact: { answer: "This very path, to the letter" },
      PathPrefix: { answer: "This path and all below it, element by element" },
      RegularExpression: { answer: "A regular expression, as the controller reads it" },
    },
  },
  "spec.rules[].matches[].path.value": {
    answer: "The path of the requests that are meant",
    fallback: "`/`",
    page: gatewayPage,
  },
  ...backendTexts,
};
