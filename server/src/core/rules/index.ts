/** Every rule, sorted by code. A rule that is not in this list does not exist. */
import { duplicateKey } from "./duplicate-key.ts";
import { governingServiceMissing } from "./governing-service-missing.ts";
import { governingServiceNotHeadless } from "./governing-service-not-headless.ts";
import { ingressBackendPortMissing } from "./ingress-backend-port-missing.ts";
import { ingressBackendServiceMissing } from "./ingress-backend-service-missing.ts";
import { nodePortTaken } from "./node-port-taken.ts";
import type { AnyRule } from "./rule.ts";
import { selectorMatchesNothing } from "./selector-matches-nothing.ts";
import { selectorMatchesOtherNamespace } from "./selector-matches-other-namespace.ts";
import { targetPortNameUnresolved } from "./target-port-name-unresolved.ts";
import { targetPortUndeclared } from "./target-port-undeclared.ts";

export const rules: readonly AnyRule[] = [
  selectorMatchesNothing, // PTL101
  selectorMatchesOtherNamespace, // PTL102
  targetPortNameUnresolved, // PTL201
  targetPortUndeclared, // PTL202
  nodePortTaken, // PTL301
  governingServiceMissing, // PTL501
  governingServiceNotHeadless, // PTL502
  ingressBackendServiceMissing, // PTL601
  ingressBackendPortMissing, // PTL602
  duplicateKey, // PTL901
];
